import { beforeEach, describe, expect, test } from 'vitest';
import { agreementRestsOn, agreementViewFor, clauseHistoryFor, differ } from '../policy/index.ts';
import { SideId } from '../ids.ts';
import { sidesAsked } from '../policy/consent.ts';
import type { SessionCreated } from '../session/events.ts';
import { create, evolve } from '../session/evolve.ts';
import type { Participant } from '../session/people.ts';
import {
  applicant,
  by,
  connection,
  participant,
  respondent,
  Scenario,
  server,
  third,
  withThird,
} from '../session/testing.ts';
import { MAX_CLAUSES, type Pen } from './book.ts';
import type { AgreementCommand } from './commands.ts';
import type { Change } from './proposal.ts';
import { clause, hash, proposal, theAgreement, written } from './testing.ts';

const insurersCounsel: Participant = {
  id: participant('lawyer'),
  name: 'Ma',
  languages: ['zh'],
  role: 'counsel',
  side: third,
};

/** Three sides, of which the third does not come. */
const first = clause('first');
const second = clause('second');
const everyone: Pen = { kind: 'everyone' };
let scenario: Scenario;

const ask = (who: string, command: AgreementCommand) => scenario.do(command, by(who));
const excuse = (who = 'mediator', side = third) =>
  ask(who, { type: 'side.excuse', side, reason: 'Invited twice.' });
const put = (id = first) => ask('mediator', { type: 'clause.propose', clause: id });
const agree = (who: string, id = first) =>
  ask(who, { type: 'clause.agree', clause: id, hash: hash('words') });
const lock = (id = first) => ask('mediator', { type: 'clause.lock', clause: id });
const suggest = (id: string, change = first) =>
  ask('mediator', {
    type: 'proposal.make',
    id: proposal(id),
    change: { kind: 'change', clause: change, texts: { zh: written('乙') } },
    base: { zh: '甲' },
    note: '',
  });
const accept = (who: string, id: string) =>
  ask(who, { type: 'proposal.accept', proposal: proposal(id), standing: null });
const comes = () => scenario.seat('insurer');
const goes = (who: string): void => {
  scenario.do({ type: 'session.leave' }, by(who, `c-${who}`));
  scenario.settle();
};

const shown = (who = 'party') => {
  const book = agreementViewFor(scenario.state, participant(who)).agreement;
  if (book === null) throw new Error('there is no agreement');
  return book;
};
const history = (who = 'party', id = first) => {
  const read = clauseHistoryFor(scenario.state, participant(who), id);
  return read.ok ? read.value : null;
};
const stateOf = (id = first) => shown().clauses.find((each) => each.id === id);

/** Two clauses, before the party and the respondent. */
function begun(session: SessionCreated): Scenario {
  const begins = new Scenario(session).seat('party', 'respondent');
  const start = (command: AgreementCommand) => begins.do(command, by('mediator'));
  start({
    type: 'agreement.start',
    document: theAgreement,
    template: 'blank',
    languages: ['zh'],
    prevailing: 'zh',
    ids: [first],
  });
  start({
    type: 'clause.add',
    document: theAgreement,
    clause: second,
    after: first,
    pen: { kind: 'mediator' },
  });
  return begins;
}

beforeEach(() => {
  scenario = begun(withThird);
});

