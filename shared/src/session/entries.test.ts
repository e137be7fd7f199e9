import { describe, expect, test } from 'vitest';
import type { RoomId } from '../ids.ts';
import { viewFor } from '../policy/index.ts';
import { dueIn } from './due.ts';
import { applicant, arrivalOf, by, participant, respondent, room, Scenario, server } from './testing.ts';

const plenary = room('plenary');
const view = (scenario: Scenario, name: string) => viewFor(scenario.state, participant(name));
const atDoor = (scenario: Scenario, name: string) =>
  view(scenario, name)?.entries.map((entry) => entry.participant.id);
const byRule = (scenario: Scenario, entry: 'admit' | 'announce') =>
  scenario.do({ type: 'house-rules.set', rules: { entry, absence: 'not-here' } }, by('mediator'));
const due = (scenario: Scenario, name: string) =>
  scenario.do({ type: 'entry.due', participant: participant(name) }, server);
const letIn = (scenario: Scenario, name: string, actor: string) =>
  scenario.do(
    { type: 'entry.admit', participant: participant(name), epoch: scenario.epochOf(actor) },
    by(actor),
  );
const keepOut = (scenario: Scenario, name: string, actor: string) =>
  scenario.do({ type: 'entry.end', participant: participant(name) }, by(actor));

/** The party is alone in a caucus, and the others are where they arrive. */
function apart(...names: readonly string[]): { scenario: Scenario; caucus: RoomId } {
  const scenario = new Scenario().arrive('party', 'counsel', 'respondent', ...names);
  return { scenario, caucus: scenario.caucus('apart', 'party') };
}

