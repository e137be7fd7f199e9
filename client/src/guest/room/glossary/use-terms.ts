import type { Term } from '@parley/shared/glossary';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TermsActions } from '../../../session/terms-actions.ts';

/** The terms as they are while they are in sight. */
export type Listed = readonly Term[] | 'loading' | 'failed';

/**
 * Read when they come into sight, when another number of suggestions waits, and as often as it is said that they may be
 * others. What was asked for last is shown.
 */
export function useTerms(
  { list }: TermsActions,
  suggestions: number,
): readonly [Listed, () => Promise<void>] {
  const [terms, setTerms] = useState<Listed>('loading');
  const turn = useRef(0);
  const read = useCallback(async (): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    const found = await list();
    if (mine === turn.current)
      setTerms((before) => found ?? (typeof before === 'string' ? 'failed' : before));
  }, [list]);
  useEffect(() => {
    void read();
    return () => {
      turn.current += 1;
    };
  }, [read, suggestions]);
  return [terms, read];
}
