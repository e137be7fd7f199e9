import { expect, test } from 'vitest';
import { amountOf, wordsFor } from './fields.ts';

test.each([
  ['30000', '30000'],
  ['30,000.50', '30000.50'],
  ['３０，０００', '30000'],
  ['人民币30,000元', '30000'],
  ['¥ 1,234.5', '1234.5'],
  ['CNY 300', '300'],
  ['007', '7'],
  ['0', '0'],
])('%s is %s', (written, amount) => {
  expect(amountOf(written)).toBe(amount);
});

test.each(['', '三万', '1.234', '-5', '1e9', '12345678901234567', '30 and 40'])(
  '«%s» is no sum',
  (written) => {
    expect(amountOf(written)).toBeNull();
  },
);

test('what was chosen stands in the words of its language', () => {
  const money = { amount: '30000.5', currency: 'CNY' };
  expect(wordsFor('money', money, 'zh')).toBe('人民币30,000.5元');
  expect(wordsFor('money', money, 'en')).toBe('CNY 30,000.5');
  expect(wordsFor('date', { iso: '2026-12-31' }, 'zh')).toBe('2026年12月31日');
  expect(wordsFor('date', { iso: '2026-12-31' }, 'en')).toBe('31 December 2026');
  expect(wordsFor('term', { term: '本工程' }, 'zh')).toBe('本工程');
});
