import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { writtenIn } from './writers.ts';

/** One person's page, with what the others have written so far. */
function page(client: number, ...before: readonly Y.Doc[]): { doc: Y.Doc; root: Y.XmlFragment } {
  const doc = new Y.Doc();
  doc.clientID = client;
  for (const each of before) Y.applyUpdate(doc, Y.encodeStateAsUpdate(each));
  return { doc, root: doc.getXmlFragment('clause-1/zh') };
}
const textIn = (root: Y.XmlFragment, block = 0): Y.XmlText => {
  const element = root.get(block);
  const text = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('no text');
  return text;
};

test('[VER-7] each word is told with the name it was written under, and what was decided with none', () => {
  const decided = page(2 ** 32 + 7);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('The parties agree.')]);
  decided.root.insert(0, [paragraph]);
  const li = page(11, decided.doc);
  textIn(li.root).insert(3, ' two');
  const chen = page(12, li.doc);
  textIn(chen.root).insert(22, ' Costs are shared.');
  textIn(chen.root).delete(0, 3);
  expect(writtenIn(chen.root)).toEqual([
    [
      { client: 11, text: ' two' },
      { client: null, text: ' parties agree.' },
      { client: 12, text: ' Costs are shared.' },
    ],
  ]);
});

test('[VER-7] lists and tables are told paragraph by paragraph, marks and breaks divide nobody', () => {
  const li = page(11);
  const item = new Y.XmlElement('listItem');
  const inside = new Y.XmlElement('paragraph');
  const text = new Y.XmlText('bold and plain');
  inside.insert(0, [text, new Y.XmlElement('hardBreak'), new Y.XmlText('below')]);
  item.insert(0, [inside]);
  const list = new Y.XmlElement('bulletList');
  list.insert(0, [item]);
  li.root.insert(0, [list]);
  text.format(0, 4, { bold: {} });
  expect(writtenIn(li.root)).toEqual([[{ client: 11, text: 'bold and plain\nbelow' }]]);
});
