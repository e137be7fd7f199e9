import { useState } from 'react';
import { useBusy } from '../ui/use-busy.ts';
import { type Problem, problemOf } from './problem.ts';

export interface Act<A extends unknown[]> {
  run: (...args: A) => void;
  readonly busy: boolean;
  /** Why the last try failed; null while one runs. */
  readonly problem: Problem | null;
  forget: () => void;
}

/** Something a person asked for that may fail: one at a time, and its failure is kept to be shown. */
export function useAct<A extends unknown[]>(act: (...args: A) => Promise<void>): Act<A> {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [run, busy] = useBusy(async (...args: A) => {
    setProblem(null);
    try {
      await act(...args);
    } catch (error) {
      setProblem(problemOf(error));
    }
  });
  return { run, busy, problem, forget: () => setProblem(null) };
}
