import { beforeEach, describe, expect, test } from 'vitest';
import type { ClauseId } from '../ids.ts';
import type { Bound } from '../interpreting/interpreter.ts';
import { agreementRestsOn, agreementViewFor, differ } from '../policy/index.ts';
import { evolve } from '../session/evolve.ts';
import { applicant, by, created, participant, respondent, room, Scenario } from '../session/testing.ts';
import { type Book, bookOf, MAX_CLAUSES, type Pen } from './book.ts';
import { canonicalText } from './canonical-text.ts';
import { clausesIn } from './templates/index.ts';
import { clause, draftOf, hash, standingIn, theAgreement } from './testing.ts';
import type { AgreementCommand } from './commands.ts';
import type { DocumentRef } from './document.ts';

const mediators: Pen = { kind: 'mediator' };
const first = clause('t-0');
let scenario: Scenario;

const ask = (who: string, command: AgreementCommand) => scenario.do(command, by(who));
function start(who: string, over: Partial<Extract<AgreementCommand, { type: 'agreement.start' }>> = {}) {
  const template = over.template ?? 'blank';
  return ask(who, {
    type: 'agreement.start',
    document: theAgreement,
    template,
    languages: ['zh', 'en'],
    prevailing: 'zh',
    ids: Array.from({ length: clausesIn(template) }, (_, index) => clause(`t-${index}`)),
    ...over,
  });
}
const add = (name: string, after: string | null, over: { document?: typeof theAgreement } = {}) =>
  ask('mediator', {
    type: 'clause.add',
    document: theAgreement,
    clause: clause(name),
    after: after === null ? null : clause(after),
    pen: mediators,
    ...over,
  });
const move = (name: string, after: string | null) =>
  ask('mediator', {
    type: 'clause.move',
    document: theAgreement,
    clause: clause(name),
    after: after === null ? null : clause(after),
  });
const remove = (who: string, id: ClauseId, document: DocumentRef = theAgreement) => {
  const standing = standingIn(bookOf(scenario.state.agreement, document), 'before');
  return ask(who, { type: 'clause.remove', document, clause: id, standing });
};
const propose = (name = 't-0') => ask('mediator', { type: 'clause.propose', clause: clause(name) });
const agree = (who: string, digit = 'a') =>
  ask(who, { type: 'clause.agree', clause: first, hash: hash(digit) });
const theBook = (): Book => {
  const book = scenario.state.agreement.agreement;
  if (book === null) throw new Error('there is no agreement');
  return book;
};
const order = (): string[] => theBook().clauses.map(({ id }) => id);
const theFirst = () => theBook().clauses.find(({ id }) => id === first);
const draftIn = (name: string) => scenario.state.agreement.drafts.get(room(name)) ?? null;

beforeEach(() => {
  scenario = new Scenario().seat('party', 'counsel', 'respondent', 'interpreter', 'recorder');
});

describe('an agreement is begun', () => {
  test('[AGR-1] once, by who conducts, in the languages named, one of which prevails', () => {
    expect(start('party')).toBe('role.not-allowed');
    expect(
      start('mediator', { template: 'people-mediation', languages: ['zh', 'en'], prevailing: 'en' }),
    ).toBeNull();
    expect(theBook()).toMatchObject({ languages: ['zh', 'en'], prevailing: 'en' });
    expect(order()).toHaveLength(clausesIn('people-mediation'));
    expect(theBook().clauses.every(({ state, pen }) => state === 'draft' && pen.kind === 'mediator')).toBe(
      true,
    );
    expect(start('second')).toBe('room.not-in');
    scenario.arrive('second');
    expect(start('second')).toBe('document.exists');
  });

  test('[AGR-2] it names the mediators and all parties, and nobody of whom the other side may not know', () => {
    start('mediator', { template: 'people-mediation' });
    const words = theBook()
      .clauses.flatMap(({ written }) => Object.values(written))
      .map(({ text }) => canonicalText(text))
      .join('\n');
    for (const name of ['Chen', 'Sun', 'Li', 'Zhou', 'Haitian', created.organisation])
      expect(words).toContain(name);
    for (const name of ['Wu', 'Xu', 'Gao']) expect(words).not.toContain(name);
  });

  test('[AGR-2] a draft names no party who is not in its caucus, whoever begins it', () => {
    for (const [name, who] of [
      ['with-chair', 'mediator'],
      ['without', 'party'],
    ] as const) {
      const caucus = scenario.caucus(name, 'party', 'mediator');
      const ids = Array.from({ length: 11 }, (_, index) => clause(`${name}-${index}`));
      expect(start(who, { document: draftOf(caucus), template: 'commercial-settlement', ids })).toBeNull();
      const words = JSON.stringify(draftIn(name));
      expect(words).toContain('Li');
      expect(words).not.toContain('Zhou');
    }
  });

  test('[AGR-12] the words it begins with are in its event by value, under the number of that event', () => {
    start('mediator', { template: 'heads-of-terms' });
    const seqs = new Set(
      theBook().clauses.flatMap(({ written }) => Object.values(written).map(({ seq }) => seq)),
    );
    expect([...seqs]).toEqual([scenario.state.seq]);
    const event = scenario.events.at(-1);
    expect(event?.type === 'agreement.started' && event.clauses.map(({ texts }) => texts)).toEqual(
      theBook().clauses.map(({ written }) => ({ zh: written['zh']?.text, en: written['en']?.text })),
    );
  });

  test('[AGR-1] with an id for each clause, or not at all', () => {
    expect(start('mediator', { template: 'people-mediation', ids: [first] })).toBe('request.malformed');
    expect(scenario.state.agreement.agreement).toBeNull();
  });
});

