import { type Book, clauseOf } from './book.ts';
import type { Change, Outcome, Proposal } from './proposal.ts';

/** Of refusals that nothing has come of yet the newest are told. */
export const MAX_REFUSALS = 20;

export interface Refusal {
  readonly proposal: Proposal;
  readonly outcome: Extract<Outcome, { kind: 'refused' | 'lapsed' }>;
}

/**
 * What came to nothing, where that was the last word about a clause or a place: whoever proposed reads there that it did,
 * and why.
 */
export const refusalsIn = (book: Book): readonly Refusal[] =>
  book.proposals
    .flatMap((proposal) => {
      const { outcome } = proposal;
      if (outcome.kind !== 'refused' && outcome.kind !== 'lapsed') return [];
      return isLastWord(book, proposal.change, outcome.at) ? [{ proposal, outcome }] : [];
    })
    .toSorted((one, other) => one.outcome.at - other.outcome.at)
    .slice(-MAX_REFUSALS);

function isLastWord(book: Book, change: Change, at: number): boolean {
  const answered = book.proposals.some((other) => other.at > at && isAboutTheSame(other.change, change));
  if (answered || change.kind === 'new') return !answered;
  const clause = clauseOf(book, change.clause);
  return clause !== null && !clause.deeds.some((deed) => deed.at > at);
}

/** A new clause is countered by another new one in its place; a clause by anything about that clause. */
export const isAboutTheSame = (answer: Change, first: Change): boolean =>
  first.kind === 'new'
    ? answer.kind === 'new' && answer.after === first.after
    : answer.kind !== 'new' && answer.clause === first.clause;
