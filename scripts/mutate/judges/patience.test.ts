import { expect, test } from 'vitest';
import { type Ending, Patience } from './patience.ts';

const limits = { seconds: 10, every: 1_000, stills: 3 };

/** What each look answers, up to the first end. */
function looks(...each: readonly (readonly [used: number, done: number])[]): (Ending | null)[] {
  const patience = new Patience(limits);
  return each.map(([used, done]) => patience.look(used, done));
}

test('what uses a core and gets nothing done is endless, however long that took', () => {
  expect(looks([5, 0], [10, 0], [14.9, 0], [15, 0])).toEqual([null, null, null, 'endless']);
  // Next to nothing of a core from look to look, on a busy machine.
  const slowly = Array.from({ length: 1_000 }, (_, n) => [n * 0.0101, 0] as const);
  expect(new Set(looks(...slowly))).toEqual(new Set([null, 'endless']));
  expect(looks(...slowly).indexOf('endless')).toBe(991);
});

test('what uses no core waits, which is no answer', () => {
  expect(looks([5, 0], [5, 0], [6, 0], [6, 0], [6, 0])).toEqual([null, null, null, null, 'waits']);
  expect(new Patience(limits).answer('a test', 'waits').kind).toBe('unfinished');
  expect(new Patience(limits).answer('a test', 'endless')).toEqual({
    kind: 'red',
    why: 'a test does not end in 10 s of a core',
  });
});

test('what gets on has all its time again', () => {
  expect(looks([0, 0], [9, 0], [9, 1], [9, 1], [9, 1], [18, 1], [19, 1])).toEqual([
    ...Array.from({ length: 6 }, () => null),
    'endless',
  ]);
});
