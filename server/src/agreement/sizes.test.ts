import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Sizes } from './sizes.ts';

const LONGEST = 100_000;
const word = { characters: 1, nodes: 1 };

/** As many texts, each as long as said. */
function documentOf(...lengths: readonly number[]): Y.Doc {
  const doc = new Y.Doc();
  lengths.forEach((length, index) => {
    const text = new Y.XmlText();
    doc.getXmlFragment(`text-${index}`).insert(0, [text]);
    text.insert(0, 'x'.repeat(length));
  });
  return doc;
}

describe('[EDIT-9] how much is too much', () => {
  test('a text takes no more once it is as long as it may be, and the others do', () => {
    const sizes = new Sizes(documentOf(LONGEST, 10));
    expect(sizes.judge('text-0', word)).toBe('clause.too-long');
    expect(sizes.judge('text-1', word)).toBeNull();
  });

  test('a document takes no more once all of it is, wherever it would go', () => {
    const nearly = new Sizes(documentOf(LONGEST, LONGEST, LONGEST, LONGEST - 10, 9));
    expect(nearly.judge('text-4', word)).toBeNull();
    const sizes = new Sizes(documentOf(LONGEST, LONGEST, LONGEST, LONGEST - 10, 10));
    expect(sizes.judge('text-4', word)).toBe('document.too-long');
    expect(sizes.judge('text-9', word)).toBe('document.too-long');
    expect(sizes.judge('text-9', { characters: 0, nodes: 0 })).toBeNull();
  });

  test('what is taken out of one text makes room in another', () => {
    const doc = documentOf(LONGEST, LONGEST, LONGEST, LONGEST, 0);
    const sizes = new Sizes(doc);
    expect(sizes.judge('text-4', word)).toBe('document.too-long');
    doc.getXmlFragment('text-0').delete(0, 1);
    expect(sizes.judge('text-4', word)).toBeNull();
  });

  test('many short pieces count as well', () => {
    const sizes = new Sizes(documentOf(10, 10, 10, 10, 10, 10));
    const many = { characters: 0, nodes: 19_000 };
    for (const root of ['text-0', 'text-1', 'text-2', 'text-3']) {
      expect(sizes.judge(root, many)).toBeNull();
      sizes.add(root, many);
    }
    // They are not there: it is measured again.
    expect(sizes.judge('text-4', many)).toBeNull();
  });
});
