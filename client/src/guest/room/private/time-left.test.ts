import { expect, it } from 'vitest';
import { timeLeft } from './time-left.ts';

const minute = 60_000;
const at = 1_700_000_000_000;

it.each([
  [20 * minute, { kind: 'left', minutes: 20 * minute }],
  [19 * minute + 1, { kind: 'left', minutes: 20 * minute }],
  [5 * minute + 1, { kind: 'left', minutes: 6 * minute }],
  [5 * minute, { kind: 'soon', minutes: 5 * minute }],
  [minute + 1, { kind: 'soon', minutes: 2 * minute }],
  [minute, { kind: 'last' }],
  [1, { kind: 'last' }],
  [0, { kind: 'over' }],
  [-30 * minute, { kind: 'over' }],
] as const)('with %i ms left it says so in words', (left, told) => {
  expect(timeLeft(at + left, at)).toEqual(told);
});
