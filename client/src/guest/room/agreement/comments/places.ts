import type { Point, Shown, Span } from '../../../../agreement/anchor/anchor.ts';

/** Where in the page the places of a text are, whether it is read or written there. */

const BLOCKS = 'p, h4';

export const wordsIn = (holder: Element): HTMLElement | null => holder.querySelector<HTMLElement>('.words');

export const shownAs = (words: HTMLElement): Shown => (words.isContentEditable ? 'editor' : 'reader');

/** What of a text is selected; null for nothing of it. */
export function spanIn(words: HTMLElement, range: Range): Span | null {
  const blocks = [...words.querySelectorAll(BLOCKS)];
  const touched = blocks.flatMap((block, index) => (range.intersectsNode(block) ? [index] : []));
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return null;
  const from = pointIn(blocks, first, { node: range.startContainer, offset: range.startOffset }, 'start');
  const to = pointIn(blocks, last, { node: range.endContainer, offset: range.endOffset }, 'end');
  return from.block < to.block || (from.block === to.block && from.offset < to.offset) ? { from, to } : null;
}

interface Spot {
  readonly node: Node;
  readonly offset: number;
}

function pointIn(blocks: readonly Element[], index: number, spot: Spot, edge: 'start' | 'end'): Point {
  const block = blocks[index];
  if (block === undefined) return { block: index, offset: 0 };
  if (!block.contains(spot.node)) return { block: index, offset: edge === 'start' ? 0 : lengthOf(block) };
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(spot.node, spot.offset);
  const offset = signsIn(block)
    .filter(({ node }) => before.intersectsNode(node))
    .reduce((sum, { node, length }) => {
      if (node !== spot.node) return sum + (isBehind(node, before) ? 0 : length);
      return sum + Math.min(spot.offset, length);
    }, 0);
  return { block: index, offset };
}

/** A node that begins where the range ends touches it and is not in it. */
function isBehind(node: Node, { endContainer, endOffset }: Range): boolean {
  const { parentNode } = node;
  return (
    parentNode === endContainer && [...parentNode.childNodes].findIndex((each) => each === node) >= endOffset
  );
}

interface Signs {
  readonly node: Text | HTMLBRElement;
  readonly length: number;
}

/** What a text counts: its signs, and each break of a line. What an editor puts there for itself is none. */
function signsIn(block: Element): readonly Signs[] {
  const signs: Signs[] = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) signs.push({ node, length: node.data.length });
    else if (node instanceof HTMLBRElement && !node.classList.contains('ProseMirror-trailingBreak'))
      signs.push({ node, length: 1 });
  }
  return signs;
}

const lengthOf = (block: Element): number => signsIn(block).reduce((sum, { length }) => sum + length, 0);

/** Where these words stand in the page; null where that is not drawn yet. */
export function rangeOf(words: HTMLElement, { from, to }: Span): Range | null {
  const blocks = [...words.querySelectorAll(BLOCKS)];
  const [start, end] = [spotAt(blocks[from.block], from.offset), spotAt(blocks[to.block], to.offset)];
  if (start === null || end === null) return null;
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

function spotAt(block: Element | undefined, offset: number): Spot | null {
  if (block === undefined) return null;
  let left = offset;
  for (const { node, length } of signsIn(block)) {
    if (node instanceof Text && left <= length) return { node, offset: left };
    left -= length;
  }
  return null;
}
