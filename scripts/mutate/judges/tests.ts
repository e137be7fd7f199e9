import { relative } from 'node:path';
import { root } from '../../run/program.ts';
import type { Mutant } from '../mutants.ts';
import { pathOf } from '../targets.ts';
import { type Answer, green, red } from './judge.ts';
import { type TestFile, tryTests } from './vitest.ts';

/**
 * All unit tests that need neither a database nor a page, from their beginning for each mutant; but only those files of
 * them that come by it, and only up to the first that fails.
 */
export async function allTests(
  schemas: ReadonlyMap<string, string>,
  mutants: ReadonlyMap<number, Mutant>,
  told: (number: number, answer: Answer) => void,
  signal: AbortSignal,
): Promise<void> {
  const filesOf = await meetings(schemas, signal);
  for (const [number, mutant] of mutants) {
    const files = filesOf.get(number);
    told(number, files === undefined ? green : await tryOne(mutant, [...files], signal));
  }
}

/** Which files of tests come by each mutant; the empty text is every file. */
async function meetings(
  schemas: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<Map<number, Set<string>>> {
  const sources = Object.fromEntries([...schemas].map(([file, source]) => [pathOf(file), source]));
  const tried = await tryTests({ sources, runner: 'meeting-runner', numbers: [] }, [], signal);
  if (!tried.ended) throw new Error('the tests do not end without any mutant');
  if (tried.code !== 0) throw new Error(`red without any mutant: ${firstFailed(tried.tests)}`);
  const found = new Map<number, Set<string>>();
  for (const finding of tried.findings) {
    if (finding.kind !== 'met') continue;
    const file = finding.file === null ? '' : relative(root, finding.file);
    for (const number of finding.numbers) {
      found.set(number, (found.get(number) ?? new Set()).add(file));
    }
  }
  return found;
}

async function tryOne(
  { file, source }: Mutant,
  files: readonly string[],
  signal: AbortSignal,
): Promise<Answer> {
  const trial = { sources: { [pathOf(file)]: source }, runner: null, numbers: [] };
  const tried = await tryTests(trial, ['--bail=1', ...(files.includes('') ? [] : files)], signal);
  if (!tried.ended) return tried.answer;
  if (tried.code === 0) return green;
  return red(firstFailed(tried.tests));
}

function firstFailed(tests: readonly TestFile[]): string {
  const failed = tests.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  const unloaded = tests.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return failed[0] ?? unloaded[0] ?? 'an error outside every test';
}
