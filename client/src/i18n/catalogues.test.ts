import { ErrorCode } from '@parley/shared/errors';
import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { bestLanguage, interfaceLanguages, languages } from './languages.ts';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flat(value, `${prefix}${key}.`),
  );
}
const placeholders = (text: string): string[] => (text.match(/\{\{[^}]+\}\}/g) ?? []).sort();

/** Beside the text itself, which is the form of «other»: «people_two» is one of «people». */
const further = /_(zero|one|two|few|many)$/;
const textsOf = (entries: readonly [string, string][]) => entries.filter(([key]) => !further.test(key));
const formsOf = (entries: readonly [string, string][]) => entries.filter(([key]) => further.test(key));

const all = await Promise.all(
  interfaceLanguages.map(async (tag) => {
    const { words, error } = await languages[tag].load();
    return { tag, words, entries: flat(words), error };
  }),
);
const [first] = all;
const original = new Map(first?.entries);

describe.each(all)('[LANG-1] the catalogue $tag', ({ tag, words, entries, error }) => {
  const texts = textsOf(entries);
  const forms = formsOf(entries);

  it('has exactly the keys of the original', () => {
    expect(texts.map(([key]) => key).sort()).toEqual([...original.keys()].sort());
  });

  it('has the same placeholders in each text', () => {
    for (const [key, text] of texts) {
      expect({ key, found: placeholders(text) }).toEqual({
        key,
        found: placeholders(original.get(key) ?? ''),
      });
    }
  });

  it('has every form of a text that has one, and in each the placeholders but for the count', () => {
    const needed = new Intl.PluralRules(tag)
      .resolvedOptions()
      .pluralCategories.filter((form) => form !== 'other');
    const without = (text: string) => placeholders(text).filter((each) => each !== '{{count}}');
    const begun = new Set(forms.map(([key]) => key.replace(further, '')));
    for (const key of begun) {
      const found = forms.filter(([form]) => form.replace(further, '') === key);
      expect(found.map(([form]) => form).sort()).toEqual(needed.map((form) => `${key}_${form}`).sort());
      expect(placeholders(original.get(key) ?? '')).toContain('{{count}}');
      for (const [, text] of found) expect(without(text)).toEqual(without(original.get(key) ?? ''));
    }
  });

  it('has no empty text', () => {
    expect(entries.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('says what each error is', () => {
    expect(ErrorCode.options.filter((code) => error(code).trim() === '')).toEqual([]);
  });

  it('says each count in the form it has for it', async () => {
    const i18n = createInstance();
    await i18n.init({
      lng: tag,
      resources: { [tag]: { translation: words } },
      interpolation: { escapeValue: false },
    });
    const rules = new Intl.PluralRules(tag);
    const told = new Map(entries);
    for (const key of ['caucus.gather.seconds', 'comments.mention.count'] as const)
      for (const count of [0, 1, 2, 3, 11, 100]) {
        const text = told.get(`${key}_${rules.select(count)}`) ?? told.get(key);
        expect(i18n.t(key, { count })).toBe(text?.replace('{{count}}', String(count)));
      }
  });
});

it.each(all.filter(({ tag }) => tag !== 'zh-CN'))(
  '[LANG-1] keeps Chinese out of $tag, also where the product and the languages are named',
  ({ entries, error }) => {
    const errors = ErrorCode.options.map((code): [string, string] => [code, error(code)]);
    const stray = [...entries, ...errors].filter(([, text]) => /\p{Script=Han}/u.test(text));
    expect(stray.map(([key]) => key)).toEqual([]);
  },
);

it('[LANG-1] leaves nothing of the Arabic catalogue in another language, but for what has a name of its own', () => {
  const arabic = all.find(({ tag }) => tag === 'ar');
  const named =
    /Parley|WeChat|Zoom|Teams|Wi-Fi|Enter|Shift|https|AA|chenjing|PDF|Word|Excel|PowerPoint|MB|\{\{.*?\}\}/g;
  const texts = [
    ...(arabic?.entries ?? []),
    ...ErrorCode.options.map((code): [string, string] => [code, arabic?.error(code) ?? '']),
  ];
  expect(texts.filter(([, text]) => /\p{Script=Latin}/u.test(text.replaceAll(named, '')))).toEqual([]);
});

describe('the first language', () => {
  it('is the first of the browser that the interface speaks, by its base', () => {
    expect(bestLanguage(['fr-FR', 'en-US', 'zh-CN'])).toBe('en');
    expect(bestLanguage(['zh-TW'])).toBe('zh-CN');
    expect(bestLanguage(['ar-EG', 'en'])).toBe('ar');
  });
  it('is Chinese where nothing fits', () => {
    expect(bestLanguage([])).toBe('zh-CN');
    expect(bestLanguage(['fr'])).toBe('zh-CN');
  });
});
