import { describe, expect, test } from 'vitest';
import { applicant, arrivalOf, by, participant, room, Scenario, server } from './testing.ts';

const admit = (scenario: Scenario, ...names: readonly string[]) =>
  scenario.do({ type: 'lobby.admit', participants: names.map(participant) }, by('mediator'));

/** Two who were together in a private room when the session was adjourned, and somebody of the other side. */
function anotherDay(): Scenario {
  const scenario = new Scenario().seat('party', 'counsel', 'respondent');
  scenario.caucus('caucus', 'party', 'counsel');
  scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
  scenario.do({ type: 'session.resume' }, by('mediator'));
  scenario.settle();
  return scenario;
}

describe('letting in several at once', () => {
  test.each([[['party', 'counsel', 'respondent']], [['respondent', 'counsel', 'party']]])(
    '[SES-25] %j go where they would have gone one after another',
    (names) => {
      const together = anotherDay();
      expect(admit(together, ...names)).toBeNull();
      const after = anotherDay();
      for (const name of names) expect(admit(after, name)).toBeNull();
      for (const name of names) expect(together.where(name)).toBe(after.where(name));
      expect([...together.state.entries.keys()]).toEqual([...after.state.entries.keys()]);
      expect(together.state.entries.size).toBe(1);
    },
  );

  test('[SES-25] whoever is gone by then, unknown or named twice is passed over', () => {
    const scenario = new Scenario().seat();
    for (const name of ['party', 'respondent']) {
      scenario.connect(name);
      scenario.do({ type: 'session.enter' }, by(name));
    }
    scenario.do({ type: 'session.leave' }, by('respondent'));
    expect(admit(scenario, 'respondent', 'party', 'nobody', 'party')).toBeNull();
    expect(scenario.state.people.get(participant('party'))).toMatchObject({
      attendance: { kind: 'placed' },
      epoch: 1,
    });
    expect(scenario.state.people.get(participant('respondent'))?.attendance.kind).toBe('left');
  });

  test('[SES-25] where none of them waits it is denied', () => {
    const scenario = new Scenario().seat('party');
    expect(admit(scenario, 'party', 'nobody')).toBe('participant.not-waiting');
  });
});

describe('letting in an interpreter of no side who works for a party', () => {
  const arrival = arrivalOf(applicant);
  /** Assigned to a party, before either of them is let in; both wait. */
  function working(): Scenario {
    const scenario = new Scenario().arrive();
    for (const name of ['counsel', 'party', 'interpreter']) {
      scenario.connect(name);
      scenario.do({ type: 'session.enter' }, by(name));
    }
    const bound = { to: 'party', participant: participant('party') } as const;
    const work = { participant: participant('interpreter'), languages: ['zh', 'en'], bound };
    expect(scenario.do({ type: 'interpreter.assign', ...work }, by('mediator'))).toBeNull();
    return scenario;
  }
  const atDoor = ({ state }: Scenario) =>
    [...state.entries.values()].map((entry) => [entry.participant, entry.room, entry.consent.kind]);

  test.each([
    [
      'one after another',
      (scenario: Scenario) => ['counsel', 'interpreter'].map((name) => admit(scenario, name)),
    ],
    ['by one press', (scenario: Scenario) => [admit(scenario, 'counsel', 'interpreter')]],
  ])('[ENT-14] without the party they wait at the door of its room, where others are: %s', (_how, letIn) => {
    const scenario = working();
    expect(letIn(scenario).every((denial) => denial === null)).toBe(true);
    expect(scenario.where('counsel')).toBe(arrival);
    expect(scenario.where('interpreter')).toBe(room('plenary'));
    expect(atDoor(scenario)).toEqual([[participant('interpreter'), arrival, 'announced']]);
    scenario.settle();
    scenario.do({ type: 'entry.due', participant: participant('interpreter') }, server);
    expect(scenario.where('interpreter')).toBe(room('plenary'));
    scenario.later(3_000);
    scenario.do({ type: 'entry.due', participant: participant('interpreter') }, server);
    expect(scenario.where('interpreter')).toBe(arrival);
  });

  test('[ENT-14] [ENT-2] by house rule somebody inside lets them in', () => {
    const scenario = working();
    scenario.do({ type: 'house-rules.set', rules: { entry: 'admit', absence: 'not-here' } }, by('mediator'));
    admit(scenario, 'counsel', 'interpreter');
    expect(atDoor(scenario)).toEqual([[participant('interpreter'), arrival, 'asked']]);
  });

  test('[ENT-14] with the party there, or let in before them, they are at home; and where nobody is', () => {
    for (const names of [['counsel', 'party', 'interpreter'], ['interpreter']]) {
      const scenario = working();
      expect(admit(scenario, ...names)).toBeNull();
      expect(scenario.where('interpreter')).toBe(arrival);
      expect(scenario.state.entries.size).toBe(0);
    }
  });
});
