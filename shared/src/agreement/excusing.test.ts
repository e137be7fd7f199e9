import { beforeEach, describe, expect, test } from 'vitest';
import { SideId } from '../ids.ts';
import { agreementRestsOn, differ } from '../policy/index.ts';
import { create, evolve } from '../session/evolve.ts';
import {
  applicant,
  by,
  connection,
  participant,
  respondent,
  server,
  third,
  withThird,
} from '../session/testing.ts';
import { MAX_CLAUSES } from './book.ts';
import type { Change } from './proposal.ts';
import { clause, first, proposal, second, theAgreement, ThreeSides, written } from './testing.ts';

let table: ThreeSides;

beforeEach(() => {
  table = new ThreeSides();
});

describe('a side that never comes', () => {
  test('[CLA-20] is asked as long as nobody excuses it', () => {
    table.put();
    table.agree('party');
    table.agree('respondent');
    expect(table.stateOf()?.state).toBe('proposed');
    expect(table.lock()).toBe('clause.not-agreed');
  });

  test('[CLA-20] is excused by who presides, once, and everyone who may know of the agreement is shown it', () => {
    expect(table.shown('mediator')).toMatchObject({ excused: [], mayExcuse: [third], mayAsk: [] });
    expect(table.excuse('party')).toBe('role.not-allowed');
    expect(table.excuse()).toBeNull();
    expect(table.excuse()).toBe('side.excused');
    expect(table.shown('mediator')).toMatchObject({
      excused: [{ side: third }],
      mayExcuse: [],
      mayAsk: [third],
    });
    for (const who of ['party', 'respondent']) {
      expect(table.shown(who)).toMatchObject({ excused: [{ side: third }], mayExcuse: [], mayAsk: [] });
    }
    expect(table.scenario.events.at(-1)).toMatchObject({
      type: 'side.excused',
      side: third,
      reason: 'Invited twice.',
    });
  });

  test('[CLA-20] why is shown with it', () => {
    table.excuse();
    expect(table.shown('respondent').excused).toEqual([{ side: third, reason: 'Invited twice.' }]);
    table.ask('mediator', { type: 'side.ask', side: third });
    expect(table.shown('respondent').excused).toEqual([]);
  });

  test('[CLA-20] [AGR-11] whoever takes the lead is shown at that moment that they may', () => {
    table.scenario.seat('second');
    table.goes('mediator');
    const before = agreementRestsOn(table.scenario.state);
    expect(table.shown('second').mayExcuse).toEqual([]);
    expect(table.scenario.do({ type: 'lead.take' }, by('second'))).toBeNull();
    expect(table.shown('second').mayExcuse).toEqual([third]);
    expect(differ(before, agreementRestsOn(table.scenario.state))).toBe(true);
  });

  test('[CLA-20] two sides are always asked', () => {
    table.goes('respondent');
    expect(table.excuse('mediator', respondent)).toBeNull();
    expect(table.shown('mediator')).toMatchObject({ mayExcuse: [], mayAsk: [respondent] });
    expect(table.excuse()).toBe('side.too-few');
  });

  test('[CLA-20] nobody is excused of whom somebody is there, or waits to come in', () => {
    expect(table.excuse('mediator', applicant)).toBe('side.here');
    table.scenario.connect('insurer');
    table.scenario.do({ type: 'session.enter' }, by('insurer', 'c-insurer'));
    expect(table.excuse()).toBe('side.here');
    expect(table.excuse('mediator', SideId.parse('nobody00'))).toBe('side.unknown');
  });

  test('[CLA-33] whoever’s line was given up is not there, in whatever room, and asked again once it is back', () => {
    table.put();
    table.agree('party');
    table.agree('respondent');
    table.comes();
    const insurer = participant('insurer');
    table.scenario.do(
      { type: 'line.lost', participant: insurer, connection: connection('c-insurer') },
      server,
    );
    expect(table.excuse()).toBe('side.here');
    expect(table.shown('mediator').mayExcuse).toEqual([]);
    table.scenario.do({ type: 'link.withdrawn', participant: insurer }, server);
    expect(table.shown('mediator').mayExcuse).toEqual([third]);
    expect(table.excuse()).toBeNull();
    expect(table.stateOf()?.state).toBe('agreed');
    table.scenario.connect('insurer');
    expect(table.shown().excused).toEqual([]);
    expect(table.stateOf()).toMatchObject({ state: 'proposed', agreedBy: [applicant, respondent] });
    expect(table.history()?.deeds.at(-1)).toMatchObject({ kind: 'came', side: third });
  });

  test('[CLA-20] has its place taken by nobody: what comes after is agreed by the others', () => {
    table.excuse();
    table.put();
    table.agree('party');
    expect(table.stateOf()?.state).toBe('proposed');
    table.agree('respondent');
    expect(table.stateOf()).toMatchObject({
      state: 'agreed',
      agreedBy: [applicant, respondent],
      without: [third],
    });
  });

  test('[CLA-21] what waited for it alone is agreed, or carried out, with the same decision', () => {
    table.put();
    table.agree('party');
    table.agree('respondent');
    table.put(second);
    table.agree('party', second);
    table.suggest('one', second);
    table.accept('party', 'one');
    table.accept('respondent', 'one');
    table.suggest('two', second);
    table.accept('party', 'two');
    table.excuse();
    expect(table.stateOf()).toMatchObject({ state: 'agreed', without: [third] });
    // Its words are others now, to which nobody has agreed.
    expect(table.stateOf(second)).toMatchObject({ state: 'draft', agreedBy: [] });
    expect(table.shown().proposals.map(({ id, waitsFor }) => [id, waitsFor])).toEqual([
      [proposal('two'), [respondent]],
    ]);
  });

  test('[CLA-21] what is locked stays as it is, whatever was proposed about it', () => {
    table.comes();
    table.suggest('one');
    table.accept('party', 'one');
    table.accept('respondent', 'one');
    table.put();
    for (const who of ['party', 'respondent', 'insurer']) table.agree(who);
    table.lock();
    table.goes('insurer');
    expect(table.excuse()).toBeNull();
    expect(table.stateOf()).toMatchObject({ state: 'locked', without: [] });
  });

  test('[CLA-24] what nobody is left to answer, and cannot be done, ends, and everyone reads why', () => {
    table.comes();
    table.suggest('one');
    table.suggest('two');
    table.accept('party', 'one');
    table.accept('respondent', 'one');
    table.accept('party', 'two');
    table.put();
    for (const who of ['party', 'respondent', 'insurer']) table.agree(who);
    table.lock();
    table.goes('insurer');
    table.excuse();
    const outcome = { kind: 'lapsed', without: third, why: 'locked' };
    // Somebody is still asked about the other one.
    expect(table.shown().proposals).toMatchObject([{ id: proposal('two'), waitsFor: [respondent] }]);
    for (const who of ['mediator', 'party', 'respondent', 'interpreter']) {
      if (who === 'interpreter') table.scenario.seat(who);
      expect(table.shown(who).refusals).toMatchObject([{ proposal: proposal('one'), side: null, outcome }]);
      expect(table.history(who)?.proposals[0]).toMatchObject({ id: proposal('one'), outcome });
    }
    expect(table.accept('respondent', 'one')).toBe('proposal.closed');
    table.ask('mediator', { type: 'clause.reopen', clause: first });
    expect(table.shown().refusals).toEqual([]);
  });

  test('[CLA-21] [CLA-24] a document takes no more clauses than it holds, and what does not fit ends', () => {
    const ids = Array.from({ length: MAX_CLAUSES - 3 }, (_, index) => clause(`more-${index}`));
    for (const id of ids)
      table.ask('mediator', {
        type: 'clause.add',
        document: theAgreement,
        clause: id,
        after: null,
        pen: { kind: 'everyone' },
      });
    for (const id of ['one', 'two']) {
      const added: Change = { kind: 'new', clause: clause(id), after: null, texts: { zh: written('乙') } };
      table.ask('mediator', { type: 'proposal.make', id: proposal(id), change: added, base: {}, note: '' });
      table.accept('party', id);
      table.accept('respondent', id);
    }
    expect(table.excuse()).toBeNull();
    expect(table.shown().clauses).toHaveLength(MAX_CLAUSES);
    expect(table.shown().proposals).toEqual([]);
    expect(table.shown('party').refusals).toMatchObject([
      { proposal: proposal('two'), outcome: { kind: 'lapsed', without: third, why: 'full' } },
    ]);
  });

  test('[CLA-21] nothing is agreed or carried out by nobody’s word', () => {
    table.put();
    table.suggest('one');
    table.excuse();
    expect(table.stateOf()?.state).toBe('proposed');
    expect(table.shown().proposals).toHaveLength(1);
  });

  test('[CLA-22] once it comes it is asked again: what is agreed is put to it as it stands, what is locked does not bind it', () => {
    table.excuse();
    for (const id of [first, second]) {
      table.put(id);
      table.agree('party', id);
      table.agree('respondent', id);
    }
    table.lock();
    expect(table.scenario.events.at(-1)).toMatchObject({ type: 'clause.locked', without: [third] });
    table.comes();
    expect(table.shown().excused).toEqual([]);
    expect(table.stateOf()).toMatchObject({ state: 'locked', without: [third] });
    expect(table.stateOf(second)).toMatchObject({ state: 'proposed', agreedBy: [applicant, respondent] });
    expect(table.agree('insurer', second)).toBeNull();
    expect(table.stateOf(second)).toMatchObject({ state: 'agreed', without: [] });
    expect(table.excuse()).toBe('side.here');
  });

  test('[CLA-25] that a clause is asked about again, and why, stands in its history', () => {
    table.excuse();
    for (const id of [first, second]) {
      table.put(id);
      table.agree('party', id);
      table.agree('respondent', id);
    }
    table.lock(second);
    expect(table.ask('mediator', { type: 'side.ask', side: third })).toBeNull();
    const [asked] = table.scenario.events.slice(-1);
    expect(table.history()?.deeds.at(-1)).toMatchObject({ kind: 'asked', side: third });
    expect(asked).toMatchObject({ type: 'side.asked', at: table.history()?.deeds.at(-1)?.at });
    table.excuse();
    table.comes();
    expect(table.history('insurer')?.deeds.slice(-2)).toMatchObject([
      { kind: 'excused', side: third },
      { kind: 'came', side: third },
    ]);
    // What is locked nobody is asked about.
    expect(table.history('party', second)?.deeds.at(-1)?.kind).toBe('locked');
    const came = table.scenario.events.filter(({ type }) => type === 'side.came');
    expect(came).toMatchObject([{ side: third, clauses: [first] }]);
    expect(table.scenario.events.reduce(evolve, create(withThird)).agreement).toEqual(
      table.scenario.state.agreement,
    );
  });

  test('[CLA-25] of what it had agreed to itself, and of what is no more than put to the sides, nothing is told', () => {
    table.comes();
    table.put();
    table.agree('insurer');
    table.agree('party');
    table.agree('respondent');
    table.put(second);
    table.goes('insurer');
    table.excuse();
    table.comes();
    for (const id of [first, second])
      expect(table.history('party', id)?.deeds.map(({ kind }) => kind)).not.toContain('came');
  });

  test('[CLA-22] who presides has it asked again, and what it agreed to before stays', () => {
    table.comes();
    table.put();
    table.agree('insurer');
    table.goes('insurer');
    expect(table.excuse()).toBeNull();
    expect(table.stateOf()?.agreedBy).toEqual([third]);
    expect(table.ask('party', { type: 'side.ask', side: third })).toBe('role.not-allowed');
    expect(table.ask('mediator', { type: 'side.ask', side: third })).toBeNull();
    expect(table.ask('mediator', { type: 'side.ask', side: third })).toBe('side.not-excused');
    table.agree('party');
    table.agree('respondent');
    expect(table.stateOf()).toMatchObject({ state: 'agreed', without: [] });
  });
});
