import { describe, expect, it } from 'vitest';
import { agreement as en } from './en/agreement.ts';
import { comments as commentsEn } from './en/comments.ts';
import { proposals as proposalsEn } from './en/proposals.ts';
import { bestLanguage, type InterfaceLanguage, languages } from './languages.ts';
import { agreement as zhCN } from './zh-CN/agreement.ts';
import { comments as commentsZhCN } from './zh-CN/comments.ts';
import { proposals as proposalsZhCN } from './zh-CN/proposals.ts';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flat(value, `${prefix}${key}.`),
  );
}
const placeholders = (text: string): string[] => (text.match(/\{\{[^}]+\}\}/g) ?? []).sort();

/** With the words that come later than the others. */
const all: { readonly [L in InterfaceLanguage]: Tree } = {
  'zh-CN': { ...languages['zh-CN'].words, agreement: zhCN, proposals: proposalsZhCN, comments: commentsZhCN },
  en: { ...languages.en.words, agreement: en, proposals: proposalsEn, comments: commentsEn },
};

const original = new Map(flat(all['zh-CN']));

describe.each(Object.entries(all))('the catalogue %s', (_tag, words) => {
  const entries = flat(words);

  it('has exactly the keys of the original', () => {
    expect(entries.map(([key]) => key).sort()).toEqual([...original.keys()].sort());
  });

  it('has the same placeholders in each text', () => {
    for (const [key, text] of entries) {
      expect({ key, found: placeholders(text) }).toEqual({
        key,
        found: placeholders(original.get(key) ?? ''),
      });
    }
  });

  it('has no empty text', () => {
    expect(entries.filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

it('keeps Chinese out of the English catalogue, except for the product and the languages themselves', () => {
  const stray = flat(all.en).filter(([, text]) => /\p{Script=Han}/u.test(text));
  expect(stray.map(([key]) => key)).toEqual([]);
});

describe('the first language', () => {
  it('is the first of the browser that the interface speaks, by its base', () => {
    expect(bestLanguage(['fr-FR', 'en-US', 'zh-CN'])).toBe('en');
    expect(bestLanguage(['zh-TW'])).toBe('zh-CN');
  });
  it('is Chinese where nothing fits', () => {
    expect(bestLanguage([])).toBe('zh-CN');
    expect(bestLanguage(['fr'])).toBe('zh-CN');
  });
});
