import { expect, test } from 'vitest';
import { baseOf, directionOf, isolated, plain } from './direction.ts';
import { formatFor } from './format.ts';

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['fa', 'rtl'],
  ['he', 'rtl'],
  ['ug', 'rtl'],
  ['zh-CN', 'ltr'],
  ['en', 'ltr'],
  // The same language in another script.
  ['pa-Arab', 'rtl'],
  ['pa', 'ltr'],
  // What only looks like a tag.
  ['en-abc', 'ltr'],
] as const)('[LANG-2] a text in %s runs %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});

test('a tag without what follows its language', () => {
  expect(baseOf('zh-Hans-CN')).toBe('zh');
  expect(baseOf('AR')).toBe('ar');
});

test('[LANG-2] a name that could run the other way is kept together, one that cannot is left as it is', () => {
  expect(isolated('Li Jianguo', 'ltr')).toBe('Li Jianguo');
  expect(isolated('李建国', 'ltr')).toBe('李建国');
  expect(isolated('ليلى حداد', 'ltr')).toBe('\u2068ليلى حداد\u2069');
  expect(isolated('14:00', 'rtl')).toBe('\u206814:00\u2069');
});

test('[LANG-4] what is made of a sentence has none of the signs that keep its parts together', () => {
  expect(plain(`حديث مع ${isolated('Haitian Trading', 'rtl')}`)).toBe('حديث مع Haitian Trading');
});

test('Arabic has its own words for dates, and the figures of the texts beside it', () => {
  const format = formatFor('ar');
  expect(format.date(Date.UTC(2026, 10, 24, 12))).toBe('24 نوفمبر 2026');
  expect(format.minutes(180_000)).toMatch(/^3 /);
  expect(format.languageName('zh-CN')).toBe('الصينية');
  expect(plain(format.list(['Li', 'ليلى']))).toBe('Li وليلى');
});
