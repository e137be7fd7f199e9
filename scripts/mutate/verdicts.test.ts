import { expect, test } from 'vitest';
import { green, red, unfinished } from './judges/judge.ts';
import type { JudgeName, Kept } from './kept.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { Verdicts } from './verdicts.ts';

const chosen = new Map(mutantsOf('a.ts', 'f(a && b && c);').map((mutant, at) => [at + 1, mutant]));

function judged(kept: Kept | null = null): { readonly verdicts: Verdicts; readonly said: string[] } {
  const said: string[] = [];
  return { verdicts: new Verdicts(chosen, kept, (line) => said.push(line)), said };
}

test('only what turned red is settled, by whoever said so first', () => {
  const { verdicts, said } = judged();
  for (const number of [1, 2, 3]) verdicts.take(number, 'near tests', green);
  for (const number of [1, 2]) verdicts.take(number, 'fuzz', red('heard'));
  verdicts.take(1, 'types', red('no type'));
  expect([...verdicts.leftFor('types').keys()]).toEqual([3]);
  verdicts.take(3, 'all tests', red('a test'));
  expect(verdicts.end()).toBe(true);
  expect(said.slice(-3)).toEqual(['     2  fuzz', '     1  all tests', '     3  mutants']);
});

test('one with which a judge does not come to an end is not settled by that, and is told apart from one that nobody misses', () => {
  const { verdicts, said } = judged();
  verdicts.take(1, 'near tests', unfinished('a test waits for something'));
  verdicts.take(1, 'fuzz', red('heard'));
  verdicts.take(2, 'fuzz', unfinished('the fuzz waits for something'));
  expect(verdicts.end()).toBe(false);
  expect(said.slice(-2)).toEqual([
    '✗ unfinished (fuzz: the fuzz waits for something): a.ts:1 : without: && b',
    '✗ nothing turns red: a.ts:1 : without: a &&',
  ]);
});

test('what an earlier run found is not judged again, and what this one finds is kept for the next', () => {
  const kept: [Mutant, string, string | null][] = [];
  const before = new Map<Mutant | undefined, Map<JudgeName, string | null>>([
    [chosen.get(1), new Map([['fuzz', 'heard']])],
    [chosen.get(2), new Map([['near tests', null]])],
  ]);
  const { verdicts, said } = judged({
    of: (mutant) => before.get(mutant) ?? new Map(),
    add: (...line) => void kept.push(line),
  });
  expect(said).toEqual(['✓ a.ts:1 : without: && c → fuzz: as before, heard']);
  expect([...verdicts.leftFor('near tests').keys()]).toEqual([3]);
  expect([...verdicts.leftFor('fuzz').keys()]).toEqual([2, 3]);
  verdicts.take(2, 'types', red('no type'));
  verdicts.take(3, 'types', green);
  verdicts.take(3, 'fuzz', unfinished('waits'));
  expect(kept).toEqual([
    [chosen.get(2), 'types', 'no type'],
    [chosen.get(3), 'types', null],
  ]);
});
