import { describe, expect, test } from 'vitest';
import { viewFor } from '../policy/index.ts';
import { MessageId } from '../ids.ts';
import { applicant, arrivalOf, by, participant, respondent, room, Scenario, server } from './testing.ts';

const plenary = room('plenary');
const wishOf = (scenario: Scenario, name: string) => scenario.state.people.get(participant(name))?.wish;
const wish = (scenario: Scenario, name: string, kind: 'caucus' | 'mediator') =>
  scenario.do({ type: 'wish.make', kind, note: 'about the price' }, by(name));
const shownTo = (scenario: Scenario, viewer: string) =>
  viewFor(scenario.state, participant(viewer))?.people.map((person) => person.wish?.kind ?? null);

describe('what a party asks of the mediators', () => {
  test('[WISH-1] the mediators are shown it, and nobody else, not even who is in the same room', () => {
    const scenario = new Scenario().arrive('second', 'party', 'counsel', 'respondent');
    const before = ['counsel', 'respondent'].map((name) =>
      JSON.stringify(viewFor(scenario.state, participant(name))),
    );
    expect(wish(scenario, 'party', 'caucus')).toBeNull();
    for (const name of ['mediator', 'second']) expect(shownTo(scenario, name)).toContain('caucus');
    expect(viewFor(scenario.state, participant('party'))?.me.wish).toMatchObject({ note: 'about the price' });
    const after = ['counsel', 'respondent'].map((name) =>
      JSON.stringify(viewFor(scenario.state, participant(name))),
    );
    expect(after).toEqual(before);
  });

  test('[WISH-2] a private room is granted by making one with them', () => {
    const scenario = new Scenario().seat('party', 'respondent');
    wish(scenario, 'party', 'caucus');
    scenario.caucus('other', 'respondent');
    expect(wishOf(scenario, 'party')).not.toBeNull();
    scenario.caucus('apart', 'party', 'mediator');
    expect(wishOf(scenario, 'party')).toBeNull();
  });

  test('[WISH-2] or by sending them into one that is there, once they are let in', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'counsel');
    const empty = scenario.caucus('empty', 'party');
    scenario.bring(arrivalOf(applicant), 'party');
    scenario.settle();
    wish(scenario, 'party', 'caucus');
    wish(scenario, 'counsel', 'caucus');
    scenario.bring(empty, 'party');
    expect([wishOf(scenario, 'party'), wishOf(scenario, 'counsel')?.kind]).toEqual([null, 'caucus']);
    expect(scenario.events.at(-1)).toMatchObject({ outcome: 'granted', by: participant('mediator') });

    scenario.settle();
    scenario.bring(empty, 'counsel');
    expect(wishOf(scenario, 'counsel')).not.toBeNull();
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('counsel') }, server);
    expect(wishOf(scenario, 'counsel')).toBeNull();
  });

  test('[WISH-2] not by a move elsewhere, nor a wish for the mediator by a private room without one', () => {
    const scenario = new Scenario().seat('party', 'respondent');
    wish(scenario, 'party', 'caucus');
    scenario.bring(arrivalOf(applicant), 'party');
    expect(wishOf(scenario, 'party')).not.toBeNull();
    scenario.settle();
    wish(scenario, 'party', 'mediator');
    scenario.caucus('apart', 'party');
    expect(wishOf(scenario, 'party')).not.toBeNull();
  });

  test('[WISH-3] the mediator is granted by standing in one room with them, whoever came to whom', () => {
    const came = new Scenario().arrive('party', 'respondent');
    wish(came, 'party', 'mediator');
    came.bring(arrivalOf(applicant), 'mediator');
    came.later(3_000).do({ type: 'entry.due', participant: participant('mediator') }, server);
    expect(wishOf(came, 'party')).not.toBeNull();
    came.settle();
    expect(wishOf(came, 'party')).toBeNull();

    const called = new Scenario().arrive('party', 'respondent');
    wish(called, 'party', 'mediator');
    called.gather();
    expect(called.where('party')).toBe(plenary);
    expect(wishOf(called, 'party')).toBeNull();
  });

  test('[WISH-4] it is declined, withdrawn, or over when its person goes', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    wish(scenario, 'party', 'mediator');
    scenario.do({ type: 'wish.decline', participant: participant('party'), reason: 'later' }, by('mediator'));
    expect(wishOf(scenario, 'party')).toBeNull();
    wish(scenario, 'party', 'mediator');
    scenario.do({ type: 'wish.withdraw' }, by('party'));
    expect(wishOf(scenario, 'party')).toBeNull();
    wish(scenario, 'party', 'mediator');
    scenario.do({ type: 'session.leave' }, by('party'));
    expect(wishOf(scenario, 'party')).toBeNull();
  });
});

