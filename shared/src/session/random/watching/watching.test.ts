import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withBooths } from '../../../interpreting/testing.ts';
import { type Change, steps } from '../testing.ts';
import { remembered, watching } from './testing.ts';

const sessions = { kind: steps, session: withBooths, seed: 1, runs: 2 };
/** One session, which does not get smaller: `npm run mutate` comes by here with every mutant. */
const [only = []] = fc.sample(steps, { seed: 1, numRuns: 1 });
const single = { ...sessions, kind: fc.constant(only), runs: 1 };

test('what one throws is told with the session that makes it, and nobody else notices', () => {
  const watch = watching(single);
  let seen = 0;
  const fails = watch(function* () {
    yield ({ command }) => {
      if (command.type === 'placement.settle') throw new Error('somebody came to stand');
    };
  });
  const looks = watch(function* () {
    yield () => {
      seen += 1;
    };
    expect(seen).toBeGreaterThan(20);
  });
  expect(fails).toThrow(/^Property failed after 1 tests[^]*Counterexample: \[\[/);
  expect(looks).not.toThrow();
});

test('what is said in the end can fail as well', () => {
  const ends = watching(single)(function* () {
    yield () => undefined;
    throw new Error('too little was seen');
  });
  expect(ends).toThrow('too little was seen');
});

test('whoever wants fewer sees the first of those that everyone sees, played once', () => {
  const watch = watching(sessions);
  const all: Change[] = [];
  const first: Change[] = [];
  const looking = (into: Change[]) =>
    function* (): Generator<(change: Change) => void, void, void> {
      yield (change) => {
        into.push(change);
      };
    };
  const looks = [watch(looking(all)), watch(looking(first), 1)];
  for (const look of looks) look();
  expect(first.length).toBeGreaterThan(20);
  expect(all.length).toBeGreaterThan(first.length);
  expect(first.every((change, index) => change.after === all[index]?.after)).toBe(true);
});

test('the very same is asked once, and of another thing again', () => {
  const asked: string[] = [];
  const name = remembered((about: { readonly name: string }, who: string) => {
    asked.push(who);
    return about.name;
  });
  const [one, other] = [{ name: 'one' }, { name: 'other' }];
  expect([name(one, 'a'), name(one, 'a'), name(one, 'b'), name(other, 'a')]).toEqual([
    'one',
    'one',
    'one',
    'other',
  ]);
  expect(asked).toEqual(['a', 'b', 'a']);
});
