import { describe, expect, it } from 'vitest';
import { bestLanguage, languages } from './languages.ts';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flat(value, `${prefix}${key}.`),
  );
}
const placeholders = (text: string): string[] => (text.match(/\{\{[^}]+\}\}/g) ?? []).sort();

const original = new Map(flat(languages['zh-CN'].words));

describe.each(Object.entries(languages))('the catalogue %s', (_tag, { words }) => {
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
  const stray = flat(languages.en.words).filter(([, text]) => /\p{Script=Han}/u.test(text));
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
