import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from './differences.ts';

const told = (before: string, after: string, language: string): string =>
  differences(before, after, language)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'out' ? `[-${text}-]` : `[+${text}+]`))
    .join('');

test('English is compared word by word', () => {
  expect(told('The respondent pays now.', 'The respondent pays later.', 'en')).toBe(
    'The respondent pays [-now-][+later+].',
  );
});

test('Chinese is compared by words, not by bytes or single signs', () => {
  expect(told('被申请人支付三万元。', '被申请人支付五万元。', 'zh')).toContain('支付');
  expect(told('调解员在场', '调解员在线', 'zh')).toMatch(/^调解员/);
  const changes = differences('应于十二月三十一日前支付', '应于十一月三十日前支付', 'zh');
  expect(
    changes
      .filter(({ kind }) => kind !== 'out')
      .map(({ text }) => text)
      .join(''),
  ).toBe('应于十一月三十日前支付');
});

test('what is the same has no changes, and what is new is all new', () => {
  expect(differences('a b', 'a b', 'en')).toEqual([{ kind: 'same', text: 'a b' }]);
  expect(differences('', '新', 'zh')).toEqual([{ kind: 'in', text: '新' }]);
});

test('a number is one word, and changes that a space keeps apart are one', () => {
  expect(told('pays CNY 30,000 by 1 May', 'pays CNY 25,000 by 1 May', 'en')).toBe(
    'pays CNY [-30,000-][+25,000+] by 1 May',
  );
  expect(told('in three parts', 'in two instalments', 'en')).toBe('in [-three parts-][+two instalments+]');
});

test('whatever the texts: what stayed and went is the first, what stayed and came the second', () => {
  const words = fc.constantFrom(
    '甲方',
    '支付',
    '，',
    '。',
    ' ',
    'pay',
    ', ',
    '. ',
    '30,000',
    '\n',
    '𠮷',
    'the',
  );
  const text = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, fc.constantFrom('zh', 'en'), (before, after, language) => {
      const changes = differences(before, after, language);
      const without = (kind: string): string =>
        changes.flatMap((change) => (change.kind === kind ? [] : [change.text])).join('');
      expect([without('in'), without('out')]).toEqual([before, after]);
    }),
    { numRuns: 300 },
  );
});
