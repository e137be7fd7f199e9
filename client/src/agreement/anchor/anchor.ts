import type { Anchor, NodeKind } from '@parley/shared/agreement';
import * as Y from 'yjs';
import { offsetOf, spotAt } from '../binding/pieces.ts';
import { isTextblock, kindOf, shownIn } from '../binding/shape.ts';

/** A place in a text as it is read: so many signs into its nth paragraph or heading. */
export interface Point {
  readonly block: number;
  readonly offset: number;
}
export interface Span {
  readonly from: Point;
  readonly to: Point;
}

/**
 * How a text is shown: an editor shows a paragraph to write in wherever one could be, and a reader sees only those that
 * are there.
 */
export type Shown = 'editor' | 'reader';

/** What a comment holds on to: its words, however others write around them. Null for a place that is not there. */
export function anchorOf(root: Y.XmlFragment, { from, to }: Span, shown: Shown): Anchor | null {
  const blocks = blocksIn(root, shown);
  const [first, last] = [blocks[from.block], blocks[to.block]];
  if (!first || !last) return null;
  const [start, end] = [spotAt(first, from.offset), spotAt(last, to.offset)];
  if (start === null || end === null) return null;
  return {
    // What is written at the edges is not among the words.
    from: encode(Y.createRelativePositionFromTypeIndex(start.type, start.index, 0)),
    to: encode(Y.createRelativePositionFromTypeIndex(end.type, end.index, -1)),
  };
}

/** Of a comment on a text as a whole. */
export function wholeOf(root: Y.XmlFragment): Anchor {
  const place = encode(Y.createRelativePositionFromTypeIndex(root, 0));
  return { from: place, to: place };
}

/** Where the words are now; null once they are gone, and of a comment on the whole. */
export function spanOf(root: Y.XmlFragment, anchor: Anchor, shown: Shown): Span | null {
  const blocks = blocksIn(root, shown);
  const [from, to] = [pointOf(root, blocks, anchor.from), pointOf(root, blocks, anchor.to)];
  if (from === null || to === null) return null;
  const isBefore = from.block < to.block || (from.block === to.block && from.offset < to.offset);
  return isBefore ? { from, to } : null;
}

function pointOf(root: Y.XmlFragment, blocks: readonly (Y.XmlElement | null)[], place: string): Point | null {
  if (root.doc === null) return null;
  try {
    const found = Y.createAbsolutePositionFromRelativePosition(decode(place), root.doc);
    if (found === null || !(found.type instanceof Y.XmlText)) return null;
    const { type, index } = found;
    const block = blocks.findIndex((each) => each !== null && each === type.parent);
    const element = blocks[block];
    return element ? { block, offset: offsetOf(element, { type, index }) } : null;
  } catch {
    // Whatever somebody put there instead of a place.
    return null;
  }
}

const HOLDERS: ReadonlySet<NodeKind> = new Set(['doc', 'listItem', 'tableCell', 'tableHeader']);

/** Every paragraph and heading in the order of reading; null for one that an editor only offers. */
function blocksIn(container: Y.XmlFragment, shown: Shown): readonly (Y.XmlElement | null)[] {
  const inside = shownIn(container).flatMap((element) => {
    const kind = kindOf(element);
    return kind !== null && isTextblock(kind) ? [element] : blocksIn(element, shown);
  });
  const kind = kindOf(container);
  return inside.length === 0 && shown === 'editor' && kind !== null && HOLDERS.has(kind) ? [null] : inside;
}

const encode = (place: Y.RelativePosition): string =>
  btoa(String.fromCharCode(...Y.encodeRelativePosition(place)));

const decode = (place: string): Y.RelativePosition =>
  Y.decodeRelativePosition(Uint8Array.from(atob(place), (sign) => sign.charCodeAt(0)));
