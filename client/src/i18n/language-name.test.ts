import { expect, test } from 'vitest';
import { languageNameIn } from './language-name.ts';

test('a language is called by its name, and what is none by its tag', () => {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  expect(languageNameIn(names, 'zh-CN')).toBe('Chinese');
  expect(languageNameIn(names, 'en-abc')).toBe('en-abc');
});
