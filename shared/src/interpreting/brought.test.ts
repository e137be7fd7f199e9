import { describe, expect, test } from 'vitest';
import type { RoomId } from '../ids.ts';
import { decide } from '../session/decide.ts';
import { by, created, participant, Scenario } from '../session/testing.ts';
import { Booths } from './testing.ts';

const named = (...names: readonly string[]) => names.map(participant);

/** Who conducts lets these in, going on without an interpreter for those. */
function letIn(
  scenario: Scenario,
  names: readonly string[],
  unserved: readonly string[] = [],
  who = 'mediator',
) {
  const command = {
    type: 'lobby.admit',
    participants: named(...names),
    unserved: named(...unserved),
  } as const;
  const decision = decide(scenario.state, command, by(who), 1);
  return decision.ok ? decision.value : decision.error;
}

function moveTo(
  scenario: Scenario,
  to: RoomId,
  names: readonly string[],
  unserved: readonly string[] = [],
  who = 'mediator',
) {
  const command = {
    type: 'people.move',
    participants: named(...names),
    to,
    mixing: [],
    unserved: named(...unserved),
  } as const;
  const decision = decide(scenario.state, command, by(who), 1);
  return decision.ok ? decision.value : decision.error;
}

/** On the line and before the door. */
function wait(scenario: Scenario, ...names: readonly string[]): void {
  for (const name of names) {
    scenario.connect(name);
    scenario.do({ type: 'session.enter' }, by(name));
  }
}

const moved = { type: 'participant.moving', by: participant('mediator') } as const;
const forgone = (...names: readonly string[]) => ({
  type: 'interpreter.forgone',
  by: participant('mediator'),
  people: named(...names),
});

describe('letting somebody into the open joint session who lacks an interpreter', () => {
  test('[INT-45] is denied with their name, and with no other name than theirs it goes on', () => {
    const scenario = new Scenario().seat('party');
    wait(scenario, 'respondent');
    const denial = { code: 'interpreter.missing', people: named('respondent') };
    expect(letIn(scenario, ['respondent'])).toEqual(denial);
    expect(letIn(scenario, ['respondent'], ['party'])).toEqual(denial);
    expect(letIn(scenario, ['respondent'], ['party', 'respondent'])).toEqual(denial);
    expect(letIn(scenario, ['respondent'], ['respondent'])).toMatchObject([
      forgone('respondent'),
      { ...moved, participant: participant('respondent'), to: scenario.state.plenary },
    ]);
  });

  test('[INT-45] is not asked where an interpreter is there or comes with them', () => {
    const scenario = new Scenario().seat('party');
    wait(scenario, 'respondent', 'interpreter');
    expect(letIn(scenario, ['respondent', 'interpreter'])).toHaveLength(2);
    expect(letIn(scenario, ['interpreter', 'respondent'])).toHaveLength(2);
    scenario.arrive('interpreter');
    expect(letIn(scenario, ['respondent'])).toHaveLength(1);
  });

  test('[INT-45] is asked where the only interpreter is in another room, or has no line', () => {
    const scenario = new Scenario().seat('party', 'interpreter');
    wait(scenario, 'respondent');
    const home = scenario.caucus('apart', 'interpreter');
    expect(scenario.where('interpreter')).toBe(home);
    const denial = { code: 'interpreter.missing', people: named('respondent') };
    expect(letIn(scenario, ['respondent'])).toEqual(denial);
    scenario.bring(scenario.state.plenary, 'interpreter');
    scenario.settle();
    expect(letIn(scenario, ['respondent'])).toHaveLength(1);
    scenario.drop('interpreter');
    expect(letIn(scenario, ['respondent'])).toEqual(denial);
  });

  test('[INT-45] of several all are named who lack one, and nobody is let in', () => {
    const scenario = new Scenario().arrive();
    scenario.gather();
    wait(scenario, 'party', 'counsel', 'observer', 'respondent');
    expect(letIn(scenario, ['observer', 'party', 'respondent', 'counsel'])).toEqual({
      code: 'interpreter.missing',
      people: named('party', 'counsel', 'respondent', 'observer'),
    });
    expect(letIn(scenario, ['party', 'counsel'])).toHaveLength(2);
    expect(letIn(scenario, ['party', 'observer', 'respondent'], ['respondent'])).toMatchObject({
      code: 'interpreter.missing',
    });
  });

  test('[INT-45] whoever lacks none can be let in without those who do', () => {
    const scenario = new Scenario().seat('party');
    wait(scenario, 'counsel', 'respondent', 'observer');
    const all = ['counsel', 'respondent', 'observer'];
    expect(letIn(scenario, all)).toMatchObject({ people: named('counsel', 'respondent', 'observer') });
    const bilingual = new Scenario({
      ...created,
      people: created.people.map((person) =>
        person.role === 'counsel' || person.role === 'observer'
          ? { ...person, languages: ['zh', 'en'] }
          : person,
      ),
    }).seat('party');
    wait(bilingual, ...all);
    expect(letIn(bilingual, all)).toMatchObject({ people: named('respondent') });
    expect(letIn(bilingual, ['counsel', 'observer'])).toHaveLength(2);
  });

  test('[INT-45] a party whose own interpreter has not come is named, also off the line', () => {
    const scenario = new Booths().seat('second');
    wait(scenario, 'party', 'ours');
    expect(letIn(scenario, ['party'])).toEqual({ code: 'interpreter.missing', people: named('party') });
    expect(letIn(scenario, ['party', 'ours'])).toHaveLength(2);
    scenario.drop('party');
    expect(letIn(scenario, ['party'])).toMatchObject({ code: 'interpreter.missing' });
  });

  test('[INT-45] is not asked before the joint session, where they come to their own side', () => {
    const scenario = new Scenario().arrive('party');
    wait(scenario, 'respondent');
    expect(letIn(scenario, ['respondent'])).toHaveLength(1);
  });

  test('[INT-45] nobody who may not let people in learns who lacks an interpreter', () => {
    const scenario = new Scenario().seat('party');
    wait(scenario, 'respondent');
    expect(letIn(scenario, ['respondent'], [], 'party')).toEqual({ code: 'role.not-allowed' });
    expect(letIn(scenario, ['observer'])).toEqual({ code: 'participant.not-waiting' });
  });
});

