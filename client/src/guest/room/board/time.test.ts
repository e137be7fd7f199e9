import { expect, it } from 'vitest';
import { clockOf, extended, secondsUntil } from './time.ts';

const minute = 60_000;

it('adds to what is left, or to now when the time is over', () => {
  expect(extended({ endsAt: 7 * minute }, 5, 0)).toBe(12);
  expect(extended({ endsAt: 7 * minute }, 5, 9 * minute)).toBe(5);
  expect(extended({ endsAt: null }, 10, 0)).toBe(10);
  expect(extended({ endsAt: 598 * minute }, 10, 0)).toBe(600);
});

it('counts whole minutes: up while open-ended, down to the end, and up again past it', () => {
  expect(clockOf({ openedAt: 0, endsAt: null }, 3.9 * minute)).toEqual({ kind: 'running', minutes: 3 });
  expect(clockOf({ openedAt: 0, endsAt: 5 * minute }, 0.5 * minute)).toEqual({ kind: 'left', minutes: 5 });
  expect(clockOf({ openedAt: 0, endsAt: 5 * minute }, 5 * minute)).toEqual({ kind: 'over', minutes: 0 });
  expect(clockOf({ openedAt: 0, endsAt: 5 * minute }, 8.9 * minute)).toEqual({ kind: 'over', minutes: 3 });
});

it('never counts below nought', () => {
  expect([secondsUntil(2_100, 0), secondsUntil(2_000, 0), secondsUntil(0, 500)]).toEqual([3, 2, 0]);
});
