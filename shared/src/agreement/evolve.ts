import type { ClauseId, RoomId, SideId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import { type AgreementState, type Book, bookOf, clauseOf, type Pen } from './book.ts';
import {
  blank,
  fresh,
  insert,
  moved,
  type Putting,
  putInto,
  reopened,
  rewritten,
  withDeed,
  without,
} from './clauses.ts';
import type { Deed } from './deed.ts';
import type { AgreementEvent } from './events.ts';
import { evolveComments, withoutRemarksOf } from './evolve-comments.ts';
import { evolveProposals } from './evolve-proposals.ts';
import { patchAgreement, patchBook, patchClause, withBook } from './patches.ts';
import { MAX_VERSIONS, type Version } from './version.ts';

/** Applies one event of the session with the number `seq`. Total: what it knows nothing of it leaves as it is. */
export function evolveAgreement(state: AgreementState, event: AgreementEvent, seq: number): AgreementState {
  switch (event.type) {
    case 'agreement.started': {
      const { languages, prevailing } = event;
      const before = bookOf(state, event.document);
      const begun: Book = {
        languages,
        prevailing,
        clauses: [],
        proposals: [],
        comments: [],
        remarked: before?.remarked ?? new Map(),
        versions: before?.versions ?? [],
        restores: before === null ? 0 : before.restores + 1,
        turns: before?.turns ?? 0,
      };
      const book = putInto(begun, seq, (empty, by) => ({
        ...empty,
        clauses: event.clauses.map(({ id, pen, texts }) => fresh(id, pen, texts, by)),
      }));
      return withBook(state, event.document, book);
    }
    case 'clause.added':
      return patchBook(state, event.document, (book) => ({
        ...book,
        clauses: insert(book.clauses, blank(event.clause, event.pen), event.after),
      }));
    case 'clause.removed':
      return patchBook(state, event.document, (book) => without(book, event.clause));
    case 'clause.moved':
      return patchBook(state, event.document, (book) => ({
        ...book,
        clauses: moved(book.clauses, event.clause, event.after),
      }));
    case 'clause.handed':
      return patchClause(state, event.clause, (clause) => ({ ...clause, pen: event.pen }));
    case 'clause.proposed': {
      const { side, at } = event;
      return patchClause(state, event.clause, (clause) => ({
        ...withDeed(reopened(clause), { kind: 'proposed', side, at }),
        state: 'proposed',
        objection: null,
      }));
    }
    case 'clause.agreed': {
      const { side, hash, at } = event;
      return patchClause(state, event.clause, (clause) => ({
        ...withDeed(clause, { kind: 'agreed', side, at }),
        state: event.complete ? 'agreed' : clause.state,
        agreedBy: [...clause.agreedBy, side],
        agreedHash: hash,
      }));
    }
    case 'clause.disagreed': {
      const { side, reason, at } = event;
      return patchClause(state, event.clause, (clause) => ({
        ...withDeed(reopened(clause), { kind: 'objected', side, reason, at }),
        objection: { side, reason },
      }));
    }
    case 'clause.reopened':
      return patchClause(state, event.clause, (clause) =>
        withDeed(reopened(clause), { kind: 'reopened', at: event.at }),
      );
    case 'clause.locked':
      return patchClause(state, event.clause, (clause) => ({
        ...withDeed(clause, { kind: 'locked', at: event.at }),
        state: 'locked',
      }));
    case 'clause.completed':
      return patchClause(state, event.clause, (clause) => ({
        ...withDeed(clause, { kind: 'excused', side: event.without, at: event.at }),
        state: 'agreed',
      }));
    case 'side.excused':
      return { ...state, excused: [...state.excused, { side: event.side, reason: event.reason }] };
    case 'side.asked': {
      const { side, at } = event;
      const asked = askedAgain(state, [side]);
      return withDeeds(asked, reput(state, asked), { kind: 'asked', side, at });
    }
    case 'side.came': {
      const { side, at, clauses } = event;
      return withDeeds(askedAgain(state, [side]), clauses, { kind: 'came', side, at });
    }
    case 'clause.aligned': {
      const { texts, by, at } = event;
      return patchClause(state, event.clause, (clause) => ({
        ...withDeed(clause, { kind: 'aligned', at }),
        aligned: { texts, by, at },
      }));
    }
    case 'proposal.made':
    case 'proposal.accepted':
    case 'proposal.refused':
    case 'proposal.withdrawn':
    case 'proposal.completed':
    case 'proposal.lapsed':
    case 'draft.published':
      return evolveProposals(state, event, seq);
    case 'comment.made':
    case 'comment.answered':
    case 'comment.resolved':
      return evolveComments(state, event, seq);
    case 'version.kept': {
      const { id, name, why, by, at, hash } = event;
      return patchBook(state, event.document, (book) => ({
        ...book,
        versions: newest([...book.versions, { id, name, why, by, at, hash, seq }]),
      }));
    }
    // What becomes of a template is no part of the agreement.
    case 'template.kept':
      return state;
    case 'version.restored':
      return patchBook(state, event.document, (before) =>
        putInto(before, seq, (book, by) => restored(book, event, by)),
      );
    default:
      return assertNever(event);
  }
}

/** Their word counts from now on: what was agreed to without them, and is not closed yet, is put to them as it stands. */
export function askedAgain(state: AgreementState, sides: readonly SideId[]): AgreementState {
  const excused = state.excused.filter(({ side }) => !sides.includes(side));
  if (excused.length === state.excused.length) return state;
  const asked = patchAgreement(state, (book) => ({
    ...book,
    clauses: book.clauses.map((clause) =>
      clause.state === 'agreed' && !sides.every((side) => clause.agreedBy.includes(side))
        ? { ...clause, state: 'proposed' }
        : clause,
    ),
  }));
  return { ...asked, excused };
}

/** The clauses that were agreed, and are put to the sides again. */
export const reput = (before: AgreementState, after: AgreementState): readonly ClauseId[] =>
  (before.agreement?.clauses ?? []).flatMap(({ id, state }) =>
    state === 'agreed' && clauseOf(after.agreement, id)?.state === 'proposed' ? [id] : [],
  );

const withDeeds = (
  state: AgreementState,
  clauses: readonly ClauseId[],
  deed: Pick<Deed, 'kind' | 'side' | 'at'>,
): AgreementState =>
  clauses.reduce((sofar, id) => patchClause(sofar, id, (clause) => withDeed(clause, deed)), state);

/** The clauses as they are to stand; each that gets words is a draft again. */
function restored(
  book: Book,
  { document, at, clauses }: Extract<AgreementEvent, { type: 'version.restored' }>,
  by: Putting,
): Book {
  const staying = new Set(clauses.map(({ id }) => id));
  const kept = book.clauses
    .filter(({ id }) => !staying.has(id))
    .reduce((sofar: Book, { id }) => without(sofar, id), book);
  const pen: Pen = { kind: document.kind === 'agreement' ? 'mediator' : 'everyone' };
  return {
    ...kept,
    restores: book.restores + 1,
    clauses: clauses.flatMap(({ id, texts }) => {
      const there = clauseOf(book, id);
      if (Object.keys(texts).length === 0) return there === null ? [] : [there];
      const words = there === null ? fresh(id, pen, texts, by) : rewritten(there, texts, by);
      return [withDeed(words, { kind: 'restored', at })];
    }),
  };
}

/** The named ones, and the newest of those kept by themselves. */
function newest(versions: readonly Version[]): readonly Version[] {
  const past = new Set(versions.filter(({ name }) => name === null).slice(0, -MAX_VERSIONS));
  return versions.filter((version) => !past.has(version));
}

/** A caucus's draft ends with it, and what was remarked in it. */
export function withoutCaucus(before: AgreementState, room: RoomId): AgreementState {
  const state = withoutRemarksOf(before, room);
  if (!state.drafts.has(room)) return state;
  const drafts = new Map(state.drafts);
  drafts.delete(room);
  return { ...state, drafts };
}
