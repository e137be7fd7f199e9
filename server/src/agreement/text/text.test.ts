import { RichText } from '@parley/shared/agreement';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readText } from './read.ts';
import { builtFrom } from './write.ts';

const text = (words: string, ...marks: object[]): object => ({ type: 'text', text: words, marks });
const block = (type: string, content: object[], attrs: object = {}): object => ({ type, attrs, content });

const everything = RichText.parse({
  type: 'doc',
  content: [
    block('heading', [text('第一条')], { level: 2 }),
    block('paragraph', [
      text('pays '),
      text('50,000', { type: 'money', attrs: { amount: '50000.00', currency: 'CNY' } }, { type: 'bold' }),
      { type: 'hardBreak' },
      text('by '),
      text('June', { type: 'date', attrs: { iso: '2027-06-01' } }),
    ]),
    block('paragraph', []),
    block(
      'orderedList',
      [
        block('listItem', [
          block('paragraph', [text('一')]),
          block('bulletList', [block('listItem', [block('paragraph', [text('𠮷')])])]),
        ]),
      ],
      { start: 3 },
    ),
    block('table', [
      block('tableRow', [
        block('tableHeader', [block('paragraph', [text('sum')])], { colspan: 2, colwidth: [100, 200] }),
        block('tableCell', [block('paragraph', [])]),
      ]),
    ]),
  ],
});

const rootWith = (value: RichText): Y.XmlFragment => {
  const root = new Y.Doc().getXmlFragment('clause-1/zh');
  root.insert(0, builtFrom(value));
  return root;
};

test('a text by value reads back as it was put in', () => {
  expect(readText(rootWith(everything))).toEqual(everything);
});

test('where nobody wrote there is no text, which is one', () => {
  const root = new Y.Doc().getXmlFragment('clause-1/zh');
  expect(readText(root)).toEqual(RichText.parse({ type: 'doc', content: [] }));
});

test('two texts side by side in one block are read as one', () => {
  const root = rootWith(RichText.parse({ type: 'doc', content: [block('paragraph', [text('one ')])] }));
  const [paragraph] = root.toArray();
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('no paragraph');
  paragraph.insert(1, [new Y.XmlText('two')]);
  expect(readText(root)).toEqual(
    RichText.parse({ type: 'doc', content: [block('paragraph', [text('one two')])] }),
  );
});

test('a heading whose level two people took away at once is one of the first level', () => {
  const root = rootWith(
    RichText.parse({ type: 'doc', content: [block('heading', [text('x')], { level: 3 })] }),
  );
  const [heading] = root.toArray();
  if (!(heading instanceof Y.XmlElement)) throw new Error('no heading');
  heading.removeAttribute('level');
  expect(readText(root)?.content).toMatchObject([{ type: 'heading', attrs: { level: 1 } }]);
});

test('more than a clause may be is not read', () => {
  const root = rootWith(everything);
  const [, paragraph] = root.toArray();
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('no paragraph');
  paragraph.insert(0, [new Y.XmlText('x'.repeat(100_001))]);
  expect(readText(root)).toBeNull();
});
