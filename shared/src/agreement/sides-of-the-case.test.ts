import { beforeEach, describe, expect, test } from 'vitest';
import { sidesAsked } from '../policy/consent.ts';
import type { SessionCreated } from '../session/events.ts';
import type { Participant } from '../session/people.ts';
import {
  applicant,
  participant,
  respondent,
  Scenario,
  server,
  third,
  withThird,
} from '../session/testing.ts';
import { first, second, ThreeSides } from './testing.ts';

const insurersCounsel: Participant = {
  id: participant('lawyer'),
  name: 'Ma',
  languages: ['zh'],
  role: 'counsel',
  side: third,
};

let table: ThreeSides;

beforeEach(() => {
  table = new ThreeSides();
});

describe('a side whose people belong to the case no more', () => {
  const without = (...names: string[]) => ({
    ...withThird,
    people: withThird.people.filter(({ id }) => !names.some((name) => id === participant(name))),
  });
  const follow = (roster: SessionCreated) => table.scenario.do({ type: 'roster.follow', roster }, server);

  beforeEach(() => {
    table.put();
    table.agree('party');
    table.agree('respondent');
  });

  test('[CLA-23] [ROSTER-8] is asked as before, and nobody is told anything', () => {
    const views = () => ['party', 'respondent', 'mediator'].map((who) => table.shown(who));
    table.suggest('one', second);
    table.accept('party', 'one');
    table.accept('respondent', 'one');
    const before = views();
    expect(follow(without('insurer'))).toBeNull();
    expect(table.scenario.state.people.has(participant('insurer'))).toBe(false);
    expect(views()).toEqual(before);
    expect(table.shown().proposals).toMatchObject([{ waitsFor: [third] }]);
    expect(table.lock()).toBe('clause.not-agreed');
  });

  test('[CLA-23] is gone on without, with a reason, by who presides, and is told not to be bound', () => {
    follow(without('insurer'));
    expect(table.shown('mediator').mayExcuse).toEqual([third]);
    expect(table.excuse('party')).toBe('role.not-allowed');
    expect(table.excuse()).toBeNull();
    expect(table.stateOf()).toMatchObject({
      state: 'agreed',
      agreedBy: [applicant, respondent],
      without: [third],
    });
    expect(table.shown('party').excused).toEqual([{ side: third, reason: 'Invited twice.' }]);
    expect(table.lock()).toBeNull();
    expect(table.scenario.events.at(-1)).toMatchObject({ type: 'clause.locked', without: [third] });
  });

  test('[CLA-23] is not agreed for in silence, where others agree after it', () => {
    follow(without('insurer'));
    table.put(second);
    table.agree('party', second);
    table.agree('respondent', second);
    expect(table.stateOf(second)?.state).toBe('proposed');
  });

  test('[CLA-22] [CLA-23] is asked by whoever is added to it and comes', () => {
    follow(without('insurer'));
    table.excuse();
    const people = [...without('insurer').people, insurersCounsel];
    expect(follow({ ...withThird, people })).toBeNull();
    expect(table.shown().excused).toHaveLength(1);
    table.scenario.seat('lawyer');
    expect(table.shown().excused).toEqual([]);
    expect(table.stateOf()).toMatchObject({ state: 'proposed', agreedBy: [applicant, respondent] });
  });

  test('[CLA-32] is asked from the moment somebody is added to it, and that is all that anybody is shown', () => {
    table = new ThreeSides(without('insurer'));
    table.put();
    table.agree('party');
    table.agree('respondent');
    table.suggest('one', second);
    const before = table.shown();
    expect(follow(withThird)).toBeNull();
    const after = table.shown();
    expect(after).toEqual({
      ...before,
      clauses: before.clauses.map((each) => (each.id === first ? { ...each, without: [third] } : each)),
      proposals: before.proposals.map((each) => ({ ...each, waitsFor: [...each.waitsFor, third] })),
    });
    // Not how many there are, nor who.
    follow({ ...withThird, people: [...withThird.people, insurersCounsel] });
    expect(table.shown()).toEqual(after);
    table.comes();
    expect(table.stateOf()).toMatchObject({ state: 'agreed', without: [third] });
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
