import { expect, test } from 'vitest';
import { Budget } from './budget.ts';
import { HandClock } from '../fuzz/testing/clock.ts';

/** A budget, and what is spent of it in milliseconds of its clock. */
function begin() {
  let now = 0;
  const budget = new Budget(() => now, new HandClock());
  return {
    budget,
    spend: (ms: number): void => budget.spend(() => void (now += ms)),
    pass: (ms: number): void => void (now += ms),
  };
}

test('[EDIT-9] one person may take a fifth of a second at once, and a tenth of the time for good', () => {
  const { budget, spend, pass } = begin();
  spend(200);
  expect(budget.isSpent).toBe(false);
  spend(30);
  expect(budget.isSpent).toBe(true);
  pass(60);
  expect(budget.isSpent).toBe(true);
  pass(20);
  expect(budget.isSpent).toBe(false);
});

test('[EDIT-9] nobody saves up more than that, however long they are quiet', () => {
  const { budget, spend, pass } = begin();
  spend(100);
  pass(3_600_000);
  spend(230);
  expect(budget.isSpent).toBe(true);
});
