import { beforeEach, describe, expect, test } from 'vitest';
import type { ParticipantId, RoomId } from '../ids.ts';
import { agreementViewFor } from '../policy/index.ts';
import { applicant, by, participant, Scenario } from '../session/testing.ts';
import { commentOf } from './book.ts';
import type { AgreementCommand, CommentCommand } from './commands.ts';
import { Anchor, CommentText, MAX_ANSWERS, MAX_OPEN_COMMENTS, MAX_RESOLVED_COMMENTS } from './comment.ts';
import type { DocumentRef } from './document.ts';
import { beginning, anchor, clause, comment, draftOf, standingIn, theAgreement } from './testing.ts';

const first = clause('first');
let scenario: Scenario;

const ask = (who: string, command: AgreementCommand) => scenario.do(command, by(who));
const begin = (who: string, document: DocumentRef, id = first) => ask(who, beginning(document, id));
const make = (
  who: string,
  id: string,
  over: Partial<Extract<CommentCommand, { type: 'comment.make' }>> = {},
) =>
  ask(who, {
    type: 'comment.make',
    document: theAgreement,
    id: comment(id),
    clause: first,
    language: 'zh',
    anchor,
    quote: '甲',
    room: null,
    text: `${id}?`,
    mentions: [],
    ...over,
  });
const answer = (
  who: string,
  id: string,
  of: string,
  over: { text?: string; mentions?: ParticipantId[] } = {},
) =>
  ask(who, {
    type: 'comment.answer',
    document: theAgreement,
    id: comment(id),
    comment: comment(of),
    text: `${id}!`,
    mentions: [],
    ...over,
  });
const resolve = (who: string, id: string, resolved = true, document: DocumentRef = theAgreement) =>
  ask(who, { type: 'comment.resolve', document, comment: comment(id), resolved });
const shownTo = (who: string, of: 'agreement' | 'draft' = 'agreement') =>
  agreementViewFor(scenario.state, participant(who))[of]?.comments ?? [];
const textsFor = (who: string): string[] =>
  shownTo(who).flatMap(({ text, answers }) => [text, ...answers.map((each) => each.text)]);
const kept = (id: string) => commentOf(scenario.state.agreement.agreement, comment(id));

beforeEach(() => {
  scenario = new Scenario().seat('party', 'counsel', 'respondent', 'interpreter');
  begin('mediator', theAgreement);
});

