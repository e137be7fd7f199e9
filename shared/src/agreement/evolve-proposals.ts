import type { ProposalId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import { canonicalText } from './canonical-text.ts';
import { type AgreementState, type Book, proposalOf } from './book.ts';
import { fresh, insert, type Putting, putInto, rewritten, withDeed, without } from './clauses.ts';
import type { ProposalEvent } from './events.ts';
import { patchAgreement, patchBook } from './patches.ts';
import { type Change, isOpen, MAX_CLOSED_PROPOSALS, type Outcome, type Proposal } from './proposal.ts';

/** Applies what happened to a proposal, in the event of the session with the number `seq`. */
export function evolveProposals(state: AgreementState, event: ProposalEvent, seq: number): AgreementState {
  switch (event.type) {
    case 'proposal.made': {
      const { id, side, change, base, note, at, counters } = event;
      const outcome: Outcome = { kind: 'open' };
      const made: Proposal = { id, side, change, base, note, at, counters, acceptedBy: [], outcome };
      return patchAgreement(state, (book) => {
        const answered = counters === null ? book : closed(book, counters, { kind: 'countered', by: id, at });
        return { ...answered, proposals: [...answered.proposals, made] };
      });
    }
    case 'proposal.accepted':
      return patchAgreement(state, (book) => {
        const accepted = patchProposal(book, event.proposal, (proposal) => ({
          ...proposal,
          acceptedBy: [...proposal.acceptedBy, event.side],
        }));
        return event.complete ? completed(accepted, event.proposal, event.at, seq) : accepted;
      });
    case 'proposal.completed':
      return patchAgreement(state, (book) => completed(book, event.proposal, event.at, seq));
    case 'proposal.lapsed': {
      const { without: side, why, at } = event;
      return patchAgreement(state, (book) =>
        closed(book, event.proposal, { kind: 'lapsed', without: side, why, at }),
      );
    }
    case 'proposal.refused': {
      const { side, reason, at } = event;
      return patchAgreement(state, (book) =>
        closed(book, event.proposal, { kind: 'refused', side, reason, at }),
      );
    }
    case 'proposal.withdrawn':
      return patchAgreement(state, (book) =>
        closed(book, event.proposal, { kind: 'withdrawn', at: event.at }),
      );
    case 'draft.published':
      return patchBook(
        patchAgreement(state, (book) => published(book, event, seq)),
        { kind: 'draft', room: event.room },
        (draft) => withLetOut(draft, event),
      );
    default:
      return assertNever(event);
  }
}

type Publishing = Extract<ProposalEvent, { type: 'draft.published' }>;

/** Each after the one before. Nothing in it tells where the words come from. */
function published(before: Book, { side, at, after, clauses }: Publishing, seq: number): Book {
  const placed = clauses.map((clause, index) => ({ ...clause, place: clauses[index - 1]?.id ?? after }));
  if (side === null) {
    return putInto(before, seq, (book, by) => ({
      ...book,
      clauses: placed.reduce(
        (sofar, { id, texts, place }) => insert(sofar, fresh(id, { kind: 'mediator' }, texts, by), place),
        book.clauses,
      ),
    }));
  }
  const made = placed.map(({ id, proposal, texts, place }): Proposal => {
    const change: Change = { kind: 'new', clause: id, after: place, texts };
    const open = { acceptedBy: [], outcome: { kind: 'open' } } as const;
    return { id: proposal, side, change, base: {}, note: '', at, counters: null, ...open };
  });
  return { ...before, proposals: [...before.proposals, ...made] };
}

/** The draft itself remembers what has left it. */
const withLetOut = (draft: Book, { side, at, clauses }: Publishing): Book => ({
  ...draft,
  clauses: draft.clauses.map((clause) => {
    const leaving = clauses.find(({ from }) => from === clause.id);
    if (leaving === undefined) return clause;
    const texts = Object.fromEntries(
      Object.entries(leaving.texts).map(([language, text]) => [language, canonicalText(text)]),
    );
    return { ...clause, letOut: { texts, side, at } };
  }),
});

/** Everybody asked would have it. */
function completed(book: Book, id: ProposalId, at: number, seq: number): Book {
  const proposal = proposalOf(book, id);
  if (proposal === null || !isOpen(proposal)) return book;
  return putInto(closed(book, id, { kind: 'accepted', at }), seq, (closing, by) =>
    carriedOut(closing, proposal, at, by),
  );
}

/** The book as everybody asked would have it. */
function carriedOut(book: Book, { id, side, change }: Proposal, at: number, by: Putting): Book {
  const deed = { kind: 'changed', side, at, proposal: id } as const;
  switch (change.kind) {
    case 'change':
      return {
        ...book,
        clauses: book.clauses.map((clause) =>
          clause.id === change.clause ? withDeed(rewritten(clause, change.texts, by), deed) : clause,
        ),
      };
    case 'new': {
      const clause = withDeed(fresh(change.clause, { kind: 'mediator' }, change.texts, by), deed);
      return { ...book, clauses: insert(book.clauses, clause, change.after) };
    }
    case 'remove':
      return without(book, change.clause);
  }
}

const patchProposal = (book: Book, id: ProposalId, change: (proposal: Proposal) => Proposal): Book => ({
  ...book,
  proposals: book.proposals.map((proposal) => (proposal.id === id ? change(proposal) : proposal)),
});

/** Answered; of those that have been, the oldest are kept no longer. */
function closed(book: Book, id: ProposalId, outcome: Outcome): Book {
  const answered = patchProposal(book, id, (proposal) => ({ ...proposal, outcome }));
  const past = answered.proposals.filter((proposal) => !isOpen(proposal));
  const forgotten = new Set(past.slice(0, Math.max(0, past.length - MAX_CLOSED_PROPOSALS)));
  return { ...answered, proposals: answered.proposals.filter((proposal) => !forgotten.has(proposal)) };
}
