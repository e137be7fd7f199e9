import { appendFileSync, statSync } from 'node:fs';
import type { Reporter } from 'vitest/node';
import { Patience, secondsOf } from './patience.ts';
import { type Finding, LIMITS } from './trial.ts';

const { FINDINGS = '' } = process.env;

/** Ends the process of the tests when they get on no more; beside the thread that they run in, and as busy as that. */
export default class Watch implements Reporter {
  readonly #patience = new Patience(LIMITS);
  #looking: NodeJS.Timeout | undefined;
  #ended = 0;

  onInit(): void {
    this.#looking = setInterval(() => this.#look(), LIMITS.every);
  }

  onTestCaseResult(): void {
    this.#ended += 1;
  }

  onTestRunEnd(): void {
    clearInterval(this.#looking);
  }

  #look(): void {
    const how = this.#patience.look(secondsOf(process.cpuUsage()), this.#ended + statSync(FINDINGS).size);
    if (how === null) return;
    appendFileSync(FINDINGS, `${JSON.stringify({ kind: 'ended', how } satisfies Finding)}\n`);
    process.exit(1);
  }
}
