import type { ClauseHistory, TextHash } from '@parley/shared/agreement';
import type { ClauseId, ProposalId } from '@parley/shared/ids';
import type { RequestInput } from '@parley/shared/protocol';
import type { Asked } from './ask.ts';
import type { Once } from './once.ts';

/** What one would have, with a few words for the others. */
export type Suggestion = Omit<RequestInput<'proposal.make'>, 'attempt'>;

/** What is proposed to the others, and answered. Refusals of the server become notices. */
export interface ProposalActions {
  /** `counters`: the proposal that it answers. */
  make(suggestion: Suggestion, counters: ProposalId | null): Promise<boolean>;
  /** Over the words of this hash; null where it is of a new clause. */
  accept(proposal: ProposalId, hash: TextHash | null): Promise<boolean>;
  refuse(proposal: ProposalId, reason: string): Promise<boolean>;
  withdraw(proposal: ProposalId): Promise<boolean>;
  /** What became of a clause, or of one that was proposed. */
  history(clause: ClauseId): Promise<ClauseHistory | null>;
}

export const proposalActions = (asked: Asked, once: Once): ProposalActions => ({
  make: async (suggestion, counters) =>
    (await once.asked(['proposal', suggestion, counters], (ask, attempt) =>
      counters === null
        ? ask('proposal.make', { ...suggestion, attempt })
        : ask('proposal.counter', { proposal: counters, ...suggestion, attempt }),
    )) !== null,
  accept: async (proposal, hash) => (await asked('proposal.accept', { proposal, hash })) !== null,
  refuse: async (proposal, reason) => (await asked('proposal.refuse', { proposal, reason })) !== null,
  withdraw: async (proposal) => (await asked('proposal.withdraw', { proposal })) !== null,
  history: (clause) => asked('clause.history', { clause }),
});