describe('a comment for everyone', () => {
  test('[COM-1] is anchored to words of a clause in one language, quotes them, and is read by all who know of it', () => {
    expect(make('party', 'one')).toBeNull();
    expect(make('party', 'two', { language: 'ja' })).toBe('request.malformed');
    expect(make('party', 'two', { clause: clause('nowhere') })).toBe('clause.unknown');
    for (const who of ['mediator', 'party', 'respondent', 'interpreter']) {
      expect(shownTo(who)).toMatchObject([
        { clause: first, language: 'zh', anchor, quote: '甲', scope: 'everyone', side: applicant },
      ]);
    }
    expect(shownTo('observer')).toEqual([]);
  });

  test('[COM-2] tells its author and those it mentions to readers who see them, and else only the side', () => {
    make('party', 'one', { mentions: [participant('respondent'), participant('mediator')] });
    expect(shownTo('respondent')[0]).toMatchObject({
      author: participant('party'),
      mentions: [participant('respondent'), participant('mediator')],
    });
    scenario.caucus('apart', 'party', 'counsel');
    expect(shownTo('respondent')[0]).toMatchObject({ author: null, side: applicant });
    expect(shownTo('counsel')[0]).toMatchObject({ author: participant('party'), mentions: [] });
    expect(shownTo('mediator')[0]).toMatchObject({ author: participant('party') });
  });

  test('[COM-3] mentions only people whom its writer sees; any other is answered as nobody', () => {
    scenario.caucus('apart', 'respondent');
    for (const who of ['respondent', 'stranger']) {
      expect(make('party', 'one', { mentions: [participant(who)] })).toBe('participant.unknown');
      make('party', 'two');
      expect(answer('party', 'three', 'two', { mentions: [participant(who)] })).toBe('participant.unknown');
    }
    expect(
      make('mediator', 'four', { mentions: [participant('respondent'), participant('respondent')] }),
    ).toBeNull();
    expect(kept('four')?.mentions).toEqual([participant('respondent')]);
  });

  test('[COM-4] is answered until it is set aside, by its author’s side or who conducts, and taken up again', () => {
    make('party', 'one');
    expect(answer('respondent', 'two', 'one')).toBeNull();
    expect(resolve('respondent', 'one')).toBe('comment.not-yours');
    expect(resolve('counsel', 'one')).toBeNull();
    expect(answer('respondent', 'three', 'one')).toBe('comment.resolved');
    expect(shownTo('respondent')[0]).toMatchObject({ resolved: true, mayAnswer: false, mayResolve: false });
    expect(resolve('mediator', 'one', false)).toBeNull();
    expect(answer('respondent', 'three', 'one')).toBeNull();
    expect(textsFor('party')).toEqual(['one?', 'two!', 'three!']);
  });

  test('[COM-5] sent again with its id is made once; another person’s id is refused', () => {
    make('party', 'one');
    answer('party', 'two', 'one');
    const { seq } = scenario.state;
    expect([make('party', 'one'), answer('party', 'two', 'one'), resolve('party', 'one', false)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(scenario.state.seq).toBe(seq);
    for (const id of ['one', 'two']) {
      expect(make('respondent', id)).toBe('request.malformed');
      expect(answer('respondent', id, 'one')).toBe('request.malformed');
    }
    expect(scenario.state.seq).toBe(seq);
  });

  test('[COM-6] is gone with its clause', () => {
    make('party', 'one');
    const standing = standingIn(scenario.state.agreement.agreement, 'before');
    ask('mediator', { type: 'clause.remove', document: theAgreement, clause: first, standing });
    expect(shownTo('party')).toEqual([]);
    expect(answer('party', 'two', 'one')).toBe('comment.unknown');
  });

  test('[COM-7] there are so many at a time, and so many answers to one; of those set aside the newest are kept', () => {
    for (let index = 0; index < MAX_OPEN_COMMENTS; index += 1) expect(make('party', `c-${index}`)).toBeNull();
    expect(make('party', 'more')).toBe('comment.too-many');
    for (let index = 0; index < MAX_ANSWERS; index += 1)
      expect(answer('party', `a-${index}`, 'c-0')).toBeNull();
    expect(answer('party', 'more', 'c-0')).toBe('comment.too-many');
    for (let index = 0; index <= MAX_RESOLVED_COMMENTS; index += 1) {
      resolve('party', `c-${index}`);
      expect(make('party', `c-${MAX_OPEN_COMMENTS + index}`)).toBeNull();
    }
    expect(kept('c-0')).toBeNull();
    expect(kept('c-1')?.resolved).toBe(true);
  });

  test('[COM-1] its anchor and its text are bounded and shown as typed', () => {
    expect(Anchor.safeParse({ from: 'A'.repeat(161), to: 'A' }).success).toBe(false);
    expect(Anchor.safeParse({ from: 'not base64!', to: 'A' }).success).toBe(false);
    expect(Anchor.safeParse({ from: '', to: 'A' }).success).toBe(false);
    expect(Anchor.parse(anchor)).toEqual(anchor);
    expect(CommentText.safeParse('a'.repeat(2_001)).success).toBe(false);
    expect(CommentText.safeParse(' \u202e ').success).toBe(false);
    expect(CommentText.parse('为什么？\n因为')).toBe('为什么？\n因为');
  });
});

describe('a comment for a room', () => {
  let caucus: RoomId;
  const enter = (who: string): void => {
    scenario.do(
      { type: 'people.move', participants: [participant(who)], to: caucus, mixing: [] },
      by('mediator'),
    );
    scenario.later(3_000).do({ type: 'entry.due', participant: participant(who) }, { kind: 'server' });
    scenario.settle();
  };
  beforeEach(() => {
    caucus = scenario.caucus('apart', 'party', 'counsel');
  });

  test('[COM-8] is read by those who were there when it was made, while they are there', () => {
    expect(make('respondent', 'no', { room: caucus })).toBe('room.not-in');
    make('party', 'before', { room: caucus });
    expect(textsFor('counsel')).toEqual(['before?']);
    for (const who of ['respondent', 'mediator']) expect(textsFor(who)).toEqual([]);
    enter('interpreter');
    answer('counsel', 'after', 'before');
    make('party', 'later', { room: caucus });
    expect(textsFor('interpreter')).toEqual(['later?']);
    expect(answer('interpreter', 'no', 'before')).toBe('comment.unknown');
    scenario.bring(scenario.state.plenary, 'counsel');
    scenario.settle();
    expect(textsFor('counsel')).toEqual([]);
    expect(textsFor('party')).toEqual(['before?', 'after!', 'later?']);
  });

  test('[COM-8] to anyone else it is as if it were not there, in what they see and how they are answered', () => {
    const before = JSON.stringify(agreementViewFor(scenario.state, participant('respondent')));
    make('party', 'secret', { room: caucus });
    answer('counsel', 'secret-2', 'secret');
    expect(JSON.stringify(agreementViewFor(scenario.state, participant('respondent')))).toBe(before);
    for (const who of ['respondent', 'mediator']) {
      for (const id of ['secret', 'nowhere']) {
        expect(answer(who, 'try', id)).toBe('comment.unknown');
        expect(resolve(who, id)).toBe('comment.unknown');
      }
    }
  });

  test('[COM-8] in the plenary who comes late reads what was remarked while a side was there, and mediators all', () => {
    make('respondent', 'joint', { room: scenario.state.plenary });
    scenario.arrive('recorder');
    expect(textsFor('recorder')).toEqual(['joint?']);
    scenario.do({ type: 'joint.close' }, by('mediator'));
    scenario.settle();
    make('mediator', 'among-us', { room: scenario.state.plenary });
    expect(textsFor('recorder')).toContain('among-us?');
    scenario.gather();
    expect(textsFor('respondent')).toEqual(['joint?']);
    scenario.arrive('second');
    expect(textsFor('second')).toEqual(['joint?', 'among-us?']);
  });

  test('[COM-7] [COM-8] is counted for nobody who does not read it, and makes nothing be forgotten elsewhere', () => {
    make('respondent', 'aside');
    resolve('respondent', 'aside');
    const fill = (name: string): void => {
      for (let index = 0; index < MAX_OPEN_COMMENTS; index += 1)
        expect(make('party', `${name}-${index}`, { room: caucus })).toBeNull();
      expect(make('counsel', 'more', { room: caucus })).toBe('comment.too-many');
    };
    fill('one');
    const { plenary } = scenario.state;
    expect(make('respondent', 'for-all')).toBeNull();
    expect(make('respondent', 'joint', { room: plenary })).toBeNull();
    expect(make('party', 'of-party')).toBeNull();
    for (let index = 0; index < MAX_OPEN_COMMENTS; index += 1) resolve('party', `one-${index}`);
    fill('two');
    resolve('party', 'two-0');
    expect(kept('one-0')).toBeNull();
    expect(textsFor('respondent')).toEqual(['aside?', 'for-all?', 'joint?', 'of-party?']);
  });

  test('[COM-7] [COM-8] whoever comes later is not told by a refusal what was remarked and answered before', () => {
    for (let index = 0; index < MAX_OPEN_COMMENTS; index += 1)
      make('party', `before-${index}`, { room: caucus });
    enter('interpreter');
    expect(make('interpreter', 'mine', { room: caucus })).toBeNull();
    expect(make('counsel', 'ours', { room: caucus })).toBe('comment.too-many');
    scenario.bring(scenario.state.plenary, 'interpreter');
    scenario.settle();
    for (let index = 0; index < MAX_ANSWERS; index += 1) answer('party', `a-${index}`, 'mine');
    enter('interpreter');
    expect(answer('interpreter', 'again', 'mine')).toBeNull();
    expect(answer('party', 'again-2', 'mine')).toBe('comment.too-many');
  });

  test('[COM-5] [COM-8] an id is never free again, so that nobody learns by it what has become of a room they left', () => {
    make('party', 'one', { room: caucus });
    answer('counsel', 'two', 'one');
    scenario.bring(scenario.state.plenary, 'party', 'counsel');
    scenario.settle();
    const tries = () => {
      const before = scenario.state.seq;
      const answers = ['one', 'two'].map((id) => make('party', id));
      return [...answers, scenario.state.seq - before];
    };
    const standing = tries();
    scenario.do({ type: 'caucus.close', room: caucus }, by('mediator'));
    scenario.settle();
    expect(tries()).toEqual(standing);
    expect(standing).toEqual([null, 'request.malformed', 0]);
  });

  test('[COM-9] is over with its room', () => {
    make('party', 'one', { room: caucus });
    scenario.do({ type: 'caucus.close', room: caucus }, by('mediator'));
    scenario.settle();
    expect(kept('one')).toBeNull();
  });

  test('[COM-10] on a draft it is of the draft’s room: whoever stands there reads and resolves it, nobody else', () => {
    const document = draftOf(caucus);
    begin('party', document, clause('ours'));
    expect(make('party', 'one', { document, clause: clause('ours'), room: null })).toBeNull();
    expect(shownTo('counsel', 'draft')).toMatchObject([{ text: 'one?', scope: 'room', mayResolve: true }]);
    expect(make('respondent', 'two', { document, clause: clause('ours') })).toBe('document.unknown');
    expect(resolve('respondent', 'one', true, document)).toBe('document.unknown');
    expect(resolve('counsel', 'one', true, document)).toBeNull();
    expect(shownTo('respondent')).toEqual([]);
  });
});
