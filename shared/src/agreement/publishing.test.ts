import { beforeEach, describe, expect, test } from 'vitest';
import { agreementRestsOn, agreementViewFor, clauseHistoryFor, differ } from '../policy/index.ts';
import type { RoomId } from '../ids.ts';
import { applicant, by, participant, Scenario, server } from '../session/testing.ts';
import { type Book, MAX_CLAUSES } from './book.ts';
import { canonicalText } from './canonical-text.ts';
import type { AgreementCommand } from './commands.ts';
import { MAX_OPEN_PROPOSALS } from './proposal.ts';
import { publishedText, type Published } from './publishing.ts';
import { beginning, clause, draftOf, hash, proposal, theAgreement, written } from './testing.ts';

const first = clause('first');
let scenario: Scenario;
let caucus: RoomId;

const ask = (who: string, command: AgreementCommand) => scenario.do(command, by(who));
const begin = (who: string, over: Partial<Extract<AgreementCommand, { type: 'agreement.start' }>>) =>
  ask(who, { ...beginning(theAgreement, first), ...over });
const leaving = (name: string, over: Partial<Published> = {}): Published => ({
  from: clause('ours'),
  id: clause(name),
  proposal: proposal(name),
  texts: { zh: written(name) },
  ...over,
});
const publish = (
  who: string,
  clauses: readonly Published[],
  over: { room?: RoomId; after?: typeof first } = {},
) => ask(who, { type: 'draft.publish', room: caucus, after: null, hash: hash('a'), clauses, ...over });
const theBook = (): Book => {
  const book = scenario.state.agreement.agreement;
  if (book === null) throw new Error('there is no agreement');
  return book;
};

/** The mediator sends them there, past whatever door there is. */
function sends(who: string, to: RoomId): void {
  scenario.bring(to, who);
  scenario.later(3_000).do({ type: 'entry.due', participant: participant(who) }, server);
  scenario.settle();
}

beforeEach(() => {
  scenario = new Scenario().seat('party', 'counsel', 'respondent', 'interpreter');
  begin('mediator', {});
  caucus = scenario.caucus('apart', 'party', 'counsel', 'mediator', 'interpreter');
  begin('party', { document: draftOf(caucus), languages: ['zh', 'ja'], ids: [clause('ours')] });
});