describe('its clauses', () => {
  beforeEach(() => void start('mediator'));

  test('[AGR-3] stand where they were put, and are moved after another one or before all', () => {
    add('b', 't-0');
    add('c', 't-0');
    add('a', null);
    expect(order()).toEqual(['a', 't-0', 'c', 'b'].map(clause));
    move('a', 'b');
    expect(order()).toEqual(['t-0', 'c', 'b', 'a'].map(clause));
    move('b', null);
    expect(order()).toEqual(['b', 't-0', 'c', 'a'].map(clause));
    const { seq } = scenario.state;
    for (const [name, after] of [
      ['b', null],
      ['c', 't-0'],
      ['c', 'c'],
    ] as const)
      expect(move(name, after)).toBeNull();
    expect(scenario.state.seq).toBe(seq);
  });

  test('[AGR-3] are put after a clause that is there', () => {
    expect(add('a', 'nowhere')).toBe('clause.unknown');
    expect(move('t-0', 'nowhere')).toBe('clause.unknown');
    expect(order()).toEqual([first]);
  });

  test('[AGR-3] are as many as a document can have', () => {
    for (let index = 1; index < MAX_CLAUSES; index += 1) expect(add(`n-${index}`, null)).toBeNull();
    expect(add('one-more', null)).toBe('clause.too-many');
    expect(order()).toHaveLength(MAX_CLAUSES);
  });

  test('[AGR-3] have an id of their own', () => {
    expect(add('t-0', null)).toBe('request.malformed');
    expect(order()).toEqual([first]);
  });

  test('[CLA-6] are taken out while they are drafts, and not once they were put to the sides', () => {
    add('b', 't-0');
    propose();
    expect(remove('mediator', first)).toBe('clause.not-draft');
    expect(remove('mediator', clause('b'))).toBeNull();
    expect(order()).toEqual([first]);
  });

  test('[CLA-7] are handed from pen to pen by who conducts', () => {
    const pen: Pen = { kind: 'side', side: respondent };
    expect(ask('party', { type: 'clause.pen', clause: first, pen })).toBe('role.not-allowed');
    expect(ask('mediator', { type: 'clause.pen', clause: first, pen })).toBeNull();
    expect(theFirst()?.pen).toEqual(pen);
  });
});

