import type { ClauseId, RoomId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import type { AgreementState, Book, Clause, Pen, Written } from './book.ts';
import { bookOf } from './book.ts';
import type { DocumentRef } from './document.ts';
import type { AgreementEvent } from './events.ts';
import type { RichText } from './rich-text.ts';

const agreement: DocumentRef = { kind: 'agreement' };

/** Applies one event of the session with the number `seq`. Total: what it knows nothing of it leaves as it is. */
export function evolveAgreement(state: AgreementState, event: AgreementEvent, seq: number): AgreementState {
  switch (event.type) {
    case 'agreement.started': {
      const { languages, prevailing } = event;
      const clauses = event.clauses.map(({ id, pen, texts }) => fresh(id, pen, texts, seq));
      return withBook(state, event.document, { languages, prevailing, clauses });
    }
    case 'clause.added':
      return patchBook(state, event.document, (book) => ({
        ...book,
        clauses: insert(book.clauses, fresh(event.clause, event.pen, {}, seq), event.after),
      }));
    case 'clause.removed':
      return patchBook(state, event.document, (book) => ({
        ...book,
        clauses: book.clauses.filter(({ id }) => id !== event.clause),
      }));
    case 'clause.moved':
      return patchBook(state, event.document, (book) => ({ ...book, clauses: moved(book.clauses, event) }));
    case 'clause.handed':
      return patchClause(state, event.clause, (clause) => ({ ...clause, pen: event.pen }));
    case 'clause.proposed':
      return patchClause(state, event.clause, (clause) => ({
        ...clause,
        state: 'proposed',
        agreedBy: [],
        agreedHash: null,
        objection: null,
      }));
    case 'clause.agreed':
      return patchClause(state, event.clause, (clause) => ({
        ...clause,
        state: event.complete ? 'agreed' : clause.state,
        agreedBy: [...clause.agreedBy, event.side],
        agreedHash: event.hash,
      }));
    case 'clause.disagreed':
      return patchClause(state, event.clause, (clause) => ({
        ...reopened(clause),
        objection: { side: event.side, reason: event.reason },
      }));
    case 'clause.reopened':
      return patchClause(state, event.clause, reopened);
    case 'clause.locked':
      return patchClause(state, event.clause, (clause) => ({ ...clause, state: 'locked' }));
    case 'clause.aligned':
      return patchClause(state, event.clause, (clause) => ({
        ...clause,
        aligned: { texts: event.texts, by: event.by, at: event.at },
      }));
    default:
      return assertNever(event);
  }
}

/** A caucus's draft ends with it. */
export function withoutDraft(state: AgreementState, room: RoomId): AgreementState {
  if (!state.drafts.has(room)) return state;
  const drafts = new Map(state.drafts);
  drafts.delete(room);
  return { ...state, drafts };
}

function fresh(id: ClauseId, pen: Pen, texts: Readonly<Record<string, RichText>>, seq: number): Clause {
  const written = Object.entries(texts).map(([language, text]): [string, Written] => [
    language,
    { seq, text },
  ]);
  return {
    id,
    state: 'draft',
    pen,
    agreedBy: [],
    agreedHash: null,
    objection: null,
    aligned: null,
    written: Object.fromEntries(written),
  };
}

const reopened = (clause: Clause): Clause => ({
  ...clause,
  state: 'draft',
  agreedBy: [],
  agreedHash: null,
});

function withBook(state: AgreementState, document: DocumentRef, book: Book): AgreementState {
  switch (document.kind) {
    case 'agreement':
      return { ...state, agreement: book };
    case 'draft':
      return { ...state, drafts: new Map(state.drafts).set(document.room, book) };
  }
}

function patchBook(
  state: AgreementState,
  document: DocumentRef,
  change: (book: Book) => Book,
): AgreementState {
  const book = bookOf(state, document);
  return book === null ? state : withBook(state, document, change(book));
}

const patchClause = (
  state: AgreementState,
  id: ClauseId,
  change: (clause: Clause) => Clause,
): AgreementState =>
  patchBook(state, agreement, (book) => ({
    ...book,
    clauses: book.clauses.map((clause) => (clause.id === id ? change(clause) : clause)),
  }));

/** After another one; at the beginning for null, and for one that is not there. */
function insert(clauses: readonly Clause[], clause: Clause, after: ClauseId | null): readonly Clause[] {
  const place = clauses.findIndex(({ id }) => id === after) + 1;
  return [...clauses.slice(0, place), clause, ...clauses.slice(place)];
}

function moved(
  clauses: readonly Clause[],
  { clause: id, after }: { readonly clause: ClauseId; readonly after: ClauseId | null },
): readonly Clause[] {
  const clause = clauses.find((each) => each.id === id);
  if (clause === undefined) return clauses;
  return insert(
    clauses.filter((each) => each !== clause),
    clause,
    after,
  );
}
