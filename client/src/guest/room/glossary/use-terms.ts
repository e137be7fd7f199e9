import type { Term } from '@parley/shared/glossary';
import { useCallback, useEffect, useState } from 'react';
import type { TermsActions } from '../../../session/terms-actions.ts';

/** The terms as they are while they are in sight. */
export type Listed = readonly Term[] | 'loading' | 'failed';

/** Read when they come into sight, and as often as it is said that they may be others. */
export function useTerms({ list }: TermsActions): readonly [Listed, () => Promise<void>] {
  const [terms, setTerms] = useState<Listed>('loading');
  const took = useCallback((found: readonly Term[] | null): void => {
    setTerms((before) => found ?? (typeof before === 'string' ? 'failed' : before));
  }, []);
  useEffect(() => {
    let gone = false;
    void list().then((found) => (gone ? undefined : took(found)));
    return () => {
      gone = true;
    };
  }, [list, took]);
  return [terms, async () => took(await list())];
}
