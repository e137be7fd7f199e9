import { describe, expect, test } from 'vitest';
import { MessageId, type RoomId } from '../ids.ts';
import { readable, viewFor } from '../policy/index.ts';
import { applicant, arrivalOf, by, participant, respondent, room, Scenario } from './testing.ts';

const view = (scenario: Scenario, name: string) => viewFor(scenario.state, participant(name));
const admit = (scenario: Scenario, ...names: readonly string[]) => {
  for (const name of names) {
    scenario.do({ type: 'lobby.admit', participants: [participant(name)] }, by('mediator'));
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

describe('who comes back after having left', () => {
  /** The party was in a caucus, something was said there, and the session is adjourned. */
  const adjourned = (): { scenario: Scenario; caucus: RoomId } => {
    const scenario = new Scenario().arrive('party', 'counsel', 'respondent');
    const caucus = scenario.caucus('apart', 'party');
    const message = { id: MessageId.parse('message-1'), room: caucus, text: 'our limit' };
    scenario.do({ type: 'chat.say', ...message }, by('party'));
    scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    return { scenario, caucus };
  };
  const enter = (scenario: Scenario, name: string) => scenario.do({ type: 'session.enter' }, by(name));

  test.each(['before', 'after'] as const)(
    '[SES-22] whoever left while it was adjourned, and enters %s it is resumed, comes back into their caucus',
    (when) => {
      const { scenario, caucus } = adjourned();
      const stay = scenario.state.people.get(participant('party'))?.stays.at(-1);
      scenario.do({ type: 'session.leave' }, by('party'));
      if (when === 'before') enter(scenario, 'party');
      scenario.do({ type: 'session.resume' }, by('mediator'));
      if (when === 'after') enter(scenario, 'party');
      admit(scenario, 'party');
      expect(scenario.where('party')).toBe(caucus);
      expect(readable(scenario.state, participant('party'), caucus)).toContainEqual({
        from: stay?.from,
        to: stay?.to,
        which: 'all',
      });
    },
  );

  test('[SES-22] not so whoever leaves a session that is open, or is refused', () => {
    const { scenario, caucus } = adjourned();
    scenario.do({ type: 'session.resume' }, by('mediator'));
    const refuse = { type: 'lobby.refuse', participant: participant('party'), reason: '' } as const;
    expect(scenario.do(refuse, by('mediator'))).toBeNull();
    enter(scenario, 'party');
    admit(scenario, 'party');
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    scenario.bring(caucus, 'party');
    scenario.settle();
    scenario.do({ type: 'session.leave' }, by('party'));
    enter(scenario, 'party');
    admit(scenario, 'party');
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
  });

  test('[LOCK-2] a locked session takes whoever left it while it was adjourned, until they have come in again', () => {
    const { scenario } = adjourned();
    scenario.do({ type: 'session.leave' }, by('party'));
    scenario.do({ type: 'session.lock', locked: true }, by('mediator'));
    scenario.connect('interpreter');
    expect(enter(scenario, 'interpreter')).toBe('session.locked');
    expect(enter(scenario, 'party')).toBeNull();
    scenario.do({ type: 'session.leave' }, by('party'));
    scenario.do({ type: 'session.resume' }, by('mediator'));
    expect(enter(scenario, 'party')).toBeNull();
    admit(scenario, 'party');
    scenario.do({ type: 'session.leave' }, by('party'));
    expect(enter(scenario, 'party')).toBe('session.locked');
  });

  test('[LOCK-2] a locked session takes whoever was recalled', () => {
    const scenario = new Scenario().arrive('party');
    scenario.do({ type: 'session.lock', locked: true }, by('mediator'));
    remove(scenario, 'party', 'mediator');
    expect(enter(scenario, 'party')).toBe('participant.removed');
    scenario.do({ type: 'participant.recall', participant: participant('party') }, by('mediator'));
    expect(enter(scenario, 'party')).toBeNull();
    admit(scenario, 'party');
    scenario.do({ type: 'session.leave' }, by('party'));
    expect(enter(scenario, 'party')).toBe('session.locked');
  });

  test('[LOCK-2] nobody who was refused gets in by leaving an adjourned session', () => {
    const { scenario } = adjourned();
    const refuse = { type: 'lobby.refuse', participant: participant('party'), reason: '' } as const;
    scenario.do(refuse, by('mediator'));
    scenario.do({ type: 'session.lock', locked: true }, by('mediator'));
    scenario.do({ type: 'session.leave' }, by('party'));
    expect(enter(scenario, 'party')).toBe('session.locked');
  });

  test('[SES-23] the time a caucus was given goes on from where the adjournment stopped it', () => {
    const minutes = (count: number): number => count * 60_000;
    const scenario = new Scenario().arrive('party', 'counsel', 'respondent');
    const timed = scenario.caucus('timed', 'party');
    const over = scenario.caucus('over', 'counsel');
    const free = scenario.caucus('free', 'respondent');
    const time = (of: RoomId, given: number) =>
      scenario.do({ type: 'caucus.time', room: of, minutes: given }, by('mediator'));
    const endsAt = (of: RoomId) => {
      const found = scenario.state.rooms.get(of);
      return found?.kind === 'caucus' ? found.endsAt : undefined;
    };
    time(over, 1);
    scenario.later(minutes(5));
    time(timed, 30);
    const given = endsAt(timed) ?? 0;
    scenario.later(minutes(10));
    scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    expect([timed, over, free].map(endsAt)).toEqual([null, null, null]);
    const hours = minutes(20 * 60);
    scenario.later(hours);
    scenario.do({ type: 'session.resume' }, by('mediator'));
    // Each command takes a millisecond: the one that resumes is counted, as are those while it was adjourned.
    expect(endsAt(timed)).toBe(given + hours + 1);
    expect((endsAt(over) ?? 0) - given).toBeLessThan(hours);
    expect(endsAt(free)).toBeNull();
  });

  test('[SES-23] time that is given while it is adjourned holds as it is given', () => {
    const { scenario, caucus } = adjourned();
    scenario.do({ type: 'caucus.time', room: caucus, minutes: 5 }, by('mediator'));
    const given = scenario.state.rooms.get(caucus);
    scenario.do({ type: 'session.resume' }, by('mediator'));
    expect(scenario.state.rooms.get(caucus)).toEqual(given);
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
