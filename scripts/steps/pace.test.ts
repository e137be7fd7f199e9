import { expect, test } from 'vitest';
import { oneAtOnce } from './pace.ts';

const laps = (...times: readonly number[]): (() => number) => {
  const rest = [...times];
  return () => rest.shift() ?? Number.POSITIVE_INFINITY;
};

test('on slow cores browser tests go one file after the other', () => {
  expect(oneAtOnce(laps(150, 140, 145))).toBe(true);
});

test('on fast ones two at once, also where others had the core at first', () => {
  expect(oneAtOnce(laps(900, 300, 70, 80))).toBe(false);
});
