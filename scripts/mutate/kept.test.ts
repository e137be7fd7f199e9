import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Kept, keptIn, type Sources, sourcesNow } from './kept.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

const sources: Sources = { 'near tests': 'a', fuzz: 'b', types: 'c', 'all tests': 'c' };
const red = { judge: 'fuzz', why: 'somebody is heard' } as const;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-kept-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const redOf = (kept: Kept, mutants: readonly Mutant[]): unknown[] => mutants.map((mutant) => kept.of(mutant));

test('a later run knows what turned red of the same sources, and nothing of others', async () => {
  const file = join(folder, 'red.jsonl');
  const mutants = mutantsOf('a.ts', 'f(a && b);');
  const [one, other] = mutants;
  if (one === undefined || other === undefined) throw new Error('there are two');
  const first = await keptIn(file, sources);
  expect(redOf(first, mutants)).toEqual([null, null]);
  first.add(one, red);
  first.add(other, { judge: 'near tests', why: 'a test' });

  const later = await keptIn(file, sources);
  expect(redOf(later, mutants)).toMatchObject([red, { judge: 'near tests' }]);
  // What the fuzz goes by has changed, and what the unit tests go by has not.
  const changed = await keptIn(file, { ...sources, fuzz: 'changed' });
  expect(redOf(changed, mutants)).toMatchObject([null, { judge: 'near tests' }]);
  // The same deletion in another text is another.
  expect(redOf(later, mutantsOf('a.ts', 'f(a && b); g();'))).toEqual([null, null]);
});

test('what the judges go by is all there', async () => {
  const now = await sourcesNow();
  expect(now).toEqual(await sourcesNow());
  expect(new Set(Object.values(now)).size).toBe(4);
});
