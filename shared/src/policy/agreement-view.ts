import { type Book, bookOf, type Clause, clauseOf } from '../agreement/book.ts';
import type { DocumentKind, DocumentRef } from '../agreement/document.ts';
import {
  type AgreementView,
  type BookView,
  type ClauseHistory,
  type ClauseView,
  nothingOfAgreement,
  type ProposalView,
  type RefusalView,
} from '../agreement/view-shape.ts';
import { type Change, isOpen, type Proposal } from '../agreement/proposal.ts';
import { type Refusal, refusalsIn } from '../agreement/refusals.ts';
import { ClauseId, type ParticipantId } from '../ids.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { type SessionState, settledIn } from '../session/state.ts';
import { type Action, type Actions, can } from './can.ts';
import { commentsFor } from './comment-view.ts';
import { sidesAsked, sidesInvited, unboundBy } from './consent.ts';
import type { Denial } from './verdict.ts';

type Allowed = <A extends Action>(action: A, target: Actions[A]) => boolean;

/**
 * The agreement, and the draft of the caucus somebody stands in, as this participant may know it. Of who did what
 * there is only what the agreement itself says: the sides that agreed, and by name whom its reader sees anyway.
 */
export function agreementViewFor(state: SessionState, viewer: ParticipantId): AgreementView {
  const me = state.people.get(viewer);
  if (me === undefined) return nothingOfAgreement;
  const allowed: Allowed = (action, target) => can(state, viewer, action, target).kind === 'allow';
  const room = settledIn(me)?.room ?? null;
  const documents: readonly DocumentRef[] = [
    { kind: 'agreement' },
    ...(room === null ? [] : [{ kind: 'draft', room } as const]),
  ];
  const shown = new Map<DocumentKind, BookView>();
  const [invited, asked] = [sidesInvited(state), sidesAsked(state)];
  for (const document of documents) {
    const book = bookOf(state.agreement, document);
    if (book !== null && allowed('document.see', { document })) {
      shown.set(document.kind, {
        ...bookView(book, document, allowed),
        ...sidesView(state, document, allowed),
        clauses: book.clauses.map((clause) => ({
          ...clauseView(clause, document, allowed),
          without: isSettled(clause) ? [...unboundBy(clause, invited)] : [],
        })),
        proposals: book.proposals.filter(isOpen).map((proposal) => ({
          ...proposalView(proposal, allowed),
          waitsFor: asked.filter((side) => side !== proposal.side && !proposal.acceptedBy.includes(side)),
        })),
        comments: commentsFor(state, me, document, book.comments),
      });
    }
  }
  return {
    agreement: shown.get('agreement') ?? null,
    draft: shown.get('draft') ?? null,
    mayStart: documents.filter((document) => allowed('document.start', { document })).map(({ kind }) => kind),
  };
}

/**
 * All that these views are made from, by identity: while every one of these is the same value, so is what anyone is shown.
 * Much happens in a session that has nothing to do with the agreement, and a long one takes a while to show.
 */
export const agreementRestsOn = ({ agreement, rooms, people, lead }: SessionState): readonly unknown[] => [
  agreement,
  rooms,
  lead,
  ...[...people.values()].flatMap(({ participant, attendance, line, leaving, stays, interpreting }) => [
    participant,
    attendance,
    line.kind === 'offline',
    leaving,
    stays,
    interpreting?.bound,
  ]),
];

const bookView = (
  book: Book,
  document: DocumentRef,
  allowed: Allowed,
): Omit<BookView, 'clauses' | 'comments' | 'proposals' | keyof Sides> => ({
  languages: [...book.languages],
  prevailing: book.prevailing,
  refusals: refusalsIn(book).map(refusalView),
  maySuggest: document.kind === 'agreement' && allowed('proposal.make', { change: aNewClause }),
  versions: book.versions.map(({ id, name, why, by, at, hash }) => ({
    id,
    name,
    why,
    by: by !== null && allowed('participant.see', { participant: by }) ? by : null,
    at,
    hash,
  })),
  mayKeep: allowed('version.make', { document }),
  mayRestore: allowed('version.restore', { document }),
  mayRestart: allowed('document.restart', { document }),
  mayComment: book.clauses
    .slice(0, 1)
    .some(({ id: clause }) => allowed('comment.make', { document, clause, room: null })),
  mayArrange: allowed('clause.add', { document, pen: { kind: 'everyone' } }),
  mayPublish: document.kind === 'draft' && allowed('draft.publish', { room: document.room }),
});

