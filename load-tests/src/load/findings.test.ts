import { expect, test } from 'vitest';
import { broken, looked } from './findings.ts';

const check = (wrong: number, of: number, what = 'words lost') => ({ what, wrong, of });

test('nothing is broken where all was looked at and nothing was wrong', () => {
  expect(broken([check(0, 7), check(0, 1)])).toBeNull();
});

test('what happened that must not is named with its count, and what was never looked at is named too', () => {
  const verdict = broken([check(0, 7), check(2, 1_000, 'leaks'), check(0, 0, 'messages')]);
  expect(verdict).toContain('leaks (2 of 1,000)');
  expect(verdict).toContain('never looked at: messages');
  expect(verdict).not.toContain('words lost');
});

test('a check of nothing counts where something was to come, and one that found something anyhow', () => {
  expect(looked(check(0, 0), true)).toHaveLength(1);
  expect(looked(check(0, 0), false)).toEqual([]);
  expect(looked(check(1, 1), false)).toHaveLength(1);
});
