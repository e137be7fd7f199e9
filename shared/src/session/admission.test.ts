import { describe, expect, test } from 'vitest';
import { by, participant, Scenario } from './testing.ts';

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
