import { describe, expect, test } from 'vitest';
import { viewFor } from '../policy/index.ts';
import { applicant, arrivalOf, by, participant, respondent, room, Scenario, server } from './testing.ts';

const plenary = room('plenary');
const placeOf = (scenario: Scenario, name: string) => viewFor(scenario.state, participant(name))?.place;

describe('a caucus', () => {
  test('[CAU-2] those for whom it is made go into it at once, wherever they were', () => {
    const scenario = new Scenario().seat('party', 'respondent').arrive('counsel');
    scenario.bring(arrivalOf(applicant), 'counsel');
    scenario.do(
      { type: 'people.move', participants: [participant('counsel')], to: plenary, mixing: [] },
      by('mediator'),
    );
    const caucus = scenario.caucus('apart', 'party', 'counsel', 'mediator');
    expect(['party', 'counsel', 'mediator'].map((name) => scenario.where(name))).toEqual([
      caucus,
      caucus,
      caucus,
    ]);
    expect(scenario.where('respondent')).toBe(plenary);
  });

  test('[CAU-3] its title and time are of those inside and of the mediators', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    const caucus = scenario.caucus('apart', 'party');
    const before = JSON.stringify(viewFor(scenario.state, participant('respondent')));
    scenario.do({ type: 'caucus.rename', room: caucus, title: 'Their figures' }, by('mediator'));
    scenario.do({ type: 'caucus.time', room: caucus, minutes: 10 }, by('mediator'));
    expect(placeOf(scenario, 'party')).toMatchObject({ title: 'Their figures', roomKind: 'caucus' });
    expect(placeOf(scenario, 'party')).toHaveProperty('endsAt', expect.any(Number));
    expect(viewFor(scenario.state, participant('mediator'))?.board?.rooms).toContainEqual(
      expect.objectContaining({ id: caucus, title: 'Their figures' }),
    );
    expect(JSON.stringify(viewFor(scenario.state, participant('respondent')))).toBe(before);
    scenario.do({ type: 'caucus.time', room: caucus, minutes: null }, by('mediator'));
    expect(placeOf(scenario, 'party')).toMatchObject({ endsAt: null });
  });

  test('[CAU-10] nobody moves another who conducts by closing the room, but who presides', () => {
    const scenario = new Scenario().arrive('second', 'party');
    const caucus = scenario.caucus('apart', 'mediator', 'party');
    const close = (who: string) => scenario.do({ type: 'caucus.close', room: caucus }, by(who));
    const away = { participants: [participant('mediator')], to: plenary, mixing: [] };
    expect(scenario.do({ type: 'people.move', ...away }, by('second'))).toBe('role.not-allowed');
    expect(close('second')).toBe('role.not-allowed');
    expect(scenario.where('mediator')).toBe(caucus);
    scenario.bring(caucus, 'second');
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('second') }, server);
    expect(close('second')).toBe('role.not-allowed');
    expect(close('mediator')).toBeNull();
    expect(scenario.where('second')).toBe(plenary);
  });

  test('[CAU-10] a co-mediator closes a room that nobody else who conducts is in, or is on the way to', () => {
    const scenario = new Scenario().arrive('second', 'party');
    const caucus = scenario.caucus('apart', 'second', 'party');
    expect(scenario.do({ type: 'caucus.close', room: caucus }, by('second'))).toBeNull();
    const other = scenario.caucus('other', 'party');
    scenario.bring(other, 'mediator');
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('mediator') }, server);
    expect(scenario.where('mediator')).toBe(other);
    expect(scenario.do({ type: 'caucus.close', room: other }, by('second'))).toBe('role.not-allowed');
  });

  test('[CAU-4] closed, each goes to their own side, others to the mediators, and who is away to the lobby', () => {
    const scenario = new Scenario().arrive(
      'party',
      'interpreter',
      'recorder',
      'counsel',
      'observer',
      'second',
    );
    const caucus = scenario.caucus('apart', 'party', 'interpreter', 'recorder', 'second');
    scenario.bring(caucus, 'counsel');
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('counsel') }, server);
    expect(scenario.state.people.get(participant('counsel'))?.attendance).toMatchObject({
      placement: { kind: 'moving', to: caucus },
    });
    scenario.bring(caucus, 'observer');
    scenario.drop('recorder');
    scenario.drop('second');
    const { epoch = 0 } = scenario.state.people.get(participant('counsel')) ?? {};
    scenario.do({ type: 'caucus.close', room: caucus }, by('mediator'));
    // The SFU's word on the way into a room that is no more comes too late.
    scenario.do({ type: 'placement.settle', participant: participant('counsel'), epoch }, server);
    scenario.settle();
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    expect(scenario.where('counsel')).toBe(arrivalOf(applicant));
    expect(scenario.where('interpreter')).toBe(plenary);
    // A mediator is one of the mediators, away or not.
    expect(scenario.where('second')).toBe(plenary);
    expect(scenario.state.people.get(participant('recorder'))?.attendance.kind).toBe('waiting');
    expect(scenario.where('observer')).toBe(plenary);
    expect(scenario.state.entries.size).toBe(0);
    expect(scenario.state.rooms.has(caucus)).toBe(false);
    expect(scenario.bring(caucus, 'party')).toBe('room.unknown');
  });

  test('[CAU-5] a session has forty rooms at most', () => {
    const scenario = new Scenario().arrive('party');
    for (let n = 0; n < 60; n++) scenario.caucus(`caucus-${n}`, 'party');
    expect(scenario.state.rooms.size).toBe(40);
  });

  test('[CAU-6] a raised hand goes down with a move, and the microphone stays as it was', () => {
    const scenario = new Scenario().arrive('party', 'counsel');
    scenario.unmute('party');
    for (const name of ['party', 'counsel']) scenario.raiseHand(name);
    scenario.caucus('apart', 'party', 'counsel');
    const [party, counsel] = ['party', 'counsel'].map((name) => scenario.state.people.get(participant(name)));
    expect(party).toMatchObject({ handSince: null, microphone: 'open' });
    expect(counsel).toMatchObject({ handSince: null, microphone: 'muted' });
  });

  test('[CAU-9] nobody is heard, raises a hand or lets somebody in by what they pressed in the room before', () => {
    const scenario = new Scenario().arrive('party', 'counsel', 'respondent');
    scenario.do({ type: 'house-rules.set', rules: { entry: 'admit', absence: 'not-here' } }, by('mediator'));
    const before = scenario.epochOf('party');
    const caucus = scenario.caucus('apart', 'party');
    scenario.bring(caucus, 'counsel');
    const entry = { type: 'entry.admit', participant: participant('counsel') } as const;
    for (const epoch of [before, before + 2]) {
      expect(scenario.do({ type: 'microphone.set', open: true, epoch }, by('party'))).toBe('epoch.stale');
      expect(scenario.do({ type: 'hand.raise', epoch }, by('party'))).toBe('epoch.stale');
      expect(scenario.do({ ...entry, epoch }, by('party'))).toBe('epoch.stale');
    }
    const state = () => scenario.state.people.get(participant('party'));
    expect(state()).toMatchObject({ microphone: 'muted', handSince: null });
    expect(scenario.where('counsel')).toBe(arrivalOf(applicant));

    expect(scenario.unmute('party')).toBeNull();
    expect(scenario.raiseHand('party')).toBeNull();
    expect(scenario.do({ ...entry, epoch: scenario.epochOf('party') }, by('party'))).toBeNull();
    expect(scenario.where('counsel')).toBe(caucus);
  });

  test('[CAU-9] to be silent is never too late: also on the way', () => {
    const scenario = new Scenario().arrive('party');
    scenario.unmute('party');
    scenario.caucus('apart', 'party');
    scenario.bring(arrivalOf(applicant), 'party');
    expect(scenario.unmute('party')).toBe('room.not-settled');
    expect(scenario.do({ type: 'microphone.set', open: false }, by('party'))).toBeNull();
    expect(scenario.state.people.get(participant('party'))?.microphone).toBe('muted');
  });

  test('[CAU-7] who is being taken out of a room is named there until the SFU has cut them off', () => {
    const scenario = new Scenario().arrive('party', 'counsel', 'respondent');
    const hearers = () => viewFor(scenario.state, participant('counsel'))?.hearers;
    const attendance = () => viewFor(scenario.state, participant('counsel'))?.people[0]?.attendance;
    scenario.do(
      {
        type: 'caucus.open',
        room: room('apart'),
        title: 'A',
        participants: [participant('party')],
        minutes: null,
        mixing: [],
      },
      by('mediator'),
    );
    expect([hearers(), attendance()]).toEqual([[participant('party')], 'leaving']);
    scenario.settle();
    expect(hearers()).toEqual([]);

    scenario.bring(arrivalOf(applicant), 'party');
    scenario.settle();
    scenario.do({ type: 'session.leave' }, by('party'));
    expect([hearers(), attendance()]).toEqual([[participant('party')], 'leaving']);
    const { epoch = 0 } = scenario.state.people.get(participant('party')) ?? {};
    scenario.do({ type: 'placement.cut', participant: participant('party'), epoch: epoch - 1 }, server);
    expect(hearers()).toEqual([participant('party')]);
    scenario.do({ type: 'placement.cut', participant: participant('party'), epoch }, server);
    expect(hearers()).toEqual([]);
    expect(scenario.where('respondent')).toBe(arrivalOf(respondent));
  });

  test('[CAU-7] nobody is cut off who is on the way, stands in a room, or has been nowhere', () => {
    const scenario = new Scenario().seat('party', 'respondent');
    const cut = (name: string): boolean => {
      const { seq } = scenario.state;
      const { epoch = 0 } = scenario.state.people.get(participant(name)) ?? {};
      scenario.do({ type: 'placement.cut', participant: participant(name), epoch }, server);
      return scenario.state.seq !== seq;
    };
    expect([cut('party'), cut('counsel')]).toEqual([false, false]);
    scenario.bring(arrivalOf(applicant), 'party');
    expect(cut('party')).toBe(false);
    scenario.do({ type: 'session.leave' }, by('party'));
    expect([cut('party'), cut('party')]).toEqual([true, false]);
  });

  test('[CAU-8] whoever comes back on the line is in the room they were in', () => {
    const scenario = new Scenario().seat('party', 'respondent');
    const caucus = scenario.caucus('apart', 'party');
    scenario.drop('party');
    scenario.do({ type: 'line.expired', participant: participant('party') }, server);
    scenario.do({ type: 'server.restarted', held: [] }, server);
    scenario.connect('party', { connection: 'c-again' });
    expect(placeOf(scenario, 'party')).toMatchObject({ kind: 'room', room: caucus });

    scenario.drop('party', 'c-again');
    scenario.do({ type: 'caucus.close', room: caucus }, by('mediator'));
    scenario.settle();
    scenario.connect('party', { connection: 'c-thrice' });
    expect(placeOf(scenario, 'party')).toMatchObject({ kind: 'room', room: arrivalOf(applicant) });
  });
});
