import type { Tally } from './step.ts';

/**
 * Counts vitest's JSON report. A test that did not run counts as failed, and so does a file that could not be loaded:
 * what is not shown is not known to work.
 *
 * @param report parsed JSON of vitest's `json` reporter
 * @throws TypeError when it is something else
 */
export function countReport(report: unknown): Tally {
  const tally = { passed: 0, failed: 0 };
  for (const file of list(report, 'testResults')) {
    const tests = list(file, 'assertionResults');
    for (const test of tests) tally[field(test, 'status') === 'passed' ? 'passed' : 'failed'] += 1;
    if (tests.length === 0 && field(file, 'status') !== 'passed') tally.failed += 1;
  }
  return tally;
}

function list(value: unknown, name: string): unknown[] {
  const found = field(value, name);
  if (!Array.isArray(found)) throw new TypeError(`The test report has no list "${name}".`);
  return found;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (Object.entries(value).find(([key]) => key === name)?.[1] as unknown)
    : undefined;
}
