import { isNodeKind, noText, richTextSchema, RichText } from '@parley/shared/agreement';
import type * as Y from 'yjs';
import { piecesOf } from '../binding/pieces.ts';
import { attributesFor, isElement, isTextblock, kindOf } from '../binding/shape.ts';

/** What a shared text says, in the one form in which everyone compares it. Null while it is more than a clause may be. */
export function readText(root: Y.XmlFragment): RichText | null {
  if (root.length === 0) return noText;
  const read = RichText.safeParse({ type: 'doc', content: contentOf(root) });
  return read.success ? read.data : null;
}

function contentOf(container: Y.XmlFragment): unknown[] {
  const kind = kindOf(container);
  if (kind === null) return [];
  if (isElement(container) && isTextblock(kind)) return piecesOf(container).map(wordsOf);
  const holds: readonly string[] = richTextSchema.nodes[kind].holds;
  return container
    .toArray()
    .filter(isElement)
    .filter(({ nodeName }) => isNodeKind(nodeName) && holds.includes(nodeName))
    .map((child) => ({ type: child.nodeName, attrs: attributesOf(child), content: contentOf(child) }));
}

function wordsOf(piece: ReturnType<typeof piecesOf>[number]): unknown {
  if (piece.kind === 'break') return { type: 'hardBreak' };
  const marks = Object.entries(piece.marks).map(([type, attrs]) => ({ type, attrs }));
  return { type: 'text', text: piece.text, marks };
}

function attributesOf(element: Y.XmlElement): object {
  const kind = kindOf(element);
  const attributes = kind === null ? {} : attributesFor(kind, element);
  return kind === 'heading' ? { level: 1, ...attributes } : attributes;
}
