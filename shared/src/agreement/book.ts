import { z } from 'zod';
import {
  type ClauseId,
  type CommentId,
  type ParticipantId,
  type ProposalId,
  type RoomId,
  SideId,
  type VersionId,
} from '../ids.ts';
import { onceFor } from '../lib/once-for.ts';
import type { Language } from '../session/people.ts';
import type { ClauseState } from './clause-state.ts';
import type { Comment } from './comment.ts';
import type { Deed } from './deed.ts';
import type { DocumentRef } from './document.ts';
import type { Proposal } from './proposal.ts';
import type { RichText } from './rich-text.ts';
import type { Version } from './version.ts';

/** Clauses one document has at most. */
export const MAX_CLAUSES = 300;

/** Whose turn it is to write a clause. */
export const Pen = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mediator') }),
  z.strictObject({ kind: z.literal('side'), side: SideId }),
  z.strictObject({ kind: z.literal('everyone') }),
]);
export type Pen = z.infer<typeof Pen>;

/** The texts in all languages say the same: canonical, as they were when somebody who knows the languages said so. */
export interface Alignment {
  readonly texts: Readonly<Record<Language, string>>;
  readonly by: ParticipantId;
  readonly at: number;
}

/** Words that a decision put into a clause, by value; what the document gets from the log. */
export interface Written {
  /** The number of the event that put them there: each is put there once. */
  readonly seq: number;
  /** The how manieth of the decisions it was that put words into its document: of no other is there anything in it. */
  readonly turn: number;
  readonly text: RichText;
}

/** A side would not have the clause as it was put to it. */
export interface Objection {
  readonly side: SideId;
  readonly reason: string;
}

/** Words of a draft that were let out of it, canonical, as they were then. */
export interface LetOut {
  readonly texts: Readonly<Record<Language, string>>;
  /** For whom: the side that proposed them, or null for the mediators. */
  readonly side: SideId | null;
  readonly at: number;
}

export interface Clause {
  readonly id: ClauseId;
  readonly state: ClauseState;
  readonly pen: Pen;
  /** The sides that agreed to the words with this hash; empty while it is a draft. */
  readonly agreedBy: readonly SideId[];
  /** SHA-256 of the words that were agreed to, or null. */
  readonly agreedHash: string | null;
  /** What was last said against it, until it is proposed again. */
  readonly objection: Objection | null;
  readonly aligned: Alignment | null;
  /** The words that were last decided for each language; people may have written since. */
  readonly written: Readonly<Record<Language, Written>>;
  /** What of it was last let out of its draft; of a clause of the agreement null. */
  readonly letOut: LetOut | null;
  /** What was decided about it, oldest first. */
  readonly deeds: readonly Deed[];
}

/** Which clauses a document has, in their order, and how far each has come. Its words are in the document. */
export interface Book {
  /** One to four. */
  readonly languages: readonly Language[];
  /** Whose text counts where the languages differ. */
  readonly prevailing: Language;
  readonly clauses: readonly Clause[];
  /** In the order in which they were made; a draft has none. */
  readonly proposals: readonly Proposal[];
  readonly comments: readonly Comment[];
  /** Whose each remark was that was ever made: no id is free again, whatever has become of what it names. */
  readonly remarked: ReadonlyMap<CommentId, ParticipantId>;
  /** In the order in which they were kept. */
  readonly versions: readonly Version[];
  /** How often it was put back to one of them. */
  readonly restores: number;
  /** How many decisions have put words into it, from its first beginning on. */
  readonly turns: number;
}

/** A side whose word is not asked for the time being, for nobody of theirs is there; and what was said for that. */
export interface Excused {
  readonly side: SideId;
  readonly reason: string;
}

/** Everything decided about the agreement of a session, and about the drafts of its caucuses. */
export interface AgreementState {
  readonly agreement: Book | null;
  readonly drafts: ReadonlyMap<RoomId, Book>;
  /** In the order in which they were excused. */
  readonly excused: readonly Excused[];
}

export const noAgreement: AgreementState = { agreement: null, drafts: new Map(), excused: [] };

export const bookOf = (state: AgreementState, document: DocumentRef): Book | null =>
  document.kind === 'agreement' ? state.agreement : (state.drafts.get(document.room) ?? null);

/** Asked many times for each of them whenever something is shown; such a list never changes. */
const clausesOf = onceFor((clauses: Book['clauses']) => new Map(clauses.map((each) => [each.id, each])));
const proposalsOf = onceFor((made: Book['proposals']) => new Map(made.map((each) => [each.id, each])));
const commentsOf = onceFor((made: Book['comments']) => new Map(made.map((each) => [each.id, each])));

export const clauseOf = (book: Book | null, id: ClauseId): Clause | null =>
  book === null ? null : (clausesOf(book.clauses).get(id) ?? null);

export const proposalOf = (book: Book | null, id: ProposalId): Proposal | null =>
  book === null ? null : (proposalsOf(book.proposals).get(id) ?? null);

export const commentOf = (book: Book | null, id: CommentId): Comment | null =>
  book === null ? null : (commentsOf(book.comments).get(id) ?? null);

export const versionOf = (book: Book | null, id: VersionId): Version | null =>
  book?.versions.find((version) => version.id === id) ?? null;

/** No clause of any document, nor any that is proposed, has one of these ids, and none is named twice. */
export function areFresh({ agreement, drafts }: AgreementState, ids: readonly ClauseId[]): boolean {
  const books = [...(agreement === null ? [] : [agreement]), ...drafts.values()];
  const taken = new Set(
    books.flatMap(({ clauses, proposals }) => [
      ...clauses.map(({ id }) => id),
      ...proposals.map(({ change }) => change.clause),
    ]),
  );
  return new Set(ids).size === ids.length && !ids.some((id) => taken.has(id));
}
