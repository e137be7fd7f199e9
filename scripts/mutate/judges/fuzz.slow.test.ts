import { afterEach, beforeEach, expect, test } from 'vitest';
import { ASKED } from '../schema.ts';
import { Fuzz } from './fuzz.ts';
import { green } from './judge.ts';

/** Plays of which each mutant makes something else. */
const PLAYS = `
  const later = () => new Promise((resolve) => setImmediate(resolve));
  export async function playDaily(told) {
    await later();
    told();
    if (${ASKED}(1)) return 'somebody is heard';
    if (${ASKED}(2)) await new Promise(() => undefined);
    if (${ASKED}(3)) for (;;) await null;
    if (${ASKED}(4)) for (;;) await later();
    if (${ASKED}(5)) await new Promise(() => setInterval(() => undefined, 60_000));
    if (${ASKED}(6)) throw new Error('it breaks');
    if (${ASKED}(7)) setImmediate(() => { throw new Error('it breaks afterwards'); });
    return null;
  }
`;
const { signal } = new AbortController();
const plays = new Map([['server/src/fuzz/testing/daily.ts', PLAYS]]);
/** So that on no machine, however busy, anything but what is tried comes to its end. */
const NEVER = 1e9;
const limits = { seconds: NEVER, every: 50, stills: NEVER };

let fuzz = new Fuzz(plays, limits);
beforeEach(() => {
  fuzz = new Fuzz(plays, limits);
});
afterEach(() => fuzz.close());

test('what is found is red, and so is what breaks the play', async () => {
  expect(await fuzz.judge(0, signal)).toEqual(green);
  expect(await fuzz.judge(1, signal)).toEqual({ kind: 'red', why: 'somebody is heard' });
  expect(await fuzz.judge(6, signal)).toEqual({ kind: 'red', why: 'it breaks' });
  expect(await fuzz.judge(0, signal)).toEqual(green);
});

test('a play that nothing can take any further is red at once', async () => {
  expect(await fuzz.judge(2, signal)).toEqual({ kind: 'red', why: 'the fuzz waits for what can never come' });
  expect(await fuzz.judge(0, signal)).toEqual(green);
});

test.each([3, 4])('one that goes on for ever is red by what it used of a core (%i)', async (number) => {
  fuzz = new Fuzz(plays, { ...limits, seconds: 1 });
  expect(await fuzz.judge(number, signal)).toEqual({
    kind: 'red',
    why: 'the fuzz does not end in 1 s of a core',
  });
});

test('one that only waits is not red, for nobody knows what for', async () => {
  fuzz = new Fuzz(plays, { ...limits, stills: 20 });
  expect((await fuzz.judge(5, signal)).kind).toBe('unfinished');
});

test('what one play leaves behind is not put down to the next', async () => {
  await fuzz.judge(7, signal);
  expect(await fuzz.judge(0, signal)).toEqual(green);
});

test('with a mutant that the play does not come by nothing is played', async () => {
  expect(await fuzz.judge(0, signal)).toEqual(green);
  const stopped = AbortSignal.abort(new Error('stopped'));
  expect(await fuzz.judge(8, stopped)).toEqual(green);
  await expect(fuzz.judge(1, stopped)).rejects.toThrow('stopped');
});

test('a stop ends a play', async () => {
  const stop = new AbortController();
  const judged = fuzz.judge(5, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(judged).rejects.toThrow('stopped');
});
