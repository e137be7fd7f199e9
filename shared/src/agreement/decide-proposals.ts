import type { ProposalId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import { sidesAsked, speaksFor } from '../policy/consent.ts';
import { type Decision, denied, happened } from '../session/decision.ts';
import type { Language } from '../session/people.ts';
import type { SessionState } from '../session/state.ts';
import type { Asking } from '../session/asking.ts';
import { areFresh, type Book, clauseOf, MAX_CLAUSES, proposalOf } from './book.ts';
import type { ProposalCommand } from './commands.ts';
import { keptFirst } from './decide-versions.ts';
import type { AgreementEvent } from './events.ts';
import { isOpen, MAX_OPEN_PROPOSALS } from './proposal.ts';
import { isAboutTheSame } from './refusals.ts';

type Making = Extract<ProposalCommand, { type: 'proposal.make' | 'proposal.counter' }>;

/** What follows from a command about proposals. */
export function decideProposal(state: SessionState, command: ProposalCommand, asking: Asking): Decision {
  const { me, at, allowedTo } = asking;
  const by = me.participant.id;
  switch (command.type) {
    case 'proposal.make':
      return allowedTo('proposal.make', { change: command.change }, () => make(state, command, null, asking));
    case 'proposal.counter': {
      const { proposal } = command;
      return allowedTo('proposal.counter', { proposal }, () => counter(state, command, asking));
    }
    case 'proposal.accept': {
      const { proposal } = command;
      return allowedTo('proposal.accept', { proposal }, () => accept(state, command, asking));
    }
    case 'proposal.refuse': {
      const { proposal, reason } = command;
      return allowedTo('proposal.refuse', { proposal }, () => {
        const side = speaksFor(me.participant);
        if (side === null) return denied('role.not-allowed');
        return happened({ type: 'proposal.refused', by, at, proposal, side, reason });
      });
    }
    case 'proposal.withdraw': {
      const { proposal } = command;
      return allowedTo('proposal.withdraw', { proposal }, () =>
        happened({ type: 'proposal.withdrawn', by, at, proposal }),
      );
    }
    default:
      return assertNever(command);
  }
}

function make(
  state: SessionState,
  { id, change, base, note }: Pick<Making, 'id' | 'change' | 'base' | 'note'>,
  counters: ProposalId | null,
  { me, at }: Asking,
): Decision {
  const book = state.agreement.agreement;
  if (book === null) return denied('document.unknown');
  const open = book.proposals.filter((each) => isOpen(each) && each.id !== counters);
  if (open.length >= MAX_OPEN_PROPOSALS) return denied('proposal.too-many');
  if (!isWellMade(state, book, { id, change, base })) return denied('request.malformed');
  if (change.kind === 'new' && change.after !== null && clauseOf(book, change.after) === null) {
    return denied('clause.unknown');
  }
  return happened({
    type: 'proposal.made',
    by: me.participant.id,
    at,
    id,
    side: speaksFor(me.participant),
    change,
    base,
    note,
    counters,
  });
}

/** In languages of the book, with ids of its own, and with the words it changes. */
function isWellMade(
  state: SessionState,
  book: Book,
  { id, change, base }: Pick<Making, 'id' | 'change' | 'base'>,
): boolean {
  const isOurs = (language: Language): boolean => book.languages.includes(language);
  const languages = change.kind === 'remove' ? [] : Object.keys(change.texts);
  const isNew = change.kind === 'new';
  return (
    languages.every(isOurs) &&
    Object.keys(base).every(isOurs) &&
    (isNew || Object.keys(base).length === book.languages.length) &&
    (!isNew || areFresh(state.agreement, [change.clause])) &&
    !book.proposals.some((each) => each.id === id)
  );
}

/** Another proposal about the same, which answers the first. */
function counter(
  state: SessionState,
  command: Extract<ProposalCommand, { type: 'proposal.counter' }>,
  asking: Asking,
): Decision {
  const first = proposalOf(state.agreement.agreement, command.proposal);
  if (first === null) return denied('proposal.unknown');
  return isAboutTheSame(command.change, first.change)
    ? make(state, command, first.id, asking)
    : denied('request.malformed');
}

function accept(
  state: SessionState,
  { proposal: id, standing }: Extract<ProposalCommand, { type: 'proposal.accept' }>,
  { me, at }: Asking,
): Decision {
  const book = state.agreement.agreement;
  const proposal = proposalOf(book, id);
  const side = speaksFor(me.participant);
  if (book === null || proposal === null) return denied('proposal.unknown');
  if (side === null) return denied('role.not-allowed');
  const accepted = new Set([...proposal.acceptedBy, side, proposal.side]);
  const complete = sidesAsked(state).every((each) => accepted.has(each));
  if (complete && proposal.change.kind === 'new' && book.clauses.length >= MAX_CLAUSES) {
    return denied('clause.too-many');
  }
  const event: AgreementEvent = {
    type: 'proposal.accepted',
    by: me.participant.id,
    at,
    proposal: id,
    side,
    complete,
  };
  const { kind } = proposal.change;
  if (!complete || kind === 'new') return happened(event);
  if (standing === null) return denied('clause.changed');
  const why = kind === 'remove' ? 'removed' : 'replaced';
  return keptFirst(state, { ...standing, document: { kind: 'agreement' } }, why, at, event);
}
