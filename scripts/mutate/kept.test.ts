import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Kept, keptIn, type Sources, sourcesNow } from './kept.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

const sources: Sources = { 'near tests': 'a', fuzz: 'b', types: 'c', 'all tests': 'c' };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-kept-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const saidOf = (kept: Kept, mutants: readonly Mutant[]): unknown[] =>
  mutants.map((mutant) => Object.fromEntries(kept.of(mutant)));

test('a later run knows what was said of the same sources, and nothing of others', async () => {
  const file = join(folder, 'said.jsonl');
  const mutants = mutantsOf('a.ts', 'f(a && b);');
  const [one, other] = mutants;
  if (one === undefined || other === undefined) throw new Error('there are two');
  const first = await keptIn(file, sources);
  expect(saidOf(first, mutants)).toEqual([{}, {}]);
  first.add(one, 'near tests', null);
  first.add(one, 'fuzz', 'somebody is heard');
  first.add(other, 'near tests', 'a test');

  const later = await keptIn(file, sources);
  expect(saidOf(later, mutants)).toEqual([
    { 'near tests': null, fuzz: 'somebody is heard' },
    { 'near tests': 'a test' },
  ]);
  // What the fuzz goes by has changed, and what the unit tests go by has not.
  const changed = await keptIn(file, { ...sources, fuzz: 'changed' });
  expect(saidOf(changed, mutants)).toEqual([{ 'near tests': null }, { 'near tests': 'a test' }]);
  // The same deletion in another text is another.
  expect(saidOf(later, mutantsOf('a.ts', 'f(a && b); g();'))).toEqual([{}, {}]);
});

test('what the judges go by is all there', async () => {
  const now = await sourcesNow();
  expect(now).toEqual(await sourcesNow());
  expect(new Set(Object.values(now)).size).toBe(4);
});