describe('words that leave a draft', () => {
  test('[PUB-1] come into the agreement as new clauses, one after the other, when who conducts lets them out', () => {
    expect(publish('mediator', [leaving('one'), leaving('two')], { after: first })).toBeNull();
    expect(theBook().clauses.map(({ id }) => id)).toEqual([first, clause('one'), clause('two')]);
    const one = theBook().clauses.find(({ id }) => id === clause('one'));
    expect(one).toMatchObject({ state: 'draft', pen: { kind: 'mediator' } });
    expect(
      Object.entries(one?.written ?? {}).map(([l, { seq, text }]) => [l, seq, canonicalText(text)]),
    ).toEqual([['zh', scenario.state.seq, 'one']]);
    expect(theBook().proposals).toEqual([]);
  });

  test('[PUB-2] are what a side proposes when its party or counsel lets them out', () => {
    expect(publish('counsel', [leaving('one'), leaving('two')])).toBeNull();
    expect(theBook().clauses.map(({ id }) => id)).toEqual([first]);
    expect(theBook().proposals.map(({ id, side, change }) => [id, side, change.kind])).toEqual([
      [proposal('one'), applicant, 'new'],
      [proposal('two'), applicant, 'new'],
    ]);
    ask('respondent', { type: 'proposal.accept', proposal: proposal('one'), standing: null });
    ask('respondent', { type: 'proposal.accept', proposal: proposal('two'), standing: null });
    expect(theBook().clauses.map(({ id }) => id)).toEqual([clause('one'), clause('two'), first]);
  });

  test('[PUB-3] leave by who stands beside the draft and speaks for a side or conducts, and from no other room', () => {
    expect(publish('interpreter', [leaving('one')])).toBe('role.not-allowed');
    expect(publish('respondent', [leaving('one')])).toBe('document.unknown');
    expect(publish('party', [leaving('one')], { room: scenario.state.plenary })).toBe('document.unknown');
    expect(publish('party', [leaving('one', { from: first })])).toBe('clause.unknown');
    expect(publish('party', [leaving('one')], { after: clause('ours') })).toBe('clause.unknown');
  });

  test('[PUB-4] leave in exactly the languages that both are written in, under ids of their own', () => {
    for (const texts of [
      {},
      { ja: written('あ') },
      { zh: written('甲'), ja: written('あ') },
      { zh: written('甲'), en: written('a') },
    ]) {
      expect(publish('party', [leaving('one', { texts })])).toBe('request.malformed');
    }
    for (const id of [first, clause('ours')]) {
      expect(publish('party', [leaving('one', { id })])).toBe('request.malformed');
    }
    expect(publish('party', [leaving('one'), leaving('one')])).toBe('request.malformed');
  });

  test('[PUB-4] do not leave when there is no such language', () => {
    const other = scenario.caucus('other', 'party');
    begin('party', {
      document: draftOf(other),
      languages: ['ja'],
      prevailing: 'ja',
      ids: [clause('theirs')],
    });
    const from = clause('theirs');
    expect(publish('party', [leaving('one', { from, texts: {} })], { room: other })).toBe(
      'document.no-common-language',
    );
  });

  test('[PUB-5] are no more than the agreement can take', () => {
    const many = Array.from({ length: 50 }, (_, index) => leaving(`n-${index}`));
    expect(publish('party', many)).toBe('proposal.too-many');
    expect(publish('party', many.slice(0, MAX_OPEN_PROPOSALS))).toBeNull();
    const more = (round: number) => Array.from({ length: 50 }, (_, index) => leaving(`m-${round}-${index}`));
    for (let round = 0; (round + 1) * 50 < MAX_CLAUSES; round += 1)
      expect(publish('mediator', more(round))).toBeNull();
    expect(publish('mediator', more(6))).toBe('clause.too-many');
  });

  test('[PUB-6] bring nothing of the draft along: no room, no id, no name, no event but the words', () => {
    publish('counsel', [leaving('one')]);
    publish('mediator', [leaving('two')]);
    const shown = JSON.stringify([
      agreementViewFor(scenario.state, participant('respondent')),
      clauseHistoryFor(scenario.state, participant('respondent'), clause('two')),
    ]);
    for (const secret of [caucus, clause('ours'), hash('a'), participant('counsel'), participant('party')]) {
      expect(shown).not.toContain(secret);
    }
    expect(shown).toContain('"one"');
    expect(scenario.state.agreement.drafts.get(caucus)?.clauses.map(({ id }) => id)).toEqual([
      clause('ours'),
    ]);
  });

  test('[PUB-6] do not even tell that there was a draft: a clause let out by who conducts has the past of any new one', () => {
    publish('mediator', [leaving('one')]);
    const history = clauseHistoryFor(scenario.state, participant('respondent'), clause('one'));
    expect(history).toEqual({ ok: true, value: { deeds: [], proposals: [] } });
  });

  test('[PUB-9] leave by who conducts only while somebody who speaks for each side that was there is, also who came later', () => {
    const away = ['party', 'counsel'];
    for (const who of away) sends(who, scenario.state.plenary);
    expect(publish('mediator', [leaving('one')])).toBe('document.side-away');
    expect(publish('second', [leaving('one')])).toBe('room.not-in');
    expect(agreementViewFor(scenario.state, participant('mediator')).draft?.mayPublish).toBe(false);
    sends('counsel', caucus);
    expect(agreementViewFor(scenario.state, participant('mediator')).draft?.mayPublish).toBe(true);
    expect(publish('mediator', [leaving('one')])).toBeNull();
  });

  test('[PUB-9] an interpreter who stays behind is nobody who speaks for a side, nor is a line that was given up', () => {
    sends('counsel', scenario.state.plenary);
    scenario.drop('party');
    // Within its grace period it counts.
    expect(publish('mediator', [leaving('one')])).toBeNull();
    const before = agreementRestsOn(scenario.state);
    scenario.later(60_000).do({ type: 'line.expired', participant: participant('party') }, server);
    expect(differ(before, agreementRestsOn(scenario.state))).toBe(true);
    expect(publish('mediator', [leaving('two')])).toBe('document.side-away');
  });

  test('[PUB-9] [VIEW-4] a side lets its words out whoever was there before it: who that was is not its to know', () => {
    const other = scenario.caucus('other', 'respondent', 'mediator');
    sends('respondent', scenario.state.plenary);
    sends('party', other);
    begin('party', { document: draftOf(other), ids: [clause('theirs')] });
    const from = clause('theirs');
    const texts = { zh: written('甲'), en: written('a') };
    expect(agreementViewFor(scenario.state, participant('party')).draft?.mayPublish).toBe(true);
    expect(publish('mediator', [leaving('one', { from, texts })], { room: other })).toBe(
      'document.side-away',
    );
    expect(publish('party', [leaving('one', { from, texts })], { room: other })).toBeNull();
  });

  test('[PUB-9] mediators among themselves let out what they have written', () => {
    scenario.seat('second');
    const alone = scenario.caucus('alone', 'second', 'mediator');
    begin('mediator', { document: draftOf(alone), ids: [clause('theirs')] });
    const texts = { zh: written('甲'), en: written('a') };
    expect(
      publish('mediator', [leaving('one', { from: clause('theirs'), texts })], { room: alone }),
    ).toBeNull();
  });

  test('[PUB-8] are remembered beside the draft as they were, and told to those who stand there alone', () => {
    const ours = (who: string) =>
      agreementViewFor(scenario.state, participant(who)).draft?.clauses[0]?.letOut;
    const letOut = () => ({ texts: ours('party')?.texts, side: ours('party')?.side });
    expect(ours('party')).toBeNull();
    publish('counsel', [leaving('one')]);
    expect(letOut()).toEqual({ texts: { zh: 'one' }, side: applicant });
    publish('mediator', [leaving('two')]);
    expect(letOut()).toEqual({ texts: { zh: 'two' }, side: null });
    expect(ours('respondent')).toBeUndefined();
    for (const who of ['party', 'respondent', 'mediator']) {
      const { agreement } = agreementViewFor(scenario.state, participant(who));
      expect(agreement?.clauses.map(({ letOut }) => letOut)).toEqual([null, null]);
    }
  });

  test('[PUB-7] are named by their hash clause by clause, in their order', () => {
    const [one, two] = [{ zh: '甲' }, { zh: '乙' }];
    const texts = [[one, two], [two, one], [one], [{ zh: '甲', en: '' }, two], [{ zh: '甲乙' }]].map(
      publishedText,
    );
    expect(new Set(texts).size).toBe(texts.length);
  });
});
