import { created } from '@parley/shared/session/testing';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import { SuggestionWatch } from './suggestion-watch.ts';

/** A watch whose readings are answered one by one. */
function watched() {
  const readings: { resolve: (waiting: number) => void; reject: (error: Error) => void }[] = [];
  const followers = new Set<() => void>();
  const timers = new HeldTimers();
  const counted: number[] = [];
  const watch = new SuggestionWatch({
    session: created.id,
    terms: {
      waiting: async () => {
        const reading = Promise.withResolvers<number>();
        readings.push(reading);
        return reading.promise;
      },
      follow: (_session, changed) => {
        followers.add(changed);
        return () => followers.delete(changed);
      },
    },
    timers,
    logger: pino({ level: 'silent' }),
    counted: (waiting) => counted.push(waiting),
  });
  /** All that follows from it at once. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    watch,
    readings,
    followers,
    timers,
    counted,
    settle,
    change: () => followers.forEach((changed) => changed()),
    answer: async (waiting: number) => {
      readings.shift()?.resolve(waiting);
      await settle();
    },
    fail: async () => {
      readings.shift()?.reject(new Error('away'));
      await settle();
    },
  };
}

test('[TERM-8] what changes while it is read is read once more, and the newest is the last', async () => {
  const { readings, counted, change, answer } = watched();
  await answer(1);
  change();
  change();
  change();
  expect(readings).toHaveLength(1);
  await answer(2);
  expect(readings).toHaveLength(1);
  await answer(3);
  expect([counted, readings]).toEqual([[1, 2, 3], []]);
});

test('[TERM-8] what cannot be read is read again after a moment, and nothing is said meanwhile', async () => {
  const { readings, counted, timers, fail, answer } = watched();
  await fail();
  expect([counted, readings]).toEqual([[], []]);
  expect(timers.fire()).toBe(1);
  await answer(4);
  expect(counted).toEqual([4]);
});

test('[TERM-8] a change does not wait for that moment', async () => {
  const { readings, counted, timers, change, fail, answer } = watched();
  await fail();
  change();
  expect(timers.waits).toEqual([]);
  await answer(5);
  expect([counted, readings]).toEqual([[5], []]);
});

test('[TERM-8] whoever is closed hears and says nothing more', async () => {
  const { watch, readings, counted, followers, answer, change } = watched();
  await answer(1);
  change();
  watch.close();
  await answer(2);
  expect([counted, followers.size, readings]).toEqual([[1], 0, []]);
  const another = watched();
  another.watch.close();
  await another.fail();
  expect(another.timers.waits).toEqual([]);
});
