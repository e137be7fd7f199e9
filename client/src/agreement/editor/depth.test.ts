import { richTextSchema } from '@parley/shared/agreement';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { schema } from '../testing/desk.ts';
import { fitting, isTooDeep } from './depth.ts';

const words = (text: string): Node => schema.node('paragraph', null, schema.text(text));
const item = (...blocks: readonly Node[]): Node => schema.node('listItem', null, blocks);
const list = (...items: readonly Node[]): Node => schema.node('bulletList', null, items);

/** A list of so many levels, each with an item that says which it is. */
const levels = (most: number, level = 1): Node =>
  list(item(words(`level ${level}`), ...(level === most ? [] : [levels(most, level + 1)])));

const inText = (content: Fragment): Node => schema.node('doc', null, content);
const open = (content: Fragment): Slice => Slice.maxOpen(content);

test('[DOC-2] nine levels of a list are pasted as they are', () => {
  const slice = open(Fragment.from(levels(9)));
  expect(fitting(slice, 1)).toBe(slice);
  expect(isTooDeep(inText(slice.content))).toBe(false);
});

test.each([
  [10, 1],
  [14, 1],
  [9, 3],
  [9, 17],
  [9, 18],
  [3, 19],
])(
  '[DOC-2] of %i levels pasted beside a block at level %i every word is kept, and none is too deep',
  (most, beside) => {
    const { content, openStart, openEnd } = fitting(open(Fragment.from(levels(most))), beside);
    const all = Array.from({ length: most }, (_, index) => `level ${index + 1}`);
    expect(content.textBetween(0, content.size, '|').split('|')).toEqual(all);
    const text = inText(content);
    text.check();
    let deepest = 0;
    text.descendants((node, position) => {
      deepest = Math.max(deepest, text.resolve(position).depth + (node.isText ? 0 : 1));
    });
    expect(deepest + beside).toBeLessThanOrEqual(richTextSchema.bounds.depth + 1);
    const deepestOpen = Slice.maxOpen(content);
    expect(openStart).toBeLessThanOrEqual(deepestOpen.openStart);
    expect(openEnd).toBeLessThanOrEqual(deepestOpen.openEnd);
  },
);

test('[DOC-2] a text in which something is deeper than it may be is told from one in which nothing is', () => {
  expect(isTooDeep(inText(Fragment.from(levels(9))))).toBe(false);
  expect(isTooDeep(inText(Fragment.from(levels(10))))).toBe(true);
});