describe('coming into a private room', () => {
  test('[ENT-1] those inside are told who comes, three seconds before that person comes in', () => {
    const { scenario, caucus } = apart();
    scenario.bring(caucus, 'mediator');
    expect(atDoor(scenario, 'party')).toEqual([participant('mediator')]);
    expect(scenario.where('mediator')).toBe(plenary);
    expect(dueIn(scenario.state).map(({ command }) => command)).toEqual([
      { type: 'entry.due', participant: participant('mediator') },
    ]);
    scenario.later(2_900);
    due(scenario, 'mediator');
    expect(scenario.where('mediator')).toBe(plenary);
    scenario.later(100);
    due(scenario, 'mediator');
    expect(scenario.where('mediator')).toBe(caucus);
    expect(atDoor(scenario, 'party')).toEqual([]);
  });

  test('[ENT-2] by house rule somebody inside lets them in, or does not', () => {
    const { scenario, caucus } = apart('interpreter');
    byRule(scenario, 'admit');
    scenario.bring(caucus, 'counsel');
    scenario.later(60_000);
    due(scenario, 'counsel');
    expect(scenario.where('counsel')).toBe(arrivalOf(applicant));
    expect(view(scenario, 'counsel')?.awaited).not.toBeNull();
    expect(letIn(scenario, 'counsel', 'mediator')).toBe('room.not-in');
    expect(letIn(scenario, 'counsel', 'party')).toBeNull();
    expect(scenario.where('counsel')).toBe(caucus);

    scenario.settle();
    scenario.bring(caucus, 'interpreter');
    expect(keepOut(scenario, 'interpreter', 'counsel')).toBeNull();
    expect(scenario.where('interpreter')).toBe(plenary);
    expect(view(scenario, 'interpreter')?.awaited).toBeNull();
  });

  test('[ENT-3] a mediator is announced and not asked for', () => {
    const { scenario, caucus } = apart();
    byRule(scenario, 'admit');
    scenario.bring(caucus, 'mediator');
    expect(keepOut(scenario, 'mediator', 'party')).toBe('entry.not-asked');
    scenario.later(3_000);
    due(scenario, 'mediator');
    expect(scenario.where('mediator')).toBe(caucus);
  });

  test('[ENT-4] the own arrival room, the plenary, and a room nobody is in are open', () => {
    const { scenario, caucus } = apart();
    byRule(scenario, 'admit');
    scenario.bring(arrivalOf(applicant), 'party');
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    scenario.bring(caucus, 'counsel');
    expect(scenario.where('counsel')).toBe(caucus);
    scenario.settle();
    scenario.bring(caucus, 'party');
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    expect(scenario.bring(plenary, 'mediator')).toBeNull();
    expect(scenario.state.entries.size).toBe(1);
    scenario.bring(arrivalOf(respondent), 'mediator');
    expect(atDoor(scenario, 'respondent')).toEqual([participant('mediator')]);
  });

  test('[ENT-4] so is the room where nobody is but the mediator who brings somebody in', () => {
    const { scenario } = apart();
    byRule(scenario, 'admit');
    const own = scenario.caucus('own', 'mediator');
    scenario.bring(own, 'respondent');
    expect(scenario.where('respondent')).toBe(own);
  });

  const unattended = (scenario: Scenario, name: string) =>
    scenario.do({ type: 'entry.unattended', participant: participant(name) }, server);
  const commands = (scenario: Scenario) => dueIn(scenario.state).map(({ command }) => command.type);

  const offline = (scenario: Scenario, name: string): void => {
    scenario.drop(name);
    scenario.do({ type: 'line.expired', participant: participant(name) }, server);
  };

  test('[ENT-10] where nobody is left who may let in, whoever comes is announced', () => {
    const { scenario, caucus } = apart('interpreter', 'observer');
    byRule(scenario, 'admit');
    offline(scenario, 'party');
    scenario.bring(caucus, 'interpreter');
    scenario.later(3_000);
    due(scenario, 'interpreter');
    scenario.settle();
    expect(scenario.where('interpreter')).toBe(caucus);
    scenario.bring(caucus, 'observer');
    expect(commands(scenario)).toEqual(['entry.due']);
  });

  const goings: { readonly [how: string]: (scenario: Scenario) => unknown } = {
    'is offline': (scenario) => offline(scenario, 'party'),
    leaves: (scenario) => scenario.do({ type: 'session.leave' }, by('party')),
    'is taken elsewhere': (scenario) => scenario.caucus('other', 'party'),
    'loses their link': (scenario) =>
      scenario.do({ type: 'link.withdrawn', participant: participant('party') }, server),
  };
  test.each(Object.keys(goings))(
    '[ENT-10] whoever waits is announced once the last who could let them in %s',
    (how) => {
      const { scenario, caucus } = apart('interpreter', 'observer');
      scenario.bring(caucus, 'interpreter');
      due(scenario.later(3_000), 'interpreter');
      scenario.settle();
      byRule(scenario, 'admit');
      scenario.bring(caucus, 'counsel', 'observer');
      unattended(scenario, 'counsel');
      expect(commands(scenario)).toEqual([]);
      goings[how]?.(scenario);
      expect(commands(scenario)).toEqual(['entry.unattended', 'entry.unattended']);
      unattended(scenario, 'counsel');
      unattended(scenario, 'observer');
      expect(atDoor(scenario, 'interpreter')).toEqual([participant('counsel'), participant('observer')]);
      expect(view(scenario, 'interpreter')?.entries.map((entry) => entry.due)).not.toContain(null);
      due(scenario.later(2_900), 'counsel');
      expect(scenario.where('counsel')).toBe(arrivalOf(applicant));
      due(scenario.later(100), 'counsel');
      expect(scenario.where('counsel')).toBe(caucus);
    },
  );

  test('[ENT-10] nobody gets in because a line inside has just dropped: it may come back and answer', () => {
    const { scenario, caucus } = apart();
    byRule(scenario, 'admit');
    scenario.bring(caucus, 'counsel');
    scenario.drop('party');
    expect(commands(scenario)).toEqual([]);
    unattended(scenario, 'counsel');
    expect(view(scenario, 'counsel')?.awaited).toEqual({ by: 'Chen', asked: true });
  });

  test('[ENT-10] nobody reports it but the server, and of nobody who is not waiting', () => {
    const { scenario, caucus } = apart();
    byRule(scenario, 'admit');
    scenario.bring(caucus, 'counsel');
    const report = { type: 'entry.unattended', participant: participant('counsel') } as const;
    expect(scenario.do(report, by('mediator'))).toBe('role.not-allowed');
    unattended(scenario, 'respondent');
    expect(scenario.state.entries.size).toBe(1);
  });

  test('[ENT-11] who is to come in is told who brings them and whether somebody has to let them in', () => {
    const { scenario, caucus } = apart();
    const awaited = () => view(scenario, 'counsel')?.awaited;
    expect(awaited()).toBeNull();
    byRule(scenario, 'admit');
    scenario.bring(caucus, 'counsel');
    expect(awaited()).toEqual({ by: 'Chen', asked: true });
    offline(scenario, 'party');
    unattended(scenario, 'counsel');
    expect(awaited()).toEqual({ by: 'Chen', asked: false });
    scenario.bring(caucus, 'mediator');
    expect(view(scenario, 'mediator')?.awaited).toEqual({ by: null, asked: false });
  });

  const endings: { readonly [how: string]: (scenario: Scenario, caucus: RoomId) => unknown } = {
    leaves: (scenario) => scenario.do({ type: 'session.leave' }, by('counsel')),
    'is removed': (scenario) =>
      scenario.do(
        { type: 'participant.remove', participant: participant('counsel'), reason: '' },
        by('mediator'),
      ),
    'goes elsewhere': (scenario) => scenario.caucus('other', 'counsel'),
    'is told to stay': (scenario) => scenario.bring(arrivalOf(applicant), 'counsel'),
    'finds the room closed': (scenario, caucus) =>
      scenario.do({ type: 'caucus.close', room: caucus }, by('mediator')),
    'is adjourned': (scenario) => scenario.do({ type: 'session.adjourn', note: '' }, by('mediator')),
    'is gathered': (scenario) => scenario.gather(),
  };
  test.each(Object.keys(endings))('[ENT-5] nothing is left of an entry when its person %s', (how) => {
    const { scenario, caucus } = apart();
    byRule(scenario, 'admit');
    scenario.bring(caucus, 'counsel');
    expect(scenario.state.entries.size).toBe(1);
    endings[how]?.(scenario, caucus);
    expect(scenario.state.entries.size).toBe(0);
    expect(letIn(scenario, 'counsel', 'party')).toBe('entry.unknown');
    expect(dueIn(scenario.state)).toEqual([]);
  });

  test('[ENT-6] to everyone else it is as if nobody were at the door', () => {
    const { scenario, caucus } = apart('interpreter', 'observer', 'recorder');
    byRule(scenario, 'admit');
    const outside = ['respondent', 'observer', 'recorder', 'interpreter'];
    const before = outside.map((name) => JSON.stringify(view(scenario, name)));
    scenario.bring(caucus, 'counsel');
    expect(outside.map((name) => JSON.stringify(view(scenario, name)))).toEqual(before);
    for (const name of [...outside, 'counsel']) {
      expect(letIn(scenario, 'counsel', name)).toBe(letIn(scenario, 'second', name));
      expect(keepOut(scenario, 'counsel', name)).toBe('entry.unknown');
    }
    expect(scenario.state.entries.size).toBe(1);
  });

  test('[ENT-7] a changed house rule holds for whoever is brought again', () => {
    const { scenario, caucus } = apart();
    byRule(scenario, 'admit');
    scenario.bring(caucus, 'counsel');
    byRule(scenario, 'announce');
    scenario.bring(caucus, 'counsel');
    scenario.later(3_000);
    due(scenario, 'counsel');
    expect(scenario.where('counsel')).toBe(caucus);
  });

  test('[ENT-8] two at one door are named in the order in which they came to it', () => {
    const { scenario, caucus } = apart('interpreter', 'observer');
    const other = scenario.caucus('other', 'respondent');
    scenario.bring(other, 'observer');
    scenario.bring(caucus, 'interpreter');
    scenario.bring(caucus, 'observer');
    // Nothing tells that one of them stood before another door first.
    expect(atDoor(scenario, 'party')).toEqual([participant('interpreter'), participant('observer')]);
  });

  test('[ENT-9] whoever comes back after an adjournment to a room with people in it is announced to them', () => {
    const { scenario, caucus } = apart();
    scenario.bring(caucus, 'counsel', 'mediator');
    for (const name of ['counsel', 'mediator']) due(scenario.later(3_000), name);
    scenario.settle();
    scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    scenario.do({ type: 'session.resume' }, by('mediator'));
    const admit = (name: string) =>
      scenario.do({ type: 'lobby.admit', participants: [participant(name)] }, by('mediator'));
    admit('party');
    scenario.settle();
    expect(scenario.where('party')).toBe(caucus);
    admit('counsel');
    expect(scenario.where('counsel')).toBe(arrivalOf(applicant));
    expect(atDoor(scenario, 'party')).toEqual([participant('counsel')]);
    scenario.settle();
    due(scenario.later(3_000), 'counsel');
    expect(scenario.where('counsel')).toBe(caucus);
  });
});
