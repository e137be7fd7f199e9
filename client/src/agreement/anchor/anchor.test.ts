import { Anchor } from '@parley/shared/agreement';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { anchorOf, spanOf, wholeOf } from './anchor.ts';

function textOf(...paragraphs: readonly string[]): Y.XmlFragment {
  const root = new Y.Doc().getXmlFragment('clause-0001/zh');
  root.insert(
    0,
    paragraphs.map((words) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(words)]);
      return paragraph;
    }),
  );
  return root;
}
const runOf = (root: Y.XmlFragment, index: number): Y.XmlText => {
  const block = root.get(index);
  const run = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(run instanceof Y.XmlText)) throw new Error('no text there');
  return run;
};
const span = (from: [number, number], to: [number, number]) => ({
  from: { block: from[0], offset: from[1] },
  to: { block: to[0], offset: to[1] },
});
const anchored = (root: Y.XmlFragment, of: ReturnType<typeof span>): Anchor => {
  const anchor = anchorOf(root, of, 'reader');
  if (anchor === null) throw new Error('no anchor');
  return anchor;
};

test('[COM-1] an anchor is of the protocol’s form and names the words it was put on', () => {
  const root = textOf('the sum of 30,000', 'in two parts');
  for (const words of [span([0, 0], [0, 3]), span([0, 4], [1, 6]), span([1, 0], [1, 12])]) {
    const anchor = anchored(root, words);
    expect(Anchor.parse(anchor)).toEqual(anchor);
    expect(spanOf(root, anchor, 'reader')).toEqual(words);
  }
});

test('[COM-12] it stays with its words while others write around them and between', () => {
  const root = textOf('pay 30,000 now');
  const anchor = anchored(root, span([0, 4], [0, 10]));
  const run = runOf(root, 0);
  run.insert(10, '!');
  run.insert(4, '<<');
  run.insert(0, 'Please ');
  expect(spanOf(root, anchor, 'reader')).toEqual(span([0, 13], [0, 19]));
  run.insert(15, '0');
  expect(spanOf(root, anchor, 'reader')).toEqual(span([0, 13], [0, 20]));
  root.insert(0, [new Y.XmlElement('paragraph')]);
  expect(spanOf(root, anchor, 'reader')).toEqual(span([1, 13], [1, 20]));
});

test('[COM-12] it is nowhere once its words, or their paragraph, are gone', () => {
  const root = textOf('pay 30,000 now', 'or never');
  const [words, paragraph] = [anchored(root, span([0, 4], [0, 10])), anchored(root, span([1, 0], [1, 2]))];
  runOf(root, 0).delete(4, 6);
  expect(spanOf(root, words, 'reader')).toBeNull();
  root.delete(1, 1);
  expect(spanOf(root, paragraph, 'reader')).toBeNull();
});

test('one on the whole text is on no words, and what is no place is nowhere', () => {
  const root = textOf('words');
  expect(Anchor.parse(wholeOf(root))).toEqual(wholeOf(root));
  expect(spanOf(root, wholeOf(root), 'reader')).toBeNull();
  expect(spanOf(root, { from: 'AQID', to: '////' }, 'reader')).toBeNull();
  expect(anchorOf(root, span([3, 0], [3, 1]), 'reader')).toBeNull();
});

test('the paragraph that an editor offers where none is written counts there and nowhere else', () => {
  const root = textOf('last');
  const item = new Y.XmlElement('listItem');
  const list = new Y.XmlElement('bulletList');
  list.insert(0, [item]);
  root.insert(0, [list]);
  const anchor = anchored(root, span([0, 0], [0, 4]));
  expect(spanOf(root, anchor, 'editor')).toEqual(span([1, 0], [1, 4]));
});
