import { expect, test } from 'vitest';
import { failed, passed, runSteps, type Step } from './step.ts';

const step = (title: string, run: Step['run']): Step => ({ title, run });

test('every step runs, also after one that failed or broke, and the last line is the count alone', async () => {
  const lines: string[] = [];
  const steps = [
    step('first', () => Promise.resolve({ passed: 5, failed: 2 })),
    step('broken', () => Promise.reject(new Error('it broke'))),
    step('last', () => Promise.resolve(passed)),
  ];
  const total = await runSteps(steps, new AbortController().signal, (line) => lines.push(line));
  expect(total).toEqual({ passed: 6, failed: 3 });
  expect(lines).toContain('it broke');
  expect(lines.join('\n').split('\n').at(-1)).toBe('6 passed, 3 failed');
});

test('a stop ends the run before the next step', async () => {
  const stop = new AbortController();
  const ran: string[] = [];
  const steps = [
    step('first', () => {
      ran.push('first');
      stop.abort();
      return Promise.resolve(failed);
    }),
    step('second', () => {
      ran.push('second');
      return Promise.resolve(passed);
    }),
  ];
  await expect(runSteps(steps, stop.signal, () => undefined)).rejects.toThrow('aborted');
  expect(ran).toEqual(['first']);
});
