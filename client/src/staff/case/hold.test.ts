import { NewSession } from '@parley/shared/protocol';
import { expect, it } from 'vitest';
import { holdOf } from './hold.ts';

const HOUR = 3_600_000;
const now = 1_700_000_000_000;

it('counts from the session, so that no link ends before it is needed', () => {
  const startsAt = now + 20 * 24 * HOUR;
  const { hours, until, tooEarly } = holdOf(startsAt, 7, now);
  expect(hours).toBe(27 * 24);
  expect(until).toBe(startsAt + 7 * 24 * HOUR);
  expect(tooEarly).toBe(false);
});

it('counts from now once the session has begun', () => {
  expect(holdOf(now - 400 * HOUR, 1, now).hours).toBe(24);
});

it('never holds less than it says', () => {
  const startsAt = now + HOUR / 2;
  expect(holdOf(startsAt, 1, now).until).toBeGreaterThanOrEqual(startsAt + 24 * HOUR);
});

it('stays within what the server takes, and says when that is not enough', () => {
  const near = holdOf(now + 80 * 24 * HOUR, 30, now);
  const far = holdOf(now + 100 * 24 * HOUR, 1, now);
  for (const { hours } of [near, far]) expect(NewSession.shape.linkHours.safeParse(hours).success).toBe(true);
  expect(near.tooEarly).toBe(false);
  expect(far.tooEarly).toBe(true);
});
