import type { ProposalView } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';

/** What somebody is about to propose in words of their own. */
export type Wish =
  | { readonly kind: 'change'; readonly clause: ClauseId; readonly counters: ProposalView | null }
  /** Behind a clause, or, with null, before all. */
  | { readonly kind: 'new'; readonly after: ClauseId | null; readonly counters: ProposalView | null };

/** The same for the same wish, so that what was written towards it is found again. */
export const nameOfWish = (wish: Wish): string =>
  [wish.kind, wish.kind === 'change' ? wish.clause : wish.after, wish.counters?.id].join(' ');
