import { pathOf } from '../targets.ts';
import { type Answer, green, red } from './judge.ts';
import { tryTests } from './vitest.ts';

/** The tests that need nothing set up before each of them, and so can be run again and again; but not for long. */
const SLOW = '**/*.{slow,long}.test.ts';
const NEAR = ['policy', 'session', 'agreement', 'interpreting'].map((of) => `shared/src/${of}/`);

export interface Numbered {
  readonly schemas: ReadonlyMap<string, string>;
  readonly numbers: readonly number[];
}

/**
 * The unit tests of what decides, run once for all these mutants: each test is tried with every mutant that it comes by.
 * One with which they get no further is tried again alone, before anything is told of it.
 */
export async function nearTests(
  { schemas, numbers }: Numbered,
  told: (number: number, answer: Answer) => void,
  signal: AbortSignal,
): Promise<void> {
  const sources = Object.fromEntries([...schemas].map(([file, source]) => [pathOf(file), source]));
  const runs = [numbers];
  for (let run = runs.shift(); run !== undefined; run = runs.shift()) {
    if (run.length === 0) continue;
    const trial = { sources, runner: 'runner' as const, numbers: [...run] };
    const tried = await tryTests(trial, ['--exclude', SLOW, ...NEAR], signal);
    const left = new Set(run);
    for (const finding of tried.findings) {
      if (finding.kind !== 'red') continue;
      if (finding.number === 0) throw new Error(`red without any mutant: ${finding.why}`);
      if (left.delete(finding.number)) told(finding.number, red(finding.why));
    }
    if (tried.ended) {
      const unloaded = tried.tests.find(({ assertionResults }) => assertionResults.length === 0);
      if (unloaded !== undefined) throw new Error(`${unloaded.name} tries nothing`);
      for (const number of left) told(number, green);
      continue;
    }
    const last = tried.findings.findLast(({ kind }) => kind === 'tries');
    if (last?.kind !== 'tries') throw new Error('the tests ended before they had tried anything');
    left.delete(last.number);
    if (run.length === 1) told(last.number, tried.answer);
    else runs.push([last.number], [...left]);
  }
}
