import { expect, test } from 'vitest';
import { figureText } from '../findings.ts';
import { Outcomes } from './outcomes.ts';
import type { DayScenario, DeedName } from './scenario.ts';
import { schedule } from './schedule.ts';
import { spreadFigure } from './spread-figures.ts';
import { wordOf, wordsIn } from './word.ts';

const day = (more: Partial<DayScenario> = {}) =>
  schedule({
    sessions: 3,
    seconds: 600,
    seed: 7,
    perMinute: { caucus: 1, write: 20, edit: 30, drop: 0, listen: 2, handover: 1 },
    ...more,
  });

test('the same seed makes the same day, another one another', () => {
  expect(day()).toEqual(day());
  expect(day({ seed: 8 })).not.toEqual(day());
});

test('what happens is in its order, within the day, and in every session', () => {
  const all = day();
  expect(all.every(({ at }, index) => at >= (all[index - 1]?.at ?? 0) && at < 600)).toBe(true);
  expect(new Set(all.map(({ session }) => session))).toEqual(new Set([0, 1, 2]));
});

test('everything happens about as often as it is to, and what is not to happen does not', () => {
  const all = day();
  const often = (name: DeedName) => all.filter(({ deed }) => deed === name).length;
  // Thirty minutes of sessions.
  expect(often('write')).toBeGreaterThan(500);
  expect(often('write')).toBeLessThan(700);
  expect(often('edit')).toBeGreaterThan(780);
  expect(often('edit')).toBeLessThan(1_020);
  expect(often('drop')).toBe(0);
});

test('chance is drawn anew for each deed', () => {
  const seeds = day().map(({ seed }) => seed);
  expect(new Set(seeds).size).toBe(seeds.length);
});

test('a word says whose it is, and is found among others', () => {
  const [one, other] = [
    { session: 1, writer: 12, count: 3 },
    { session: 0, writer: 2, count: 30 },
  ];
  expect(wordsIn(`<p>${wordOf(one)}something${wordOf(other)}</p>`)).toEqual([one, other]);
  expect(wordsIn('nothing')).toEqual([]);
});

test('what was done, what had nothing to do, and what failed and why, is kept apart', async () => {
  const outcomes = new Outcomes<'one' | 'other'>();
  await outcomes.of('one', async () => 12);
  await outcomes.of('one', async () => null);
  for (const why of ['no', 'no', 'never']) await outcomes.of('one', () => Promise.reject(new Error(why)));
  expect(outcomes.get('one')).toEqual({
    done: [12],
    idle: 1,
    failed: new Map([
      ['no', 2],
      ['never', 1],
    ]),
  });
  expect(outcomes.get('other').done).toEqual([]);
});

test('of few things no high share is told beside the longest, for it is the same', () => {
  const tookMs = (count: number): number[] => Array.from({ length: count }, (_, index) => 100 + index);
  const told = (count: number): string => figureText(spreadFigure('it', tookMs(count), [0.95, 0.99]));
  expect(told(3)).toBe('101 ms, longest 102 ms');
  expect(told(40)).toBe('120 ms, p95 138 ms, longest 139 ms');
  expect(told(200)).toBe('200 ms, p95 290 ms, p99 298 ms, longest 299 ms');
  expect(told(0)).toBe('–');
});
