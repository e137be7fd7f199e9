import { describe, expect, test } from 'vitest';
import { viewFor } from '../policy/index.ts';
import { applicant, arrivalOf, by, participant, respondent, room, Scenario } from './testing.ts';

const view = (scenario: Scenario, name: string) => viewFor(scenario.state, participant(name));
const admit = (scenario: Scenario, ...names: readonly string[]) => {
  for (const name of names) {
    scenario.do({ type: 'lobby.admit', participant: participant(name) }, by('mediator'));
  }
  scenario.settle();
};
const remove = (scenario: Scenario, name: string, actor: string) =>
  scenario.do({ type: 'participant.remove', participant: participant(name), reason: '' }, by(actor));

describe('whoever was removed', () => {
  test('[SES-5] does not get in again by leaving', () => {
    const scenario = new Scenario().arrive('party');
    remove(scenario, 'party', 'mediator');
    expect(scenario.do({ type: 'session.leave' }, by('party'))).toBe('participant.removed');
    expect(scenario.do({ type: 'session.enter' }, by('party'))).toBe('participant.removed');
  });

  test('[SES-18] has no power left, be it a mediator', () => {
    const scenario = new Scenario().arrive('second', 'party');
    remove(scenario, 'second', 'mediator');
    expect(view(scenario, 'second')).toMatchObject({ people: [], board: null, powers: { conduct: false } });
    expect(
      scenario.do({ type: 'participant.recall', participant: participant('second') }, by('second')),
    ).toBe('role.not-allowed');
    expect(scenario.do({ type: 'caucus.close', room: room('any') }, by('second'))).toBe(
      'participant.removed',
    );
    expect(scenario.do({ type: 'lead.take' }, by('second'))).toBe('room.not-in');
  });
});

describe('a co-mediator', () => {
  const alone = (): Scenario => {
    const scenario = new Scenario().arrive('second', 'party');
    scenario.drop('mediator');
    return scenario;
  };

  test('[LEAD-1] presides once they have taken the lead, when no mediator is on the line', () => {
    const scenario = new Scenario().arrive('second', 'party');
    expect(scenario.do({ type: 'lead.take' }, by('second'))).toBe('lead.mediator-present');
    expect(view(scenario, 'second')?.powers).toMatchObject({ preside: false, takeLead: false });
    scenario.drop('mediator');
    expect(view(scenario, 'second')?.powers).toMatchObject({ preside: false, takeLead: true });
    expect(remove(scenario, 'party', 'second')).toBe('role.not-allowed');
    expect(scenario.do({ type: 'lead.take' }, by('second'))).toBeNull();
    expect(view(scenario, 'second')?.powers).toMatchObject({ preside: true, takeLead: false });
    expect(remove(scenario, 'party', 'second')).toBeNull();
  });

  test('[LEAD-2] gives it back, and loses it by leaving', () => {
    const scenario = alone();
    scenario.do({ type: 'lead.take' }, by('second'));
    scenario.connect('mediator', { connection: 'c-again' });
    expect(scenario.do({ type: 'lead.return' }, by('mediator'))).toBeNull();
    expect(scenario.do({ type: 'session.lock', locked: true }, by('second'))).toBe('role.not-allowed');

    const left = alone();
    left.do({ type: 'lead.take' }, by('second'));
    left.do({ type: 'session.leave' }, by('second'));
    left.do({ type: 'session.enter' }, by('second'));
    expect(view(left, 'second')?.powers.preside).toBe(false);
  });

  test('[LEAD-3] does not put out the mediator they stand in for', () => {
    const scenario = alone();
    scenario.do({ type: 'lead.take' }, by('second'));
    expect(remove(scenario, 'mediator', 'second')).toBe('role.not-allowed');
    expect(remove(scenario, 'second', 'mediator')).toBeNull();
    expect(scenario.state.lead).toBeNull();
  });
});

