import type { ClauseId } from '../ids.ts';
import { type AgreementState, type Book, bookOf, type Clause } from './book.ts';
import type { DocumentRef } from './document.ts';

/** How one document, or one clause of the agreement, is changed and everything else left as it is. */

const agreement: DocumentRef = { kind: 'agreement' };

export function withBook(state: AgreementState, document: DocumentRef, book: Book): AgreementState {
  switch (document.kind) {
    case 'agreement':
      return { ...state, agreement: book };
    case 'draft':
      return { ...state, drafts: new Map(state.drafts).set(document.room, book) };
  }
}

export function patchBook(
  state: AgreementState,
  document: DocumentRef,
  change: (book: Book) => Book,
): AgreementState {
  const book = bookOf(state, document);
  return book === null ? state : withBook(state, document, change(book));
}

export const patchAgreement = (state: AgreementState, change: (book: Book) => Book): AgreementState =>
  patchBook(state, agreement, change);

export const patchClause = (
  state: AgreementState,
  id: ClauseId,
  change: (clause: Clause) => Clause,
): AgreementState =>
  patchAgreement(state, (book) => ({
    ...book,
    clauses: book.clauses.map((clause) => (clause.id === id ? change(clause) : clause)),
  }));