describe('a side that never comes', () => {
  test('[CLA-20] is asked as long as nobody excuses it', () => {
    put();
    agree('party');
    agree('respondent');
    expect(stateOf()?.state).toBe('proposed');
    expect(lock()).toBe('clause.not-agreed');
  });

  test('[CLA-20] is excused by who presides, once, and everyone who may know of the agreement is shown it', () => {
    expect(shown('mediator')).toMatchObject({ excused: [], mayExcuse: [third], mayAsk: [] });
    expect(excuse('party')).toBe('role.not-allowed');
    expect(excuse()).toBeNull();
    expect(excuse()).toBe('side.excused');
    expect(shown('mediator')).toMatchObject({ excused: [{ side: third }], mayExcuse: [], mayAsk: [third] });
    for (const who of ['party', 'respondent']) {
      expect(shown(who)).toMatchObject({ excused: [{ side: third }], mayExcuse: [], mayAsk: [] });
    }
    expect(scenario.events.at(-1)).toMatchObject({
      type: 'side.excused',
      side: third,
      reason: 'Invited twice.',
    });
  });

  test('[CLA-20] why is shown with it', () => {
    excuse();
    expect(shown('respondent').excused).toEqual([{ side: third, reason: 'Invited twice.' }]);
    ask('mediator', { type: 'side.ask', side: third });
    expect(shown('respondent').excused).toEqual([]);
  });

  test('[CLA-20] [AGR-11] whoever takes the lead is shown at that moment that they may', () => {
    scenario.seat('second');
    goes('mediator');
    const before = agreementRestsOn(scenario.state);
    expect(shown('second').mayExcuse).toEqual([]);
    expect(scenario.do({ type: 'lead.take' }, by('second'))).toBeNull();
    expect(shown('second').mayExcuse).toEqual([third]);
    expect(differ(before, agreementRestsOn(scenario.state))).toBe(true);
  });

  test('[CLA-20] two sides are always asked', () => {
    goes('respondent');
    expect(excuse('mediator', respondent)).toBeNull();
    expect(shown('mediator')).toMatchObject({ mayExcuse: [], mayAsk: [respondent] });
    expect(excuse()).toBe('side.too-few');
  });

  test('[CLA-20] nobody is excused of whom somebody is there, or waits to come in', () => {
    expect(excuse('mediator', applicant)).toBe('side.here');
    scenario.connect('insurer');
    scenario.do({ type: 'session.enter' }, by('insurer', 'c-insurer'));
    expect(excuse()).toBe('side.here');
    expect(excuse('mediator', SideId.parse('nobody00'))).toBe('side.unknown');
  });

  test('[CLA-33] whoever’s line was given up is not there, in whatever room, and asked again once it is back', () => {
    put();
    agree('party');
    agree('respondent');
    comes();
    const insurer = participant('insurer');
    scenario.do({ type: 'line.lost', participant: insurer, connection: connection('c-insurer') }, server);
    expect(excuse()).toBe('side.here');
    expect(shown('mediator').mayExcuse).toEqual([]);
    scenario.do({ type: 'link.withdrawn', participant: insurer }, server);
    expect(shown('mediator').mayExcuse).toEqual([third]);
    expect(excuse()).toBeNull();
    expect(stateOf()?.state).toBe('agreed');
    scenario.connect('insurer');
    expect(shown().excused).toEqual([]);
    expect(stateOf()).toMatchObject({ state: 'proposed', agreedBy: [applicant, respondent] });
    expect(history()?.deeds.at(-1)).toMatchObject({ kind: 'came', side: third });
  });

  test('[CLA-20] has its place taken by nobody: what comes after is agreed by the others', () => {
    excuse();
    put();
    agree('party');
    expect(stateOf()?.state).toBe('proposed');
    agree('respondent');
    expect(stateOf()).toMatchObject({ state: 'agreed', agreedBy: [applicant, respondent], without: [third] });
  });

  test('[CLA-21] what waited for it alone is agreed, or carried out, with the same decision', () => {
    put();
    agree('party');
    agree('respondent');
    put(second);
    agree('party', second);
    suggest('one', second);
    accept('party', 'one');
    accept('respondent', 'one');
    suggest('two', second);
    accept('party', 'two');
    excuse();
    expect(stateOf()).toMatchObject({ state: 'agreed', without: [third] });
    // Its words are others now, to which nobody has agreed.
    expect(stateOf(second)).toMatchObject({ state: 'draft', agreedBy: [] });
    expect(shown().proposals.map(({ id, waitsFor }) => [id, waitsFor])).toEqual([
      [proposal('two'), [respondent]],
    ]);
  });

  test('[CLA-21] what is locked stays as it is, whatever was proposed about it', () => {
    comes();
    suggest('one');
    accept('party', 'one');
    accept('respondent', 'one');
    put();
    for (const who of ['party', 'respondent', 'insurer']) agree(who);
    lock();
    goes('insurer');
    expect(excuse()).toBeNull();
    expect(stateOf()).toMatchObject({ state: 'locked', without: [] });
  });

  test('[CLA-24] what nobody is left to answer, and cannot be done, ends, and everyone reads why', () => {
    comes();
    suggest('one');
    suggest('two');
    accept('party', 'one');
    accept('respondent', 'one');
    accept('party', 'two');
    put();
    for (const who of ['party', 'respondent', 'insurer']) agree(who);
    lock();
    goes('insurer');
    excuse();
    const outcome = { kind: 'lapsed', without: third, why: 'locked' };
    // Somebody is still asked about the other one.
    expect(shown().proposals).toMatchObject([{ id: proposal('two'), waitsFor: [respondent] }]);
    for (const who of ['mediator', 'party', 'respondent', 'interpreter']) {
      if (who === 'interpreter') scenario.seat(who);
      expect(shown(who).refusals).toMatchObject([{ proposal: proposal('one'), side: null, outcome }]);
      expect(history(who)?.proposals[0]).toMatchObject({ id: proposal('one'), outcome });
    }
    expect(accept('respondent', 'one')).toBe('proposal.closed');
    ask('mediator', { type: 'clause.reopen', clause: first });
    expect(shown().refusals).toEqual([]);
  });

  test('[CLA-21] [CLA-24] a document takes no more clauses than it holds, and what does not fit ends', () => {
    const ids = Array.from({ length: MAX_CLAUSES - 3 }, (_, index) => clause(`more-${index}`));
    for (const id of ids)
      ask('mediator', { type: 'clause.add', document: theAgreement, clause: id, after: null, pen: everyone });
    for (const id of ['one', 'two']) {
      const added: Change = { kind: 'new', clause: clause(id), after: null, texts: { zh: written('乙') } };
      ask('mediator', { type: 'proposal.make', id: proposal(id), change: added, base: {}, note: '' });
      accept('party', id);
      accept('respondent', id);
    }
    expect(excuse()).toBeNull();
    expect(shown().clauses).toHaveLength(MAX_CLAUSES);
    expect(shown().proposals).toEqual([]);
    expect(shown('party').refusals).toMatchObject([
      { proposal: proposal('two'), outcome: { kind: 'lapsed', without: third, why: 'full' } },
    ]);
  });

  test('[CLA-21] nothing is agreed or carried out by nobody’s word', () => {
    put();
    suggest('one');
    excuse();
    expect(stateOf()?.state).toBe('proposed');
    expect(shown().proposals).toHaveLength(1);
  });

  test('[CLA-22] once it comes it is asked again: what is agreed is put to it as it stands, what is locked does not bind it', () => {
    excuse();
    for (const id of [first, second]) {
      put(id);
      agree('party', id);
      agree('respondent', id);
    }
    lock();
    expect(scenario.events.at(-1)).toMatchObject({ type: 'clause.locked', without: [third] });
    comes();
    expect(shown().excused).toEqual([]);
    expect(stateOf()).toMatchObject({ state: 'locked', without: [third] });
    expect(stateOf(second)).toMatchObject({ state: 'proposed', agreedBy: [applicant, respondent] });
    expect(agree('insurer', second)).toBeNull();
    expect(stateOf(second)).toMatchObject({ state: 'agreed', without: [] });
    expect(excuse()).toBe('side.here');
  });

  test('[CLA-25] that a clause is asked about again, and why, stands in its history', () => {
    excuse();
    for (const id of [first, second]) {
      put(id);
      agree('party', id);
      agree('respondent', id);
    }
    lock(second);
    expect(ask('mediator', { type: 'side.ask', side: third })).toBeNull();
    const [asked] = scenario.events.slice(-1);
    expect(history()?.deeds.at(-1)).toMatchObject({ kind: 'asked', side: third });
    expect(asked).toMatchObject({ type: 'side.asked', at: history()?.deeds.at(-1)?.at });
    excuse();
    comes();
    expect(history('insurer')?.deeds.slice(-2)).toMatchObject([
      { kind: 'excused', side: third },
      { kind: 'came', side: third },
    ]);
    // What is locked nobody is asked about.
    expect(history('party', second)?.deeds.at(-1)?.kind).toBe('locked');
    const came = scenario.events.filter(({ type }) => type === 'side.came');
    expect(came).toMatchObject([{ side: third, clauses: [first] }]);
    expect(scenario.events.reduce(evolve, create(withThird)).agreement).toEqual(scenario.state.agreement);
  });

  test('[CLA-25] of what it had agreed to itself, and of what is no more than put to the sides, nothing is told', () => {
    comes();
    put();
    agree('insurer');
    agree('party');
    agree('respondent');
    put(second);
    goes('insurer');
    excuse();
    comes();
    for (const id of [first, second])
      expect(history('party', id)?.deeds.map(({ kind }) => kind)).not.toContain('came');
  });

  test('[CLA-22] who presides has it asked again, and what it agreed to before stays', () => {
    comes();
    put();
    agree('insurer');
    goes('insurer');
    expect(excuse()).toBeNull();
    expect(stateOf()?.agreedBy).toEqual([third]);
    expect(ask('party', { type: 'side.ask', side: third })).toBe('role.not-allowed');
    expect(ask('mediator', { type: 'side.ask', side: third })).toBeNull();
    expect(ask('mediator', { type: 'side.ask', side: third })).toBe('side.not-excused');
    agree('party');
    agree('respondent');
    expect(stateOf()).toMatchObject({ state: 'agreed', without: [] });
  });
});

