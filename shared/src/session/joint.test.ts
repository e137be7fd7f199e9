import { describe, expect, test } from 'vitest';
import { viewFor } from '../policy/index.ts';
import { applicant, arrivalOf, by, participant, respondent, room, Scenario, server } from './testing.ts';

const plenary = room('plenary');

describe('coming in', () => {
  test('[ARR-2] each side gathers in a room of its own; people of no side join the mediators', () => {
    const scenario = new Scenario().arrive('party', 'counsel', 'respondent', 'interpreter', 'observer');
    expect(['party', 'counsel'].map((name) => scenario.where(name))).toEqual([
      arrivalOf(applicant),
      arrivalOf(applicant),
    ]);
    expect(scenario.where('respondent')).toBe(arrivalOf(respondent));
    expect(['mediator', 'interpreter', 'observer'].map((name) => scenario.where(name))).toEqual([
      plenary,
      plenary,
      plenary,
    ]);
  });

  test('[ARR-3] late for a joint session that a mediator is in, one comes into it; else to the own side', () => {
    const held = new Scenario().seat('respondent').arrive('party');
    expect(held.where('party')).toBe(plenary);

    const without = new Scenario().seat('respondent');
    without.caucus('aside', 'mediator');
    without.arrive('party');
    expect(without.where('party')).toBe(arrivalOf(applicant));

    const dropped = new Scenario().seat('respondent').arrive('second');
    dropped.bring(arrivalOf(applicant), 'second');
    dropped.settle();
    dropped.connect('party');
    dropped.do({ type: 'session.enter' }, by('party'));
    dropped.drop('mediator');
    dropped.do({ type: 'lobby.admit', participant: participant('party') }, by('second'));
    expect(dropped.where('party')).toBe(arrivalOf(applicant));
  });
});

describe('the joint session', () => {
  const gathering = (scenario: Scenario, name: string) =>
    viewFor(scenario.state, participant(name))?.gathering ?? null;

  test('[JOINT-1] a countdown everyone sees; when it is over, everyone on the line comes together', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'counsel');
    const caucus = scenario.caucus('apart', 'counsel');
    scenario.drop('counsel');
    expect(scenario.do({ type: 'joint.gather', seconds: 10 }, by('mediator'))).toBeNull();
    expect(gathering(scenario, 'party')).toMatchObject({ by: 'Chen' });
    scenario.later(9_000).do({ type: 'gathering.due' }, server);
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    scenario.later(1_000).do({ type: 'gathering.due' }, server);
    scenario.settle();
    expect(['party', 'respondent', 'mediator'].map((name) => scenario.where(name))).toEqual([
      plenary,
      plenary,
      plenary,
    ]);
    expect(scenario.where('counsel')).toBe(caucus);
    expect(gathering(scenario, 'party')).toBeNull();
  });

  test('[JOINT-2] it is called off by a mediator, or by itself when none is there', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    scenario.do({ type: 'joint.gather', seconds: 5 }, by('mediator'));
    scenario.do({ type: 'gathering.call-off' }, by('mediator'));
    scenario.later(9_000).do({ type: 'gathering.due' }, server);
    expect(scenario.where('party')).toBe(arrivalOf(applicant));

    scenario.do({ type: 'joint.gather', seconds: 5 }, by('mediator'));
    scenario.drop('mediator');
    scenario.later(9_000).do({ type: 'gathering.due' }, server);
    expect(scenario.state).toMatchObject({ jointSince: null, gathering: null });
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
  });

  test('[JOINT-3] closing it sends every side back to its own room, also who is away or on the way', () => {
    const scenario = new Scenario().seat('party', 'respondent', 'interpreter');
    scenario.bring(arrivalOf(applicant), 'party');
    scenario.settle();
    scenario.bring(plenary, 'party');
    scenario.drop('respondent');
    expect(scenario.do({ type: 'joint.close' }, by('mediator'))).toBeNull();
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    expect(scenario.where('respondent')).toBe(arrivalOf(respondent));
    expect(scenario.where('interpreter')).toBe(plenary);
    expect(scenario.bring(plenary, 'party')).toBe('joint.not-open');
  });

  test('[JOINT-4] whoever was about to come into another room stays together with the rest', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    const caucus = scenario.caucus('apart', 'respondent');
    scenario.bring(caucus, 'mediator');
    expect(scenario.state.entries.size).toBe(1);
    scenario.gather();
    expect(scenario.state.entries.size).toBe(0);
    scenario.later(5_000).do({ type: 'entry.due', participant: participant('mediator') }, server);
    expect(scenario.where('mediator')).toBe(plenary);
  });

  test('[JOINT-5] when the mediator drops out, the sides stay where they are', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    const caucus = scenario.caucus('apart', 'party', 'mediator');
    scenario.drop('mediator');
    scenario.do({ type: 'line.expired', participant: participant('mediator') }, server);
    expect(scenario.where('party')).toBe(caucus);
    expect(scenario.where('respondent')).toBe(arrivalOf(respondent));
    expect(viewFor(scenario.state, participant('party'))?.mediation).toBe('away');
  });
});
