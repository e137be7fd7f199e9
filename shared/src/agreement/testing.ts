import {
  ClauseId,
  CommentId,
  type ParticipantId,
  ProposalId,
  type RoomId,
  type SideId,
  VersionId,
} from '../ids.ts';
import type { Change } from './proposal.ts';
import type { Side } from '../session/people.ts';
import { participant } from '../session/testing.ts';
import type { Book, Clause, Pen } from './book.ts';
import type { Standing } from './commands.ts';
import type { ClauseState } from './clause-state.ts';
import type { DocumentRef } from './document.ts';
import type { AgreementEvent } from './events.ts';
import { type RichNode, RichText } from './rich-text.ts';

/** Readable ids and texts for tests. */
export const clause = (name: string): ClauseId => ClauseId.parse(name.padEnd(8, '_'));
export const proposal = (name: string): ProposalId => ProposalId.parse(name.padEnd(8, '_'));
export const version = (name: string): VersionId => VersionId.parse(name.padEnd(8, '_'));
export const theAgreement: DocumentRef = { kind: 'agreement' };
export const draftOf = (room: RoomId): DocumentRef => ({ kind: 'draft', room });
/** The hash of some words, and of others. */
export const hash = (digit: string): string => digit.repeat(64);

export const text = (words: string): RichNode => ({ type: 'text', text: words, marks: [] });
export const paragraph = (...content: readonly RichNode[]): RichNode => ({
  type: 'paragraph',
  attrs: {},
  content,
});
/** A text of these paragraphs. */
export const written = (...paragraphs: readonly string[]): RichText =>
  RichText.parse({ type: 'doc', content: paragraphs.map((each) => paragraph(text(each))) });

const chair = participant('chair');

/** A document of these clauses, Chinese and English. */
export const started = (
  document: DocumentRef,
  ...clauses: readonly { readonly id: Clause['id']; readonly pen: Pen }[]
): Extract<AgreementEvent, { type: 'agreement.started' }> => ({
  type: 'agreement.started',
  document,
  by: chair,
  at: 1,
  template: 'blank',
  own: null,
  languages: ['zh', 'en'],
  prevailing: 'zh',
  clauses: clauses.map(({ id, pen }) => ({ id, pen, texts: { zh: written('甲'), en: written('a') } })),
});

/** All that stands in a document, where every clause says the same in each language. */
export const standingIn = (
  book: Pick<Book, 'clauses' | 'languages'> | null,
  id: string,
  { digit = 'a', says = '甲' }: { digit?: string; says?: string } = {},
): Standing => ({
  id: version(id),
  hash: hash(digit),
  words: (book?.clauses ?? []).map((each) => ({
    clause: each.id,
    texts: Object.fromEntries((book?.languages ?? []).map((language) => [language, written(says)])),
  })),
});

/** A side, or with null the mediators, would have something else. */
export const proposed = (id: ProposalId, side: SideId | null, change: Change): AgreementEvent => ({
  type: 'proposal.made',
  by: chair,
  at: 1,
  id,
  side,
  change,
  base: change.kind === 'new' ? {} : { zh: '甲', en: 'a' },
  note: '',
  counters: null,
});

export const comment = (name: string): CommentId => CommentId.parse(name.padEnd(8, '_'));
export const anchor = { from: 'AQID', to: 'BAUG' };

/** Somebody remarks on a clause, to a room or, with null, to everyone. */
export const commented = (
  id: CommentId,
  document: DocumentRef,
  about: {
    readonly clause: ClauseId;
    readonly by: ParticipantId;
    readonly side: SideId | null;
    readonly room: RoomId | null;
  },
): AgreementEvent => ({
  type: 'comment.made',
  document,
  id,
  at: 1,
  language: 'zh',
  anchor,
  quote: '甲',
  text: 'why?',
  mentions: [],
  ...about,
});

/** How a clause of the agreement comes into a state. */
export function comesInto(
  id: ClauseId,
  state: ClauseState,
  by: ParticipantId,
  sides: readonly Side[],
): readonly AgreementEvent[] {
  const proposed: AgreementEvent = { type: 'clause.proposed', by, at: 1, clause: id, side: null };
  const agreed = sides.map(
    ({ id: side }, index): AgreementEvent => ({
      type: 'clause.agreed',
      by,
      at: 1,
      clause: id,
      side,
      hash: hash('a'),
      complete: index === sides.length - 1,
    }),
  );
  switch (state) {
    case 'draft':
      return [];
    case 'proposed':
      return [proposed];
    case 'agreed':
      return [proposed, ...agreed];
    case 'locked':
      return [proposed, ...agreed, { type: 'clause.locked', by, at: 1, clause: id, without: [] }];
  }
}