describe('a side whose people belong to the case no more', () => {
  const without = (...names: string[]) => ({
    ...withThird,
    people: withThird.people.filter(({ id }) => !names.some((name) => id === participant(name))),
  });
  const follow = (roster: SessionCreated) => scenario.do({ type: 'roster.follow', roster }, server);

  beforeEach(() => {
    put();
    agree('party');
    agree('respondent');
  });

  test('[CLA-23] [ROSTER-8] is asked as before, and nobody is told anything', () => {
    const views = () => ['party', 'respondent', 'mediator'].map((who) => shown(who));
    suggest('one', second);
    accept('party', 'one');
    accept('respondent', 'one');
    const before = views();
    expect(follow(without('insurer'))).toBeNull();
    expect(scenario.state.people.has(participant('insurer'))).toBe(false);
    expect(views()).toEqual(before);
    expect(shown().proposals).toMatchObject([{ waitsFor: [third] }]);
    expect(lock()).toBe('clause.not-agreed');
  });

  test('[CLA-23] is gone on without, with a reason, by who presides, and is told not to be bound', () => {
    follow(without('insurer'));
    expect(shown('mediator').mayExcuse).toEqual([third]);
    expect(excuse('party')).toBe('role.not-allowed');
    expect(excuse()).toBeNull();
    expect(stateOf()).toMatchObject({ state: 'agreed', agreedBy: [applicant, respondent], without: [third] });
    expect(shown('party').excused).toEqual([{ side: third, reason: 'Invited twice.' }]);
    expect(lock()).toBeNull();
    expect(scenario.events.at(-1)).toMatchObject({ type: 'clause.locked', without: [third] });
  });

  test('[CLA-23] is not agreed for in silence, where others agree after it', () => {
    follow(without('insurer'));
    put(second);
    agree('party', second);
    agree('respondent', second);
    expect(stateOf(second)?.state).toBe('proposed');
  });

  test('[CLA-22] [CLA-23] is asked by whoever is added to it and comes', () => {
    follow(without('insurer'));
    excuse();
    const people = [...without('insurer').people, insurersCounsel];
    expect(follow({ ...withThird, people })).toBeNull();
    expect(shown().excused).toHaveLength(1);
    scenario.seat('lawyer');
    expect(shown().excused).toEqual([]);
    expect(stateOf()).toMatchObject({ state: 'proposed', agreedBy: [applicant, respondent] });
  });

  test('[CLA-32] is asked from the moment somebody is added to it, and that is all that anybody is shown', () => {
    scenario = begun(without('insurer'));
    put();
    agree('party');
    agree('respondent');
    suggest('one', second);
    const before = shown();
    expect(follow(withThird)).toBeNull();
    const after = shown();
    expect(after).toEqual({
      ...before,
      clauses: before.clauses.map((each) => (each.id === first ? { ...each, without: [third] } : each)),
      proposals: before.proposals.map((each) => ({ ...each, waitsFor: [...each.waitsFor, third] })),
    });
    // Not how many there are, nor who.
    follow({ ...withThird, people: [...withThird.people, insurersCounsel] });
    expect(shown()).toEqual(after);
    comes();
    expect(stateOf()).toMatchObject({ state: 'agreed', without: [third] });
  });

  test('[CLA-2] nobody asks a side to whom nobody was ever invited', () => {
    const lonely = new Scenario(without('insurer'));
    expect(sidesAsked(lonely.state)).toEqual([applicant, respondent]);
  });

  test('[CLA-23] an interpreter who is taken out leaves no side behind that is asked', () => {
    const theirs: Participant = {
      id: participant('theirs'),
      name: 'Ye',
      languages: ['zh', 'en'],
      role: 'interpreter',
      side: third,
    };
    const people = [...without('insurer').people, theirs];
    const state = new Scenario({ ...withThird, people });
    expect(state.do({ type: 'roster.follow', roster: without('insurer') }, server)).toBeNull();
    expect(sidesAsked(state.state)).toEqual([applicant, respondent]);
  });
});
