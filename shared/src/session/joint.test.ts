import { describe, expect, test } from 'vitest';
import type { RoomId } from '../ids.ts';
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
    dropped.do({ type: 'lobby.admit', participants: [participant('party')] }, by('second'));
    expect(dropped.where('party')).toBe(arrivalOf(applicant));
  });
});

describe('whoever was away when everyone came together', () => {
  const missed = (scenario: Scenario, viewer = 'mediator') =>
    viewFor(scenario.state, participant(viewer))?.people.flatMap((person) =>
      person.missed ? [person.participant.id] : [],
    );
  /** The party's line blinked at the end of the countdown. */
  function blinked(): Scenario {
    const scenario = new Scenario().arrive('second', 'party', 'respondent', 'counsel', 'interpreter');
    scenario.drop('party');
    scenario.gather();
    expect(scenario.connect('party', { connection: 'c-back' })).toBeNull();
    return scenario;
  }

  test('[JOINT-6] is named to the mediators and to nobody else, and stays where they are', () => {
    const scenario = blinked();
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    expect([missed(scenario), missed(scenario, 'second')]).toEqual([
      [participant('party')],
      [participant('party')],
    ]);
    for (const name of ['respondent', 'counsel', 'interpreter']) expect(missed(scenario, name)).toEqual([]);
    expect(viewFor(scenario.state, participant('party'))?.me.missed).toBe(false);
  });

  const endings: { readonly [how: string]: (scenario: Scenario) => unknown } = {
    'they are brought in': (scenario) => scenario.bring(plenary, 'party'),
    'they are taken aside': (scenario) => scenario.caucus('aside', 'party'),
    'they leave': (scenario) => scenario.do({ type: 'session.leave' }, by('party')),
    'the joint session is closed': (scenario) => scenario.do({ type: 'joint.close' }, by('mediator')),
    'it is adjourned': (scenario) => scenario.do({ type: 'session.adjourn', note: '' }, by('mediator')),
  };
  test.each(Object.keys(endings))('[JOINT-6] that is over when %s', (how) => {
    const scenario = blinked();
    endings[how]?.(scenario);
    scenario.settle();
    expect(missed(scenario)).toEqual([]);
  });

  test('[JOINT-6] whoever was in the plenary already, or waits outside, has missed nothing', () => {
    const scenario = new Scenario().arrive('party', 'interpreter');
    scenario.connect('respondent');
    scenario.do({ type: 'session.enter' }, by('respondent'));
    scenario.drop('interpreter');
    scenario.drop('respondent');
    scenario.gather();
    expect(missed(scenario)).toEqual([]);
  });
});

describe('the joint session', () => {
  const gathering = (scenario: Scenario, name: string) =>
    viewFor(scenario.state, participant(name))?.gathering ?? null;

  test('[JOINT-1] a countdown everyone sees; when it is over, everyone on the line comes together', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'counsel');
    const caucus = scenario.caucus('apart', 'counsel');
    scenario.drop('counsel');
    expect(scenario.announceGathering(10)).toBeNull();
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
    scenario.announceGathering(5);
    scenario.do({ type: 'gathering.call-off' }, by('mediator'));
    scenario.later(9_000).do({ type: 'gathering.due' }, server);
    expect(scenario.where('party')).toBe(arrivalOf(applicant));

    scenario.announceGathering(5);
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

describe('sent into the open joint session by somebody else', () => {
  /** The joint session is open, and these are in a private room with open microphones. */
  function aside(...names: readonly string[]): { scenario: Scenario; caucus: RoomId } {
    const scenario = new Scenario().seat('respondent', ...names);
    const caucus = scenario.caucus('aside', ...names);
    for (const name of names) expect(scenario.unmute(name)).toBeNull();
    return { scenario, caucus };
  }
  const microphone = ({ state }: Scenario, name: string) => state.people.get(participant(name))?.microphone;

  test('[JOINT-9] one comes out of a private room with a closed microphone, until one opens it there', () => {
    const { scenario } = aside('party', 'interpreter');
    expect(scenario.bring(plenary, 'party', 'interpreter')).toBeNull();
    expect(['party', 'interpreter'].map((name) => microphone(scenario, name))).toEqual(['muted', 'muted']);
    scenario.settle();
    expect(scenario.unmute('party')).toBeNull();
    expect(microphone(scenario, 'party')).toBe('open');
  });

  test('[JOINT-9] also where the room is closed over the head of somebody of no side', () => {
    const { scenario, caucus } = aside('party', 'interpreter');
    scenario.do({ type: 'caucus.close', room: caucus }, by('mediator'));
    expect(scenario.where('interpreter')).toBe(plenary);
    expect(microphone(scenario, 'interpreter')).toBe('muted');
    // To their own side, where they may say what they like.
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    expect(microphone(scenario, 'party')).toBe('open');
  });

  test('[JOINT-9] who sends themselves knows where they go, and who is away is told by whom it was closed', () => {
    const { scenario } = aside('mediator', 'party');
    scenario.drop('party');
    expect(scenario.bring(plenary, 'mediator', 'party')).toBeNull();
    expect(microphone(scenario, 'mediator')).toBe('open');
    expect(scenario.state.people.get(participant('party'))).toMatchObject({
      microphone: 'muted',
      mutedBy: participant('mediator'),
    });
  });

  test('[JOINT-9] between private rooms, and before the joint session is open, it stays as it was', () => {
    const { scenario } = aside('party');
    const other = scenario.caucus('other', 'party');
    expect(scenario.where('party')).toBe(other);
    expect(microphone(scenario, 'party')).toBe('open');
    scenario.do({ type: 'joint.close' }, by('mediator'));
    scenario.settle();
    scenario.do({ type: 'caucus.close', room: other }, by('mediator'));
    expect(microphone(scenario, 'party')).toBe('open');
  });
});
