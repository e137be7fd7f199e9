import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, hashedText } from './canonical-text.ts';
import { altered, anyRichText, meaning, scattered } from './random/testing.ts';
import { noText, RichText } from './rich-text.ts';
import { paragraph, text, written } from './testing.ts';

const parsed = (...content: readonly unknown[]) => RichText.parse({ type: 'doc', content });
const seeded = { numRuns: 150, seed: 7 };

describe('the canonical text of a clause', () => {
  test('[DOC-3] is one string for one text, however it was put together', () => {
    fc.assert(
      fc.property(anyRichText, (each) => {
        expect(canonicalText(RichText.parse(scattered(each)))).toBe(canonicalText(each));
      }),
      seeded,
    );
  });

  test('[DOC-3] is the same exactly when the texts say the same: with one thing changed, only if that is how it looks', () => {
    let looks = 0;
    fc.assert(
      fc.property(anyRichText, fc.nat(100), (one, at) => {
        const other = altered(one, at);
        const same = JSON.stringify(meaning(one)) === JSON.stringify(meaning(other));
        if (same) looks += 1;
        expect(canonicalText(one) === canonicalText(other)).toBe(same);
      }),
      { numRuns: 600, seed: 12 },
    );
    expect(looks).toBeGreaterThan(0);
  });

  test('[DOC-3] a single changed word, number, level or place changes it', () => {
    const list = (type: string, start: number | null, ...items: string[]) =>
      parsed({
        type,
        attrs: { start },
        content: items.map((each) => ({ type: 'listItem', content: [paragraph(text(each))] })),
      });
    const different = [
      written('a'),
      written('b'),
      written('a', ''),
      written('', 'a'),
      written('a', 'b'),
      written('a\nb'),
      written('a\\nb'),
      written('- a'),
      list('bulletList', null, 'a'),
      list('orderedList', 1, 'a'),
      list('orderedList', 2, 'a'),
      list('orderedList', 1, 'a', 'b'),
      written('1. a'),
      parsed({ type: 'heading', attrs: { level: 1 }, content: [text('a')] }),
      parsed({ type: 'heading', attrs: { level: 2 }, content: [text('a')] }),
      written('# a'),
    ].map(canonicalText);
    expect(new Set(different).size).toBe(different.length);
  });

  test('[DOC-3] what a sum, a date or a term means is in it; how the words look is not', () => {
    const marked = (...marks: readonly unknown[]) =>
      canonicalText(parsed({ type: 'paragraph', content: [{ type: 'text', text: '五万元', marks }] }));
    const money = (amount: string) => ({ type: 'money', attrs: { amount, currency: 'CNY' } });
    expect(marked(money('50000'))).toBe('五万元⟨money 50000 CNY⟩');
    expect(marked(money('50000'))).not.toBe(marked(money('60000')));
    expect(marked({ type: 'bold' }, { type: 'underline' })).toBe(marked());
  });

  test('[DOC-3] a sum that is partly bold is one sum', () => {
    const money = { type: 'money', attrs: { amount: '50000', currency: 'CNY' } };
    const content = [
      { type: 'text', text: '五万', marks: [money, { type: 'bold' }] },
      { type: 'text', text: '元', marks: [money] },
    ];
    expect(canonicalText(parsed({ type: 'paragraph', content }))).toBe('五万元⟨money 50000 CNY⟩');
  });

  test('[DOC-3] nothing written and one empty paragraph are the same nothing', () => {
    expect(canonicalText(noText)).toBe(canonicalText(written('')));
  });

  test('[DOC-3] what is hashed over several languages does not depend on their order', () => {
    expect(hashedText({ en: 'a', zh: '甲' })).toBe(hashedText({ zh: '甲', en: 'a' }));
    expect(hashedText({ en: '甲', zh: 'a' })).not.toBe(hashedText({ zh: '甲', en: 'a' }));
  });
});
