import type { ClauseId } from '../ids.ts';
import type { Language } from '../session/people.ts';
import type { Book, Clause, Pen, Written } from './book.ts';
import { type Deed, MAX_DEEDS } from './deed.ts';
import { isOpen } from './proposal.ts';
import type { RichText } from './rich-text.ts';

/** What happens to a clause, and to the order of a book. */

type Texts = Readonly<Record<Language, RichText>>;

/** The decision by which words come into a document. */
export type Putting = Omit<Written, 'text'>;

/** A book with what the event with the number `seq` puts into it. */
export function putInto(book: Book, seq: number, put: (book: Book, by: Putting) => Book): Book {
  const turn = book.turns + 1;
  return { ...put(book, { seq, turn }), turns: turn };
}

const wordsOf = (texts: Texts, by: Putting): Readonly<Record<Language, Written>> =>
  Object.fromEntries(
    Object.entries(texts).map(([language, text]): [string, Written] => [language, { ...by, text }]),
  );

/** One that nobody has written anything in yet. */
export const blank = (id: ClauseId, pen: Pen): Clause => ({
  id,
  state: 'draft',
  pen,
  agreedBy: [],
  agreedHash: null,
  objection: null,
  aligned: null,
  written: {},
  letOut: null,
  deeds: [],
});

export const fresh = (id: ClauseId, pen: Pen, texts: Texts, by: Putting): Clause => ({
  ...blank(id, pen),
  written: wordsOf(texts, by),
});

/** A draft again: nothing that was agreed to stands. */
export const reopened = (clause: Clause): Clause => ({
  ...clause,
  state: 'draft',
  agreedBy: [],
  agreedHash: null,
});

/** Other words, in the languages named, by a decision. */
export const rewritten = (clause: Clause, texts: Texts, by: Putting): Clause => ({
  ...reopened(clause),
  objection: null,
  written: { ...clause.written, ...wordsOf(texts, by) },
});

export const withDeed = (
  clause: Clause,
  deed: Pick<Deed, 'kind' | 'at'> & Partial<Pick<Deed, 'side' | 'reason' | 'proposal'>>,
): Clause => ({
  ...clause,
  deeds: [...clause.deeds, { side: null, reason: '', proposal: null, ...deed }].slice(-MAX_DEEDS),
});

/** After another one; before all for null, and behind all for one that is not there any more. */
export function insert(
  clauses: readonly Clause[],
  clause: Clause,
  after: ClauseId | null,
): readonly Clause[] {
  const found = clauses.findIndex(({ id }) => id === after);
  const place = after === null ? 0 : found < 0 ? clauses.length : found + 1;
  return [...clauses.slice(0, place), clause, ...clauses.slice(place)];
}

export function moved(clauses: readonly Clause[], id: ClauseId, after: ClauseId | null): readonly Clause[] {
  const clause = clauses.find((each) => each.id === id);
  if (clause === undefined) return clauses;
  return insert(
    clauses.filter((each) => each !== clause),
    clause,
    after,
  );
}

/** What was proposed about a clause that is gone has nothing to be about, nor what was remarked on it. */
export const without = (book: Book, id: ClauseId): Book => ({
  ...book,
  clauses: book.clauses.filter((clause) => clause.id !== id),
  proposals: book.proposals.map((proposal) =>
    isOpen(proposal) && proposal.change.kind !== 'new' && proposal.change.clause === id
      ? { ...proposal, outcome: { kind: 'void' } }
      : proposal,
  ),
  comments: book.comments.filter((comment) => comment.clause !== id),
});
