import {
  attributesOf,
  isMarkKind,
  isNodeKind,
  type NodeKind,
  noText,
  RichText,
  richTextSchema,
} from '@parley/shared/agreement';
import * as Y from 'yjs';

/**
 * What a clause says in one language. The gate lets in nothing that the schema does not know, so that only a text
 * longer than it may be can fail to be read: null.
 */
export function readText(root: Y.XmlFragment): RichText | null {
  if (root.length === 0) return noText;
  const read = RichText.safeParse({ type: 'doc', content: contentOf(root, 'doc') });
  return read.success ? read.data : null;
}

function contentOf(container: Y.XmlFragment, kind: NodeKind): unknown[] {
  const holds: readonly string[] = richTextSchema.nodes[kind].holds;
  return container.toArray().flatMap((child): unknown[] => {
    if (child instanceof Y.XmlText) return holds.includes('text') ? wordsOf(child) : [];
    if (!(child instanceof Y.XmlElement)) return [];
    const { nodeName } = child;
    if (!isNodeKind(nodeName) || !holds.includes(nodeName)) return [];
    return [{ type: nodeName, attrs: attrsOf(child, nodeName), content: contentOf(child, nodeName) }];
  });
}

/** Attributes that were taken away by two people at once are as if they had never been stated. */
function attrsOf(element: Y.XmlElement, kind: NodeKind): object {
  const stated = attributesOf(richTextSchema.nodes[kind].attributes, element.getAttributes()) ?? {};
  return kind === 'heading' ? { level: 1, ...stated } : stated;
}

interface Stretch {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function wordsOf(text: Y.XmlText): unknown[] {
  // Yjs does not type what its texts hold.
  const untyped: { toDelta(): readonly Stretch[] } = text;
  return untyped
    .toDelta()
    .flatMap(({ insert, attributes = {} }) =>
      typeof insert === 'string' ? [{ type: 'text', text: insert, marks: marksOf(attributes) }] : [],
    );
}

function marksOf(formats: Readonly<Record<string, unknown>>): object[] {
  return Object.entries(formats).flatMap(([type, value]) => {
    if (!isMarkKind(type) || typeof value !== 'object' || value === null) return [];
    const attrs = attributesOf(richTextSchema.marks[type], { ...value });
    return attrs === null ? [] : [{ type, attrs }];
  });
}