describe('what a mediator tells a room they are not in', () => {
  const tell = (scenario: Scenario, rooms: readonly ReturnType<typeof room>[], kind: 'sent' | 'announced') =>
    scenario.do(
      {
        type: 'room.tell',
        rooms: rooms.map((each, n) => ({ room: each, id: MessageId.parse(`told-${kind}-${n}`) })),
        kind,
        text: 'ten minutes',
      },
      by('mediator'),
    );

  test('[TELL-1] it is a line of each room it is told to, and of no other', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    expect(tell(scenario, [arrivalOf(applicant)], 'sent')).toBeNull();
    expect(tell(scenario, [arrivalOf(applicant), arrivalOf(respondent)], 'announced')).toBeNull();
    const lines = scenario.events.flatMap((event) =>
      event.type === 'chat.said' ? [[event.message.room, event.message.kind]] : [],
    );
    expect(lines).toEqual([
      [arrivalOf(applicant), 'sent'],
      [arrivalOf(applicant), 'announced'],
      [arrivalOf(respondent), 'announced'],
    ]);
  });

  test('[TELL-2] of several rooms of which one is gone none is told', () => {
    const scenario = new Scenario().arrive('party');
    expect(tell(scenario, [arrivalOf(applicant), room('nowhere')], 'announced')).toBe('room.unknown');
    expect(scenario.events.some(({ type }) => type === 'chat.said')).toBe(false);
  });
});

describe('what is said from the lobby', () => {
  const signal = (scenario: Scenario, name: string, kind: 'late' | 'help') =>
    scenario.do({ type: 'wish.make', kind, note: '' }, by(name));
  const waiting = (): Scenario => {
    const scenario = new Scenario().arrive('second', 'counsel', 'respondent');
    for (const name of ['party', 'observer']) {
      scenario.connect(name);
      scenario.do({ type: 'session.enter' }, by(name));
    }
    return scenario;
  };

  test('[WISH-5] the mediators are shown it, and neither their own side nor who else waits', () => {
    const scenario = waiting();
    const others = ['counsel', 'respondent', 'observer'];
    const views = () => others.map((name) => JSON.stringify(viewFor(scenario.state, participant(name))));
    const before = views();
    expect(signal(scenario, 'party', 'help')).toBeNull();
    expect(viewFor(scenario.state, participant('party'))?.me.wish).toMatchObject({ kind: 'help' });
    for (const name of ['mediator', 'second']) expect(shownTo(scenario, name)).toContain('help');
    expect(views()).toEqual(before);
    expect(signal(scenario, 'observer', 'late')).toBeNull();
  });

  test('[WISH-5] it is over when they come in, and is said nowhere but in the lobby', () => {
    const scenario = waiting();
    signal(scenario, 'party', 'late');
    scenario.do({ type: 'lobby.admit', participants: [participant('party')] }, by('mediator'));
    expect(wishOf(scenario, 'party')).toBeNull();
    scenario.settle();
    expect(signal(scenario, 'party', 'help')).toBe('participant.not-waiting');
    expect(wish(scenario, 'party', 'mediator')).toBeNull();
  });
});
