import {
  attributesOf,
  isMarkKind,
  isNodeKind,
  type NodeKind,
  richTextSchema,
} from '@parley/shared/agreement';
import * as Y from 'yjs';

/**
 * What of a shared text is shown, and how it is counted. Whatever the schema does not know stays where it is, unseen
 * and untouched: nobody's words are taken away because of how this page reads them.
 */

/** They are nothing without something in them. */
const HOLLOW: ReadonlySet<NodeKind> = new Set(['bulletList', 'orderedList', 'table', 'tableRow']);

export const isTextblock = (kind: NodeKind): boolean => kind === 'paragraph' || kind === 'heading';

/** Null for an element that the schema does not know. */
export function kindOf(container: Y.XmlFragment): NodeKind | null {
  if (!(container instanceof Y.XmlElement)) return 'doc';
  return isNodeKind(container.nodeName) ? container.nodeName : null;
}

/** Yjs does not type what stands in a fragment. */
export const isElement = (child: unknown): child is Y.XmlElement => child instanceof Y.XmlElement;

/** The elements that stand in a container, in their order. */
export function shownIn(container: Y.XmlFragment): Y.XmlElement[] {
  const kind = kindOf(container);
  const holds: readonly string[] = kind === null ? [] : richTextSchema.nodes[kind].holds;
  return container
    .toArray()
    .filter(isElement)
    .filter((child) => holds.includes(child.nodeName) && isShown(child));
}

function isShown(element: Y.XmlElement): boolean {
  const kind = kindOf(element);
  return kind !== null && (!HOLLOW.has(kind) || shownIn(element).length > 0);
}

type Attributes = Readonly<Record<string, unknown>>;

/** As the schema has them; attributes it does not take are as if none were stated. */
export const attributesFor = (kind: NodeKind, element: Y.XmlElement): Attributes =>
  attributesOf(richTextSchema.nodes[kind].attributes, element.getAttributes()) ?? {};

/** The marks that the schema knows, by name, of a stretch of text. */
export type Marks = Readonly<Record<string, Attributes>>;

export function marksFor(formats: Readonly<Record<string, unknown>>): Marks {
  const marks: Record<string, Attributes> = {};
  for (const [name, value] of Object.entries(formats)) {
    if (!isMarkKind(name) || typeof value !== 'object' || value === null) continue;
    const attributes = attributesOf(richTextSchema.marks[name], { ...value });
    if (attributes !== null) marks[name] = attributes;
  }
  return marks;
}