describe('moving somebody into the open joint session who lacks an interpreter', () => {
  /** The joint session is open; the respondent is in their own room, who speaks another language. */
  function apart(): Scenario {
    const scenario = new Scenario().seat('party', 'respondent', 'interpreter');
    scenario.caucus('apart', 'respondent');
    return scenario;
  }

  test('[INT-45] is denied with their name, and with no other name than theirs it goes on', () => {
    const scenario = apart();
    const { plenary } = scenario.state;
    scenario.drop('interpreter');
    const denial = { code: 'interpreter.missing', people: named('respondent') };
    expect(moveTo(scenario, plenary, ['respondent'])).toEqual(denial);
    expect(moveTo(scenario, plenary, ['respondent'], ['party', 'respondent'])).toEqual(denial);
    expect(moveTo(scenario, plenary, ['respondent'], ['respondent'])).toMatchObject([
      forgone('respondent'),
      { ...moved, participant: participant('respondent'), to: plenary },
    ]);
    scenario.connect('interpreter', { connection: 'c-back' });
    expect(moveTo(scenario, plenary, ['respondent'])).toHaveLength(1);
  });

  test('[INT-45] counts who comes along with them', () => {
    const scenario = new Booths().seat('party', 'respondent', 'theirs');
    const { plenary } = scenario.state;
    scenario.caucus('apart', 'respondent', 'theirs');
    expect(moveTo(scenario, plenary, ['respondent'])).toHaveLength(2);
    scenario.drop('theirs');
    expect(moveTo(scenario, plenary, ['respondent'])).toEqual({
      code: 'interpreter.missing',
      people: named('respondent'),
    });
  });

  test('[INT-45] names nobody who is there already, and not who goes there themselves', () => {
    const scenario = apart();
    const { plenary } = scenario.state;
    scenario.drop('interpreter');
    expect(moveTo(scenario, plenary, ['party'])).toEqual([]);
    expect(moveTo(scenario, plenary, ['respondent'], ['respondent'])).toHaveLength(2);
    const inside = new Scenario().seat('second', 'party', 'respondent');
    inside.caucus('aside', 'mediator', 'second');
    expect(moveTo(inside, plenary, ['mediator'])).toHaveLength(1);
    expect(moveTo(inside, plenary, ['mediator', 'second'])).toEqual({
      code: 'interpreter.missing',
      people: named('second'),
    });
  });

  test('[INT-45] is not asked on the way into any other room', () => {
    const scenario = apart();
    scenario.drop('interpreter');
    const other = scenario.caucus('other', 'mediator');
    expect(moveTo(scenario, other, ['respondent'])).toHaveLength(1);
  });

  test('[INT-45] nobody who may not move people learns who lacks an interpreter', () => {
    const scenario = apart();
    scenario.drop('interpreter');
    expect(moveTo(scenario, scenario.state.plenary, ['respondent'], [], 'party')).toEqual({
      code: 'role.not-allowed',
    });
  });
});
