import { statSync } from 'node:fs';
import { run } from '../../run/program.ts';
import { pathOf } from '../targets.ts';
import { type Finding, readFindings, withTrial } from './trial.ts';

/** A deletion may well make something wait for ever: so long nothing new may be tried, in ms. */
const LIMIT = 30_000;
const LOOK = 1_000;

/** The tests that need nothing set up before each of them, and so can be run again and again; but not for long. */
const SLOW = '**/invariants.test.ts';
const NEAR = ['policy', 'session', 'agreement', 'interpreting'].map((of) => `shared/src/${of}/`);

export interface Numbered {
  readonly schemas: ReadonlyMap<string, string>;
  readonly numbers: readonly number[];
}

/**
 * The unit tests of what decides, run once for all these mutants: each test is tried with every mutant that it comes by.
 * Answers which of them turned something red, and what.
 */
export async function nearTests(
  { schemas, numbers }: Numbered,
  told: (number: number, why: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const left = new Set(numbers);
  const red = (number: number, why: string): void => {
    if (left.delete(number)) told(number, why);
  };
  while (left.size > 0) {
    const findings = await tryAll(schemas, [...left], signal);
    const ended = findings.at(-1);
    for (const finding of findings) {
      if (finding.kind !== 'red') continue;
      if (finding.number === 0) throw new Error(`red without any mutant: ${finding.why}`);
      red(finding.number, finding.why);
    }
    if (ended?.kind === 'done') return;
    if (ended?.kind !== 'tries') throw new Error('the tests ended before they had tried anything');
    red(ended.number, 'a test does not end');
  }
}

const tryAll = (
  schemas: ReadonlyMap<string, string>,
  numbers: readonly number[],
  signal: AbortSignal,
): Promise<Finding[]> => {
  const sources = Object.fromEntries([...schemas].map(([file, source]) => [pathOf(file), source]));
  return withTrial({ sources, numbers: [...numbers] }, async ({ trial, findings }) => {
    const stuck = new AbortController();
    let [seen, at] = [0, Date.now()];
    const look = setInterval(() => {
      const { size } = statSync(findings);
      if (size > seen) [seen, at] = [size, Date.now()];
      else if (Date.now() - at > LIMIT) stuck.abort();
    }, LOOK);
    try {
      const config = 'scripts/mutate/judges/vitest.config.ts';
      await run(
        process.execPath,
        ['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--exclude', SLOW, ...NEAR],
        {
          output: 'hide',
          env: { ...process.env, TRIAL: trial, FINDINGS: findings },
          signal: AbortSignal.any([signal, stuck.signal]),
        },
      );
    } finally {
      clearInterval(look);
    }
    signal.throwIfAborted();
    return readFindings(findings);
  });
};