describe('an adjourned session', () => {
  test('[LEAD-4] is resumed by a co-mediator who takes the lead, when no mediator has come back', () => {
    const scenario = new Scenario().arrive('second', 'party');
    scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    expect(scenario.do({ type: 'session.resume' }, by('second'))).toBe('role.not-allowed');
    expect(scenario.do({ type: 'lead.take' }, by('second'))).toBe('lead.mediator-present');
    scenario.drop('mediator');
    expect(scenario.do({ type: 'lead.take' }, by('party'))).toBe('role.not-allowed');
    expect(scenario.do({ type: 'lead.take' }, by('second'))).toBeNull();
    expect(scenario.do({ type: 'session.resume' }, by('second'))).toBeNull();
    expect(scenario.where('second')).toBe(room('plenary'));
    expect(view(scenario, 'second')?.powers.preside).toBe(true);
  });
});

describe('a locked session', () => {
  test('[LOCK-1] takes nobody new, and everybody who is of it', () => {
    const scenario = new Scenario().arrive('party');
    for (const name of ['counsel', 'respondent', 'second']) scenario.connect(name);
    scenario.do({ type: 'session.enter' }, by('counsel'));
    scenario.do({ type: 'session.lock', locked: true }, by('mediator'));
    expect(scenario.do({ type: 'session.enter' }, by('respondent'))).toBe('session.locked');
    expect(scenario.do({ type: 'session.enter' }, by('counsel'))).toBeNull();
    expect(scenario.do({ type: 'session.enter' }, by('second'))).toBeNull();
    scenario.drop('party');
    expect(scenario.connect('party', { connection: 'c-again' })).toBeNull();
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    scenario.do({ type: 'session.lock', locked: false }, by('mediator'));
    expect(scenario.do({ type: 'session.enter' }, by('respondent'))).toBeNull();
  });
});

describe('another day', () => {
  test('[SES-19] whoever was in a caucus comes back into it, and everyone else to their own side', () => {
    const scenario = new Scenario().seat('party', 'respondent', 'counsel');
    const caucus = scenario.caucus('apart', 'party');
    scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    scenario.do({ type: 'session.resume' }, by('mediator'));
    admit(scenario, 'respondent', 'counsel', 'party');
    expect(scenario.where('party')).toBe(caucus);
    expect(scenario.where('counsel')).toBe(arrivalOf(applicant));
    expect(scenario.where('respondent')).toBe(arrivalOf(respondent));
    expect(view(scenario, 'party')?.place).toMatchObject({ title: 'apart' });
  });

  test('[SES-20] nobody comes back into a caucus that is closed or where they would meet the other side', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'counsel');
    const shared = scenario.caucus('together', 'party', 'respondent');
    const gone = scenario.caucus('apart', 'counsel');
    scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    scenario.do({ type: 'session.resume' }, by('mediator'));
    scenario.do({ type: 'caucus.close', room: gone }, by('mediator'));
    admit(scenario, 'party', 'respondent', 'counsel');
    expect(scenario.where('party')).toBe(shared);
    expect(scenario.where('respondent')).toBe(arrivalOf(respondent));
    expect(scenario.where('counsel')).toBe(arrivalOf(applicant));
    // Nor are they brought to its door.
    expect([...scenario.state.entries.values()]).toEqual([]);
  });
});

describe('how the mediators are shown', () => {
  test('[VIEW-10] here, or with another room, or only not here, as the house rules say', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    const seen = (name: string) => view(scenario, name)?.mediation;
    expect(seen('party')).toBe('with-another-room');
    scenario.caucus('apart', 'respondent', 'mediator');
    expect([seen('party'), seen('respondent'), seen('observer')]).toEqual([
      'with-another-room',
      'here',
      null,
    ]);
    const rules = { entry: 'announce', absence: 'not-here' } as const;
    scenario.do({ type: 'house-rules.set', rules }, by('mediator'));
    expect([seen('party'), seen('respondent')]).toEqual(['not-here', 'here']);
    scenario.drop('mediator');
    expect([seen('party'), seen('respondent')]).toEqual(['not-here', 'not-here']);
    scenario.do(
      { type: 'house-rules.set', rules: { ...rules, absence: 'with-another-room' } },
      by('mediator'),
    );
    expect(seen('party')).toBe('away');
  });
});
