import { expect, test } from 'vitest';
import { hasBent, isCarried, mostCarried, type Step, whatBent } from './bend.ts';

const step = (listeners: number, p99Ms = 5, lost = 0): Step => ({
  listeners,
  packetsPerSecond: 300 * listeners,
  lost,
  p50Ms: 1,
  p99Ms,
  media: 0.3,
  generator: 0.6,
  others: 0,
  lateMs: 4,
});

test('carried is what is neither lost nor late', () => {
  expect(isCarried(step(1))).toBe(true);
  expect(isCarried(step(1, 20, 0.001))).toBe(true);
  expect(isCarried(step(1, 21))).toBe(false);
  expect(isCarried(step(1, 5, 0.002))).toBe(false);
});

test('it has bent when two steps in a row are not carried', () => {
  expect(hasBent([step(10, 50)])).toBe(false);
  expect(hasBent([step(10, 50), step(20), step(30, 50)])).toBe(false);
  expect(hasBent([step(10), step(20, 50), step(30, 5, 0.1)])).toBe(true);
});

test('the most that was carried is the last step before it bent, whatever one bad moment between was', () => {
  const moment = [step(10), step(20, 50), step(30), step(40, 50), step(50, 50)];
  expect(mostCarried(moment)?.listeners).toBe(30);
  expect(mostCarried([step(10), step(20)])?.listeners).toBe(20);
  expect(mostCarried([step(10, 50), step(20, 50)])).toBeNull();
});

test('what bends is told from what was busy', () => {
  expect(whatBent({ ...step(1), media: 0.95 }, 2)).toBe('the media worker');
  expect(whatBent({ ...step(1), generator: 1.2, others: 0.4 }, 2)).toBe('the machine');
  expect(whatBent(step(1), 2)).toBe('the generator');
});
