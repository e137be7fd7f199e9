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
import { agreementViewFor, clauseHistoryFor } from '../policy/index.ts';
import type { SessionCreated } from '../session/events.ts';
import { by, participant, Scenario, third, withThird } from '../session/testing.ts';
import type { Book, Clause, Pen } from './book.ts';
import type { AgreementCommand, Standing } from './commands.ts';
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

/** How somebody begins a document of these clauses, Chinese and English, in which nothing is written. */
export const beginning = (
  document: DocumentRef,
  ...ids: readonly ClauseId[]
): Extract<AgreementCommand, { type: 'agreement.start' }> => ({
  type: 'agreement.start',
  document,
  template: 'blank',
  languages: ['zh', 'en'],
  prevailing: 'zh',
  ids,
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

export const [first, second] = [clause('first'), clause('second')];

/** An agreement of two clauses between three sides, of which the third does not come. */
export class ThreeSides {
  readonly scenario: Scenario;

  constructor(session: SessionCreated = withThird) {
    this.scenario = new Scenario(session).seat('party', 'respondent');
    this.ask('mediator', { ...beginning(theAgreement, first), languages: ['zh'] });
    const pen: Pen = { kind: 'mediator' };
    this.ask('mediator', { type: 'clause.add', document: theAgreement, clause: second, after: first, pen });
  }

  ask(who: string, command: AgreementCommand) {
    return this.scenario.do(command, by(who));
  }

  excuse(who = 'mediator', side = third) {
    return this.ask(who, { type: 'side.excuse', side, reason: 'Invited twice.' });
  }

  put(id = first) {
    return this.ask('mediator', { type: 'clause.propose', clause: id });
  }

  agree(who: string, id = first) {
    return this.ask(who, { type: 'clause.agree', clause: id, hash: hash('words') });
  }

  lock(id = first) {
    return this.ask('mediator', { type: 'clause.lock', clause: id });
  }

  /** The mediators would have other words in a clause. */
  suggest(id: string, about = first) {
    return this.ask('mediator', {
      type: 'proposal.make',
      id: proposal(id),
      change: { kind: 'change', clause: about, texts: { zh: written('乙') } },
      base: { zh: '甲' },
      note: '',
    });
  }

  accept(who: string, id: string) {
    return this.ask(who, { type: 'proposal.accept', proposal: proposal(id), standing: null });
  }

  /** The one person of the third side. */
  comes() {
    return this.scenario.seat('insurer');
  }

  goes(who: string): void {
    this.scenario.do({ type: 'session.leave' }, by(who, `c-${who}`));
    this.scenario.settle();
  }

  shown(who = 'party') {
    const book = agreementViewFor(this.scenario.state, participant(who)).agreement;
    if (book === null) throw new Error('there is no agreement');
    return book;
  }

  history(who = 'party', id = first) {
    const read = clauseHistoryFor(this.scenario.state, participant(who), id);
    return read.ok ? read.value : null;
  }

  stateOf(id = first) {
    return this.shown().clauses.find((each) => each.id === id);
  }
}