describe('a clause put to the sides', () => {
  beforeEach(() => {
    start('mediator');
    propose();
  });

  test('[CLA-2] is agreed when every side for which somebody takes part has agreed, once each', () => {
    expect(agree('party')).toBeNull();
    expect(theFirst()).toMatchObject({ state: 'proposed', agreedBy: [applicant] });
    expect(agree('counsel')).toBe('clause.already-agreed');
    expect(agree('respondent')).toBeNull();
    expect(theFirst()).toMatchObject({
      state: 'agreed',
      agreedBy: [applicant, respondent],
      agreedHash: hash('a'),
    });
  });

  test('[CLA-2] a side nobody takes part for is not waited for', () => {
    const lonely = {
      ...scenario.state,
      sides: [...scenario.state.sides, { id: applicant, kind: 'other', name: 'X' } as const],
    };
    scenario.state = {
      ...lonely,
      people: new Map([...lonely.people].filter(([id]) => id !== participant('respondent'))),
    };
    agree('party');
    expect(theFirst()?.state).toBe('agreed');
  });

  test('[CLA-3] is agreed in the same words by every side', () => {
    agree('party', 'a');
    expect(agree('respondent', 'b')).toBe('clause.changed');
    expect(theFirst()).toMatchObject({ state: 'proposed', agreedBy: [applicant] });
  });

  test('[CLA-4] is a draft again when a side objects, with what it said, and no agreement stands', () => {
    agree('party');
    expect(ask('respondent', { type: 'clause.disagree', clause: first, reason: 'too early' })).toBeNull();
    expect(theFirst()).toMatchObject({
      state: 'draft',
      agreedBy: [],
      agreedHash: null,
      objection: { side: respondent, reason: 'too early' },
    });
    propose();
    expect(theFirst()).toMatchObject({ state: 'proposed', objection: null, agreedBy: [] });
    expect(agree('respondent', 'b')).toBeNull();
  });

  test('[CLA-1] goes on from agreed to locked, and by reopening back to a draft; there is no other way', () => {
    const lock = () => ask('mediator', { type: 'clause.lock', clause: first });
    const reopen = () => ask('mediator', { type: 'clause.reopen', clause: first });
    expect(lock()).toBe('clause.not-agreed');
    expect(propose()).toBe('clause.not-draft');
    agree('party');
    agree('respondent');
    expect(agree('party')).toBe('clause.not-proposed');
    expect(ask('party', { type: 'clause.disagree', clause: first, reason: '' })).toBe('clause.not-proposed');
    expect(lock()).toBeNull();
    expect(theFirst()?.state).toBe('locked');
    expect(lock()).toBe('clause.not-agreed');
    expect(reopen()).toBeNull();
    expect(theFirst()).toMatchObject({ state: 'draft', agreedBy: [], agreedHash: null });
    expect(reopen()).toBe('clause.is-draft');
  });

  test('[CLA-5] what was agreed is void once it is reopened', () => {
    agree('party');
    ask('mediator', { type: 'clause.reopen', clause: first });
    propose();
    expect(theFirst()?.agreedBy).toEqual([]);
    expect(agree('respondent', 'c')).toBeNull();
    expect(theFirst()?.state).toBe('proposed');
  });
});

describe('texts in several languages', () => {
  const texts = { zh: '甲', en: 'a' };

  test('[CLA-8] are said to agree as they are, by somebody who knows them, and what was said stays said of these', () => {
    start('mediator');
    expect(ask('mediator', { type: 'clause.align', clause: first, texts })).toBe('clause.not-your-languages');
    expect(ask('party', { type: 'clause.align', clause: first, texts })).toBe('role.not-allowed');
    expect(ask('interpreter', { type: 'clause.align', clause: first, texts })).toBeNull();
    propose();
    ask('mediator', { type: 'clause.reopen', clause: first });
    expect(theFirst()?.aligned).toMatchObject({ texts, by: participant('interpreter') });
  });

  test('[CLA-8] who said so is named to those who see that person, and to nobody else', () => {
    start('mediator');
    ask('interpreter', { type: 'clause.align', clause: first, texts });
    const namedTo = (who: string) =>
      agreementViewFor(scenario.state, participant(who)).agreement?.clauses[0]?.aligned;
    const named = { texts, by: participant('interpreter') };
    expect(namedTo('party')).toMatchObject(named);
    scenario.caucus('apart', 'interpreter');
    expect(namedTo('party')).toMatchObject({ texts, by: null });
    expect(namedTo('mediator')).toMatchObject(named);
  });

  test('[CLA-26] are not said to agree by who works for one side, whether it brought them or they were assigned to it', () => {
    const theirs = participant('theirs');
    scenario = new Scenario({
      ...created,
      people: [
        ...created.people,
        { id: theirs, name: 'Ye', languages: ['zh', 'en'], role: 'interpreter', side: respondent },
      ],
    }).seat('party', 'respondent', 'interpreter', 'theirs');
    start('mediator');
    const align = (who: string) => ask(who, { type: 'clause.align', clause: first, texts });
    const mayAlign = (who: string) =>
      agreementViewFor(scenario.state, participant(who)).agreement?.clauses[0]?.mayAlign;
    expect(align('theirs')).toBe('clause.for-one-side');
    expect([mayAlign('theirs'), mayAlign('interpreter')]).toEqual([false, true]);
    const before = agreementRestsOn(scenario.state);
    const assign = (bound: Bound) =>
      scenario.do(
        {
          type: 'interpreter.assign',
          participant: participant('interpreter'),
          languages: ['zh', 'en'],
          bound,
        },
        by('mediator'),
      );
    expect(assign({ to: 'party', participant: participant('party') })).toBeNull();
    expect(differ(before, agreementRestsOn(scenario.state))).toBe(true);
    expect(align('interpreter')).toBe('clause.for-one-side');
    expect(assign({ to: 'session' })).toBeNull();
    expect(align('interpreter')).toBeNull();
  });

  test('[CLA-8] all of the book’s languages, and no other', () => {
    start('mediator');
    for (const wrong of [{ zh: '甲' }, { zh: '甲', en: 'a', ja: 'あ' }, {}]) {
      expect(ask('interpreter', { type: 'clause.align', clause: first, texts: wrong })).toBe(
        'request.malformed',
      );
    }
  });
});

