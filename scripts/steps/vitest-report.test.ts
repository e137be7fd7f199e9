import { expect, test } from 'vitest';
import { countReport } from './vitest-report.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test('tests are counted over all files', () => {
  const report = { testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] };
  expect(countReport(report)).toEqual({ passed: 3, failed: 1 });
});

test.each(['skipped', 'pending', 'todo', 'disabled'])('a test that was %s counts as failed', (status) => {
  expect(countReport({ testResults: [file('passed', status)] })).toEqual({ passed: 0, failed: 1 });
});

test('a file that could not be loaded counts as one failed test', () => {
  expect(countReport({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1 });
});

test.each([undefined, {}, { testResults: 1 }, { testResults: [{}] }])('%j is no report', (report) => {
  expect(() => countReport(report)).toThrow(TypeError);
});
