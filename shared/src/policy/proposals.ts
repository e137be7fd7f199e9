import { clauseOf, proposalOf } from '../agreement/book.ts';
import type { Change } from '../agreement/proposal.ts';
import { isOpen, type Proposal } from '../agreement/proposal.ts';
import type { ProposalId } from '../ids.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { isConductor, mayPetition } from './conditions.ts';
import { speaksFor } from './consent.ts';
import { opensDocument, suggests, theAgreement } from './documents.ts';
import { all, allow, deny, type Verdict, verdict } from './verdict.ts';

/** The rules about proposals. */

interface OfProposal {
  readonly proposal: ProposalId;
}

/** What can be tried with proposals; part of `Actions`. */
export interface ProposalActions {
  'proposal.make': { readonly change: Change };
  'proposal.accept': OfProposal;
  'proposal.refuse': OfProposal;
  'proposal.counter': OfProposal;
  'proposal.withdraw': OfProposal;
}

/** What is locked is reopened first. */
function mayStillChange(state: SessionState, change: Change): Verdict {
  if (change.kind === 'new') return allow;
  const clause = clauseOf(state.agreement.agreement, change.clause);
  if (clause === null) return deny('clause.unknown');
  return verdict(clause.state !== 'locked', 'clause.locked');
}

const waiting = (state: SessionState, id: ProposalId, ask: (proposal: Proposal) => Verdict): Verdict => {
  const proposal = proposalOf(state.agreement.agreement, id);
  if (proposal === null) return deny('proposal.unknown');
  return isOpen(proposal) ? ask(proposal) : deny('proposal.closed');
};

const makesProposal = (state: SessionState, actor: Presence, change: Change): Verdict =>
  all(opensDocument(state, actor, theAgreement), suggests(actor), mayStillChange(state, change));

const isOthers = ({ participant }: Presence, { side }: Proposal): Verdict =>
  verdict(side === null || side !== speaksFor(participant), 'proposal.own');

/** One of those asked: a party or counsel of a side that did not make it, and has not accepted it yet. */
const acceptsProposal = (state: SessionState, actor: Presence, id: ProposalId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    mayPetition(actor),
    waiting(state, id, (proposal) =>
      all(
        isOthers(actor, proposal),
        verdict(
          !proposal.acceptedBy.some((side) => side === speaksFor(actor.participant)),
          'proposal.already-accepted',
        ),
        mayStillChange(state, proposal.change),
      ),
    ),
  );

const refusesProposal = (state: SessionState, actor: Presence, id: ProposalId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    mayPetition(actor),
    waiting(state, id, (proposal) => isOthers(actor, proposal)),
  );

/** Answers it with another one about the same. */
const countersProposal = (state: SessionState, actor: Presence, id: ProposalId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    suggests(actor),
    waiting(state, id, (proposal) => all(isOthers(actor, proposal), mayStillChange(state, proposal.change))),
  );

/** Takes back one's own side's; whoever conducts may clear away any. */
const withdrawsProposal = (state: SessionState, actor: Presence, id: ProposalId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    suggests(actor),
    waiting(state, id, ({ side }) =>
      isConductor(actor).kind === 'allow'
        ? allow
        : verdict(side !== null && side === speaksFor(actor.participant), 'proposal.not-yours'),
    ),
  );

export const proposalRules: {
  readonly [A in keyof ProposalActions]: (
    state: SessionState,
    actor: Presence,
    target: ProposalActions[A],
  ) => Verdict;
} = {
  'proposal.make': (state, actor, { change }) => makesProposal(state, actor, change),
  'proposal.accept': (state, actor, { proposal }) => acceptsProposal(state, actor, proposal),
  'proposal.refuse': (state, actor, { proposal }) => refusesProposal(state, actor, proposal),
  'proposal.counter': (state, actor, { proposal }) => countersProposal(state, actor, proposal),
  'proposal.withdraw': (state, actor, { proposal }) => withdrawsProposal(state, actor, proposal),
};