type Sides = Pick<BookView, 'excused' | 'mayExcuse' | 'mayAsk'>;

/** Whose word is not asked; a draft asks nobody's. */
function sidesView({ agreement, sides }: SessionState, { kind }: DocumentRef, allowed: Allowed): Sides {
  const among = kind === 'agreement' ? sides.map(({ id }) => id) : [];
  return {
    excused: kind === 'agreement' ? agreement.excused.map((each) => ({ ...each })) : [],
    mayExcuse: among.filter((side) => allowed('side.excuse', { side })),
    mayAsk: among.filter((side) => allowed('side.ask', { side })),
  };
}

const isSettled = ({ state }: Clause): boolean => state === 'agreed' || state === 'locked';

/** May somebody propose a new clause: asked with one that nobody proposes. */
const aNewClause: Change = { kind: 'new', clause: ClauseId.parse('any-clause'), after: null, texts: {} };

const proposalView = (proposal: Proposal, allowed: Allowed): Omit<ProposalView, 'waitsFor'> => {
  const of = { proposal: proposal.id };
  return {
    ...proposalShown(proposal),
    mayAccept: allowed('proposal.accept', of),
    mayRefuse: allowed('proposal.refuse', of),
    mayCounter: allowed('proposal.counter', of),
    mayWithdraw: allowed('proposal.withdraw', of),
  };
};

const refusalView = ({ proposal: { id, change, side }, outcome }: Refusal): RefusalView => ({
  proposal: id,
  kind: change.kind,
  clause: change.clause,
  after: change.kind === 'new' ? change.after : null,
  side,
  outcome,
});

const proposalShown = ({ id, side, change, base, note, at, counters, acceptedBy }: Proposal) => ({
  id,
  side,
  change,
  base: { ...base },
  note,
  at,
  counters,
  acceptedBy: [...acceptedBy],
});

/** What became of a clause of the agreement, or of one that was proposed; the policy's denial for whoever may not know of it. */
export function clauseHistoryFor(
  state: SessionState,
  viewer: ParticipantId,
  id: ClauseId,
): Result<ClauseHistory, Denial> {
  const verdict = can(state, viewer, 'document.see', { document: { kind: 'agreement' } });
  if (verdict.kind === 'deny') return err(verdict);
  const book = state.agreement.agreement;
  const clause = clauseOf(book, id);
  const proposals = book?.proposals.filter(({ change }) => change.clause === id) ?? [];
  if (clause === null && proposals.length === 0) return err({ code: 'clause.unknown' });
  return ok({
    deeds: clause?.deeds.map((deed) => ({ ...deed })) ?? [],
    proposals: proposals.map((proposal) => ({ ...proposalShown(proposal), outcome: proposal.outcome })),
  });
}

function clauseView(clause: Clause, document: DocumentRef, allowed: Allowed): Omit<ClauseView, 'without'> {
  const { id, state, pen, agreedBy, objection, aligned, letOut } = clause;
  const of = { clause: id };
  return {
    id,
    state,
    pen,
    agreedBy: [...agreedBy],
    objection,
    aligned:
      aligned === null
        ? null
        : {
            texts: { ...aligned.texts },
            by: allowed('participant.see', { participant: aligned.by }) ? aligned.by : null,
            at: aligned.at,
          },
    letOut: letOut === null ? null : { ...letOut, texts: { ...letOut.texts } },
    mayEdit: allowed('clause.edit', { document, ...of }),
    mayRemove: allowed('clause.remove', { document, ...of }),
    mayPropose: allowed('clause.propose', of),
    mayAgree: allowed('clause.agree', of),
    mayDisagree: allowed('clause.disagree', of),
    mayReopen: allowed('clause.reopen', of),
    mayLock: allowed('clause.lock', of),
    mayAlign: allowed('clause.align', of),
    maySuggest:
      document.kind === 'agreement' && allowed('proposal.make', { change: { kind: 'remove', ...of } }),
  };
}
