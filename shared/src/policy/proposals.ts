import { clauseOf, proposalOf } from '../agreement/book.ts';
import type { Change } from '../agreement/proposal.ts';
import { isOpen, type Proposal } from '../agreement/proposal.ts';
import type { ProposalId } from '../ids.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { isConductor, mayPetition } from './conditions.ts';
import { speaksFor } from './consent.ts';
import { opensDocument, suggests, theAgreement } from './documents.ts';
import { all, allow, deny, type Verdict, verdict } from './verdict.ts';

/** The conditions of the rules about proposals. */

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

export const makesProposal = (state: SessionState, actor: Presence, change: Change): Verdict =>
  all(opensDocument(state, actor, theAgreement), suggests(actor), mayStillChange(state, change));

const isOthers = ({ participant }: Presence, { side }: Proposal): Verdict =>
  verdict(side === null || side !== speaksFor(participant), 'proposal.own');

/** One of those asked: a party or counsel of a side that did not make it, and has not accepted it yet. */
export const acceptsProposal = (state: SessionState, actor: Presence, id: ProposalId): Verdict =>
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

export const refusesProposal = (state: SessionState, actor: Presence, id: ProposalId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    mayPetition(actor),
    waiting(state, id, (proposal) => isOthers(actor, proposal)),
  );

/** Answers it with another one about the same. */
export const countersProposal = (state: SessionState, actor: Presence, id: ProposalId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    suggests(actor),
    waiting(state, id, (proposal) => all(isOthers(actor, proposal), mayStillChange(state, proposal.change))),
  );

/** Takes back one's own side's; whoever conducts may clear away any. */
export const withdrawsProposal = (state: SessionState, actor: Presence, id: ProposalId): Verdict =>
  all(
    opensDocument(state, actor, theAgreement),
    suggests(actor),
    waiting(state, id, ({ side }) =>
      isConductor(actor).kind === 'allow'
        ? allow
        : verdict(side !== null && side === speaksFor(actor.participant), 'proposal.not-yours'),
    ),
  );
