import { appendFileSync, readFileSync } from 'node:fs';
import { type RunnerTestCase, TestRunner } from 'vitest';
import { ASKED } from '../schema.ts';
import { type Finding, Trial } from './trial.ts';

const { TRIAL = '', FINDINGS = '' } = process.env;
const { numbers } = Trial.parse(JSON.parse(readFileSync(TRIAL, 'utf8')));
const alive = new Set(numbers);
/** The mutant that is tried; null is none, while what the test comes by is noted. */
let tried: number | null = null;
const met = new Set<number>();

Reflect.set(globalThis, ASKED, (number: number): boolean => {
  if (tried === null) met.add(number);
  return number === tried;
});

const find = (finding: Finding): void => appendFileSync(FINDINGS, `${JSON.stringify(finding)}\n`);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs each test as it is, and then again with each mutant that it came by and that nothing has turned red yet. */
export default class MutantRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    met.clear();
    try {
      await run();
    } catch (error) {
      find({ kind: 'red', number: 0, why: `${test.fullName}: ${messageOf(error)}` });
      throw error;
    }
    for (const number of met) if (alive.has(number)) await this.#try(number, test.fullName, run);
  }

  async #try(number: number, name: string, run: () => unknown): Promise<void> {
    tried = number;
    find({ kind: 'tries', number });
    try {
      await run();
    } catch {
      alive.delete(number);
      find({ kind: 'red', number, why: name });
    } finally {
      tried = null;
    }
  }
}
