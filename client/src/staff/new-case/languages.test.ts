import { CasePerson } from '@parley/shared/protocol';
import { Language } from '@parley/shared/session';
import { expect, it } from 'vitest';
import { interfaceLanguages } from '../../i18n/languages.ts';
import { mostLanguages, offeredLanguages } from './languages.ts';

it.each(interfaceLanguages)(
  'every offered language is one the server takes and has a name in %s',
  (reader) => {
    const names = new Intl.DisplayNames(reader, { type: 'language', fallback: 'none' });
    for (const tag of offeredLanguages) {
      expect(Language.safeParse(tag).success).toBe(true);
      expect(names.of(tag)).toBeDefined();
    }
  },
);

it('lets a person speak as many as the server takes, and no more', () => {
  const some = (count: number): readonly string[] => offeredLanguages.slice(0, count);
  expect(CasePerson.shape.languages.safeParse(some(mostLanguages)).success).toBe(true);
  expect(CasePerson.shape.languages.safeParse(some(mostLanguages + 1)).success).toBe(false);
});
