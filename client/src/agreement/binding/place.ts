import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { offsetOf, spotAt } from './pieces.ts';
import { isElement, isTextblock, kindOf, shownIn } from './shape.ts';

/**
 * A place in a shared text that stays where it is while others write. It holds on to the sign before it, or to the start
 * of the text: what somebody else writes at that very place comes after it, and what one person writes in a row is not
 * torn apart.
 */
export type Place = Y.RelativePosition;

/** Null where nothing has been written yet. */
export function placeAt(root: Y.XmlFragment, document: Node, position: number): Place | null {
  const $position = document.resolve(position);
  if (!$position.parent.isTextblock) return null;
  let container = root;
  for (let depth = 0; depth < $position.depth; depth += 1) {
    const next = shownIn(container)[$position.index(depth)];
    if (next === undefined) return null;
    container = next;
  }
  if (!isElement(container)) return null;
  const spot = spotAt(container, $position.parentOffset);
  if (spot === null) return Y.createRelativePositionFromTypeIndex(container, 0);
  return Y.createRelativePositionFromTypeIndex(spot.type, spot.index, -1);
}

/** Null when what it held on to is not shown any more. */
export function positionOf(root: Y.XmlFragment, document: Node, place: Place): number | null {
  if (root.doc === null) return null;
  const found = Y.createAbsolutePositionFromRelativePosition(place, root.doc);
  if (found === null) return null;
  const { type, index } = found;
  const block = type instanceof Y.XmlText ? type.parent : type;
  if (!isElement(block)) return null;
  const start = startOf(root, document, block);
  if (start === null) return null;
  return start + (type instanceof Y.XmlText ? offsetOf(block, { type, index }) : 0);
}

/** Where the content of an element begins in the document. */
function startOf(root: Y.XmlFragment, document: Node, block: Y.XmlElement): number | null {
  const kind = kindOf(block);
  if (kind === null || !isTextblock(kind)) return null;
  const path: number[] = [];
  for (let element: Y.XmlElement = block; ; ) {
    const { parent } = element;
    if (!(parent instanceof Y.XmlFragment)) return null;
    const index = shownIn(parent).indexOf(element);
    if (index < 0) return null;
    path.unshift(index);
    if (parent === root) break;
    if (!isElement(parent)) return null;
    element = parent;
  }
  let position = 0;
  let node = document;
  for (const index of path) {
    if (index >= node.childCount) return null;
    for (let before = 0; before < index; before += 1) position += node.child(before).nodeSize;
    position += 1;
    node = node.child(index);
  }
  return position;
}
