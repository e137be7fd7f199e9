import { expect, it } from 'vitest';
import { secondsUntil } from './seconds.ts';

it.each([
  [3_000, 3],
  [2_001, 3],
  [1, 1],
  [0, 0],
  [-500, 0],
])('%i ms are %i s: never none before it is due', (left, seconds) => {
  expect(secondsUntil(10_000 + left, 10_000)).toBe(seconds);
});
