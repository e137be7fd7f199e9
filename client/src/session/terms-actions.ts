import type { Term, TermGoal, TermWords } from '@parley/shared/glossary';
import type { TermId } from '@parley/shared/ids';
import type { Asked } from './ask.ts';
import { mint } from './mint.ts';

/** What is done with the terms of the case. Refusals become notices. */
export interface TermsActions {
  /** Those that are for me; null when they could not be had. */
  readonly list: () => Promise<readonly Term[] | null>;
  /** For myself; resolves to whether it is kept. */
  readonly keep: (words: TermWords) => Promise<boolean>;
  readonly put: (term: TermId, to: TermGoal) => Promise<boolean>;
}

export const termsActions = (asked: Asked): TermsActions => ({
  list: async () => (await asked('glossary.read', {}))?.terms ?? null,
  keep: async (words) => (await asked('term.keep', { id: mint.term(), ...words })) !== null,
  put: async (term, to) => (await asked('term.put', { term, to })) !== null,
});
