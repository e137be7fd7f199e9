import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDocument, anyRichText, scattered } from './random/testing.ts';
import { noText, RichText } from './rich-text.ts';
import { isMarkKind, isNodeKind, richTextBounds } from './rich-text-schema.ts';
import { paragraph, text, written } from './testing.ts';

const refused = (value: unknown): boolean => !RichText.safeParse(value).success;
const doc = (...content: readonly unknown[]) => ({ type: 'doc', content });
const marked = (...marks: readonly unknown[]) =>
  doc({ type: 'paragraph', content: [{ type: 'text', text: 'a', marks }] });

describe('a text given by value', () => {
  test('[DOC-4] whatever an editor hands over comes out in one form, and goes in again unchanged', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const once = RichText.parse(document);
        expect(RichText.parse(once)).toEqual(once);
        expect(RichText.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  test('[DOC-4] equal texts come out equal, however they were cut', () => {
    fc.assert(
      fc.property(anyRichText, (each) => {
        expect(RichText.parse(scattered(each))).toEqual(each);
      }),
      { numRuns: 150, seed: 4 },
    );
  });

  test('[DOC-2] nothing is taken but the elements, marks and attributes of the schema', () => {
    const cases: readonly unknown[] = [
      null,
      'text',
      [],
      {},
      paragraph(text('not a document')),
      doc(text('not in a paragraph')),
      doc({ type: 'script', content: [] }),
      doc({ type: 'image', attrs: { src: 'https://example.org' } }),
      doc({ type: 'constructor' }),
      doc({ type: 'doc', content: [] }),
      doc({ type: 'listItem', content: [] }),
      doc({ type: 'bulletList', content: [paragraph(text('a'))] }),
      doc({ type: 'paragraph', content: [paragraph(text('a'))] }),
      doc({ type: 'paragraph', attrs: { style: 'color: red' } }),
      doc({ type: 'paragraph', attrs: [] }),
      doc({ type: 'paragraph', content: 'a' }),
      doc({ type: 'heading', attrs: {} }),
      doc({ type: 'heading', attrs: { level: 4 } }),
      doc({ type: 'heading', attrs: { level: '1' } }),
      doc({ type: 'orderedList', attrs: { start: 0 } }),
      doc({
        type: 'table',
        content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 51 } }] }],
      }),
      doc({ type: 'paragraph', content: [{ type: 'text' }] }),
      doc({ type: 'paragraph', content: [{ type: 'text', text: 1 }] }),
      marked({ type: 'link', attrs: { href: 'javascript:x' } }),
      marked({ type: 'bold', attrs: { x: 1 } }),
      marked({ type: 'bold' }, { type: 'bold' }),
      marked({ type: 'money', attrs: { amount: '50000' } }),
      marked({ type: 'money', attrs: { amount: '50 000', currency: 'CNY' } }),
      marked({ type: 'money', attrs: { amount: '1', currency: 'yuan' } }),
      marked({ type: 'date', attrs: { iso: '2026-13-01' } }),
      marked({ type: 'term', attrs: { term: '' } }),
      marked('bold'),
    ];
    expect(cases.filter((each) => !refused(each))).toEqual([]);
  });

  test('[DOC-2] no character that a screen does not show as it was typed', () => {
    for (const character of ['\u0000', '\u202e', '\u2066', '\ud800', '\u2028']) {
      expect(refused(doc(paragraph(text(`a${character}b`))))).toBe(true);
    }
    expect(refused(written('𠮷\t👩‍⚖️\nعمر'))).toBe(false);
  });

  test('[DOC-2] a term is read as it is typed too', () => {
    expect(refused(marked({ type: 'term', attrs: { term: 'a\u202eb' } }))).toBe(true);
  });

  test('[DOC-2] is as long, as many and as deep as the bounds say, and no more', () => {
    const nested = (depth: number): unknown =>
      depth === 0
        ? paragraph(text('a'))
        : { type: 'bulletList', content: [{ type: 'listItem', content: [nested(depth - 1)] }] };
    expect(refused(doc(nested(9)))).toBe(false);
    expect(refused(doc(nested(10)))).toBe(true);
    expect(refused(doc(nested(100_000 / 40)))).toBe(true);
    const { characters, nodes } = richTextBounds;
    const long = paragraph(text('a'.repeat(characters)));
    expect(refused(doc(long))).toBe(false);
    expect(refused(doc(long, paragraph(text('b'))))).toBe(true);
    expect(refused(doc(...Array.from({ length: nodes - 1 }, () => ({ type: 'paragraph' }))))).toBe(false);
    expect(refused(doc(...Array.from({ length: nodes }, () => ({ type: 'paragraph' }))))).toBe(true);
  });

  test('[DOC-2] what every object has by itself is no name of the schema', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect([isNodeKind(name), isMarkKind(name)]).toEqual([false, false]);
    }
    const attrs: unknown = JSON.parse('{"__proto__":{"level":1}}');
    expect(refused(doc({ type: 'paragraph', attrs }))).toBe(true);
  });

  test('[DOC-2] nothing is a text', () => {
    expect(RichText.parse({ type: 'doc' })).toEqual(noText);
  });
});
