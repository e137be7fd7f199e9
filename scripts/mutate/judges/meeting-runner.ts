import { appendFileSync } from 'node:fs';
import { TestRunner } from 'vitest';
import { ASKED } from '../schema.ts';
import type { Finding } from './trial.ts';

const { FINDINGS = '' } = process.env;
const met = new Set<number>();

Reflect.set(globalThis, ASKED, (number: number): boolean => {
  met.add(number);
  return false;
});

const note = (file: string | null): void => {
  appendFileSync(FINDINGS, `${JSON.stringify({ kind: 'met', file, numbers: [...met] } satisfies Finding)}\n`);
  met.clear();
};

/** Runs the tests as they are, and notes which mutants each of their files comes by. */
export default class MeetingRunner extends TestRunner {
  onCollected(): void {
    // Modules are loaded once for all files.
    note(null);
  }

  override onAfterRunFiles(files: Parameters<TestRunner['onAfterRunFiles']>[0]): void {
    super.onAfterRunFiles(files);
    for (const { filepath } of files) note(filepath);
  }
}