describe('the draft of a caucus', () => {
  test('[AGR-5] is begun and ordered by whoever has a voice there, and known to nobody who is elsewhere', () => {
    const caucus = scenario.caucus('apart', 'party', 'counsel');
    const document = draftOf(caucus);
    expect(start('respondent', { document })).toBe('room.not-in');
    expect(start('mediator', { document })).toBe('room.not-in');
    expect(start('party', { document })).toBeNull();
    expect(start('counsel', { document })).toBe('document.exists');
    for (const who of ['mediator', 'respondent']) {
      expect(
        ask(who, { type: 'clause.add', document, clause: clause('b'), after: null, pen: mediators }),
      ).toBe('document.unknown');
    }
    expect(
      ask('counsel', { type: 'clause.add', document, clause: clause('b'), after: null, pen: mediators }),
    ).toBeNull();
    expect(draftIn('apart')?.clauses.map(({ pen }) => pen.kind)).toEqual(['everyone', 'everyone']);
    expect(ask('party', { type: 'clause.move', document, clause: clause('b'), after: first })).toBeNull();
    expect(remove('party', first, document)).toBeNull();
    expect(draftIn('apart')?.clauses.map(({ id }) => id)).toEqual([clause('b')]);
  });

  test('[AGR-5] its clauses are none of the agreement’s: nothing is proposed, agreed to or handed over there', () => {
    start('mediator');
    const caucus = scenario.caucus('apart', 'party', 'mediator');
    start('party', { document: draftOf(caucus), ids: [clause('ours')] });
    const ours = clause('ours');
    expect(ask('mediator', { type: 'clause.propose', clause: ours })).toBe('clause.unknown');
    expect(ask('party', { type: 'clause.agree', clause: ours, hash: hash('a') })).toBe('clause.unknown');
    expect(ask('mediator', { type: 'clause.pen', clause: ours, pen: mediators })).toBe('clause.unknown');
    expect(remove('mediator', first, draftOf(caucus))).toBe('clause.unknown');
  });

  test('[AGR-9] outlasts an adjournment and ends with its caucus', () => {
    const caucus = scenario.caucus('apart', 'party', 'mediator');
    start('party', { document: draftOf(caucus) });
    scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    scenario.do({ type: 'session.resume' }, by('mediator'));
    expect(draftIn('apart')).not.toBeNull();
    scenario.do({ type: 'caucus.close', room: caucus }, by('mediator'));
    expect(scenario.state.agreement.drafts.size).toBe(0);
  });
});

describe('a log from before there were agreements', () => {
  test('[AGR-10] replays to a session without one', () => {
    const { events, state } = new Scenario().seat('party', 'respondent');
    expect(events.some(({ type }) => type.startsWith('agreement.') || type.startsWith('clause.'))).toBe(
      false,
    );
    expect(state.agreement).toEqual({ agreement: null, drafts: new Map(), excused: [] });
    for (const id of state.people.keys())
      expect(agreementViewFor(state, id)).toMatchObject({ agreement: null, draft: null });
  });

  test('[AGR-10] an event about a document or clause that is not there changes nothing but the count', () => {
    const before = scenario.state;
    const odd = evolve(before, {
      type: 'clause.locked',
      by: participant('mediator'),
      at: 1,
      clause: first,
      without: [],
    });
    expect(odd).toEqual({ ...before, seq: before.seq + 1 });
  });
});
