import { describe, expect, test } from 'vitest';
import { audience } from '../policy/index.ts';
import { create, evolve } from './evolve.ts';
import {
  applicant,
  arrivalOf,
  by,
  connection,
  created,
  participant,
  peer,
  producer,
  room,
  Scenario,
  server,
} from './testing.ts';

const person = (scenario: Scenario, name: string) => scenario.state.people.get(participant(name));
const epochOf = (scenario: Scenario, name: string): number => person(scenario, name)?.epoch ?? -1;

describe('entering', () => {
  test('[SES-1] the mediator walks in and opens the session; a party waits until admitted', () => {
    const scenario = new Scenario();
    scenario.connect('mediator');
    scenario.do({ type: 'session.enter' }, by('mediator'));
    expect(scenario.state.phase).toMatchObject({ kind: 'open' });
    scenario.connect('party');
    scenario.do({ type: 'session.enter' }, by('party'));
    expect(person(scenario, 'party')?.attendance).toMatchObject({ kind: 'waiting' });
    expect(
      scenario.do({ type: 'lobby.admit', participants: [participant('party')] }, by('mediator')),
    ).toBeNull();
    expect(person(scenario, 'party')?.attendance).toMatchObject({
      kind: 'placed',
      placement: { kind: 'moving', to: arrivalOf(applicant), epoch: 1 },
    });
  });

  test('[SES-2] nobody stands in a room before the SFU has acknowledged their move', () => {
    const scenario = new Scenario().seat('party');
    scenario.do({ type: 'session.leave' }, by('party'));
    scenario.do({ type: 'session.enter' }, by('party'));
    scenario.do({ type: 'lobby.admit', participants: [participant('party')] }, by('mediator'));
    const say = { type: 'chat.say', id: 'm-000001' as never, room: room('plenary'), text: 'hello' } as const;
    expect(scenario.do(say, by('party'))).toBe('room.not-settled');
    scenario.settle();
    expect(scenario.do(say, by('party'))).toBeNull();
  });

  test('[SES-2] an acknowledgement of an earlier move settles nobody', () => {
    const scenario = new Scenario().seat('party');
    scenario.do({ type: 'session.leave' }, by('party'));
    scenario.do({ type: 'session.enter' }, by('party'));
    scenario.do({ type: 'lobby.admit', participants: [participant('party')] }, by('mediator'));
    scenario.do({ type: 'placement.settle', participant: participant('party'), epoch: 1 }, server);
    expect(person(scenario, 'party')?.attendance).toMatchObject({ placement: { kind: 'moving', epoch: 2 } });
  });

  test('[SES-3] an epoch is never used twice, also after leaving and coming back', () => {
    const scenario = new Scenario().seat('party');
    const seen = [epochOf(scenario, 'party')];
    for (let round = 0; round < 3; round++) {
      scenario.do({ type: 'session.leave' }, by('party'));
      scenario.seat('party');
      seen.push(epochOf(scenario, 'party'));
    }
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  test('[SES-4] refused: the reason is kept, and asking again leads back to waiting', () => {
    const scenario = new Scenario().seat();
    scenario.connect('party');
    scenario.do({ type: 'session.enter' }, by('party'));
    scenario.do(
      { type: 'lobby.refuse', participant: participant('party'), reason: 'at three' },
      by('mediator'),
    );
    expect(person(scenario, 'party')?.attendance).toEqual({ kind: 'refused', reason: 'at three' });
    scenario.do({ type: 'session.enter' }, by('party'));
    expect(person(scenario, 'party')?.attendance).toMatchObject({ kind: 'waiting' });
  });

  test('[SES-5] removed: not back in before the mediator recalls them', () => {
    const scenario = new Scenario().seat('party');
    scenario.do(
      { type: 'participant.remove', participant: participant('party'), reason: 'shouting' },
      by('mediator'),
    );
    expect(scenario.do({ type: 'session.enter' }, by('party'))).toBe('participant.removed');
    scenario.do({ type: 'participant.recall', participant: participant('party') }, by('mediator'));
    expect(scenario.do({ type: 'session.enter' }, by('party'))).toBeNull();
  });

  test('[SES-6] adjourning takes everyone out of every room; resuming puts nobody but the mediator back', () => {
    const scenario = new Scenario().seat('party', 'respondent');
    scenario.do({ type: 'session.adjourn', note: 'until Monday' }, by('mediator'));
    for (const name of ['mediator', 'party', 'respondent']) {
      expect(person(scenario, name)).toMatchObject({ attendance: { kind: 'waiting' }, peer: null });
    }
    expect(scenario.do({ type: 'lobby.admit', participants: [participant('party')] }, by('mediator'))).toBe(
      'session.adjourned',
    );
    scenario.do({ type: 'session.resume' }, by('mediator'));
    scenario.settle();
    expect(person(scenario, 'mediator')?.attendance).toMatchObject({ kind: 'placed' });
    expect(person(scenario, 'party')?.attendance).toMatchObject({ kind: 'waiting' });
  });

  test('[SES-6] another mediator who waits is not put back by it, and walks in', () => {
    const scenario = new Scenario().arrive('second', 'party');
    scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    scenario.do({ type: 'session.resume' }, by('mediator'));
    scenario.settle();
    expect(person(scenario, 'second')?.attendance).toMatchObject({ kind: 'waiting' });
    scenario.do({ type: 'session.enter' }, by('second'));
    scenario.settle();
    expect(person(scenario, 'second')?.attendance).toMatchObject({
      kind: 'placed',
      placement: { kind: 'settled', room: scenario.state.plenary },
    });
    scenario.do({ type: 'session.enter' }, by('party'));
    expect(person(scenario, 'party')?.attendance).toMatchObject({ kind: 'waiting' });
  });
});

describe('the line', () => {
  test('[SES-7] a second device takes over by a press, and the media of the first goes', () => {
    const scenario = new Scenario().seat('party');
    scenario.do(
      { type: 'media.publish', producer: producer('mic'), source: 'microphone', epoch: 1 },
      by('party'),
    );
    expect(
      scenario.connect('party', { device: 'd-phone', takeOver: true, connection: 'c-phone' }),
    ).toBeNull();
    expect(person(scenario, 'party')).toMatchObject({
      peer: null,
      line: { kind: 'online', connection: connection('c-phone') },
    });
    expect(scenario.state.producers.size).toBe(0);
  });

  test('[SES-7] an automatic reconnect does not take over from another device', () => {
    const scenario = new Scenario().seat('party');
    expect(scenario.connect('party', { device: 'd-phone', connection: 'c-phone' })).toBe(
      'connection.superseded',
    );
  });

  test('[SES-8] the same device comes back to its room, its epoch and its media', () => {
    const scenario = new Scenario().seat('party');
    scenario.do(
      { type: 'line.lost', participant: participant('party'), connection: connection('c-party') },
      server,
    );
    expect(person(scenario, 'party')?.line.kind).toBe('lost');
    expect(scenario.connect('party', { connection: 'c-again' })).toBeNull();
    expect(person(scenario, 'party')).toMatchObject({
      peer: peer('peer-party'),
      epoch: 1,
      attendance: { kind: 'placed', placement: { kind: 'settled', room: room('plenary') } },
    });
  });

  test('[SES-8] a late report of an old connection does not end the new one', () => {
    const scenario = new Scenario().seat('party');
    scenario.connect('party', { connection: 'c-again' });
    scenario.do(
      { type: 'line.lost', participant: participant('party'), connection: connection('c-party') },
      server,
    );
    expect(person(scenario, 'party')?.line.kind).toBe('online');
  });

  test('[SES-9] when the grace is over the media is given up but the place is kept', () => {
    const scenario = new Scenario().seat('party');
    scenario.do(
      { type: 'line.lost', participant: participant('party'), connection: connection('c-party') },
      server,
    );
    scenario.do({ type: 'line.expired', participant: participant('party') }, server);
    expect(person(scenario, 'party')).toMatchObject({
      line: { kind: 'offline' },
      peer: null,
      attendance: { kind: 'placed' },
    });
  });

  test('[SES-9] nobody whose line stands, or has been given up, is given up again', () => {
    const scenario = new Scenario().seat('party');
    const expire = (): boolean => {
      const { seq } = scenario.state;
      scenario.do({ type: 'line.expired', participant: participant('party') }, server);
      return scenario.state.seq !== seq;
    };
    expect(expire()).toBe(false);
    expect(person(scenario, 'party')?.line.kind).toBe('online');
    scenario.drop('party');
    expect([expire(), expire()]).toEqual([true, false]);
  });

  const cutOff = { type: 'link.withdrawn', participant: participant('party') } as const;
  const silent = { line: { kind: 'offline' }, peer: null, attendance: { kind: 'placed' } };
  test.each(['online', 'lost', 'offline'] as const)(
    '[SES-21] whoever loses their link while %s is off the line at once, with nothing sent or received',
    (line) => {
      const scenario = new Scenario().seat('party', 'respondent');
      const wish = { source: 'microphone', epoch: 1 } as const;
      scenario.do({ type: 'media.publish', producer: producer('mine'), ...wish }, by('party'));
      scenario.do({ type: 'media.publish', producer: producer('heard'), ...wish }, by('respondent'));
      expect(audience(scenario.state).edges).toHaveLength(4);
      if (line !== 'online') scenario.drop('party');
      if (line === 'offline')
        scenario.do({ type: 'line.expired', participant: participant('party') }, server);
      expect(scenario.do(cutOff, server)).toBeNull();
      expect(person(scenario, 'party')).toMatchObject(silent);
      const { peers, edges } = audience(scenario.state);
      expect(peers.map((each) => each.peer)).toEqual([peer('peer-mediator'), peer('peer-respondent')]);
      expect(edges).toEqual([{ listener: peer('peer-mediator'), producer: producer('heard') }]);
    },
  );

  test('[SES-21] who may not: nobody but the server reports it, and a second time changes nothing', () => {
    const scenario = new Scenario().seat('party');
    expect(scenario.do(cutOff, by('mediator'))).toBe('role.not-allowed');
    expect(person(scenario, 'party')?.line.kind).toBe('online');
    scenario.do(cutOff, server);
    const { seq } = scenario.state;
    scenario.do(cutOff, server);
    expect(scenario.state.seq).toBe(seq);
  });

  test('[SES-21] media that somebody joined with their last words are given up as well', () => {
    const scenario = new Scenario().seat('party');
    scenario.do(cutOff, server);
    scenario.do({ type: 'media.join', peer: peer('late') }, by('party'));
    expect(person(scenario, 'party')).toMatchObject({ line: { kind: 'offline' }, peer: peer('late') });
    scenario.do(cutOff, server);
    expect(person(scenario, 'party')).toMatchObject(silent);
  });

  test('[SES-10] media that nobody has any more are lost to nobody', () => {
    const scenario = new Scenario().seat('party');
    const lost = (...peers: string[]): boolean => {
      const { seq } = scenario.state;
      scenario.do({ type: 'media.lost', peers: peers.map(peer) }, server);
      return scenario.state.seq !== seq;
    };
    expect(lost('of-before')).toBe(false);
    expect([lost('of-before', 'peer-party'), lost('peer-party')]).toEqual([true, false]);
    expect(person(scenario, 'party')?.peer).toBeNull();
    expect(scenario.events.at(-1)).toEqual({ type: 'media.lost', peers: [peer('peer-party')] });
  });

  test('[SES-10] after a restart no line and no medium is taken for alive', () => {
    const scenario = new Scenario().seat('party');
    scenario.do(
      { type: 'media.publish', producer: producer('mic'), source: 'microphone', epoch: 1 },
      by('party'),
    );
    scenario.do({ type: 'server.restarted', held: [] }, server);
    expect(scenario.state.producers.size).toBe(0);
    for (const { line, peer: media } of scenario.state.people.values()) {
      expect(line.kind).not.toBe('online');
      expect(media).toBeNull();
    }
  });
});

describe('sound and picture', () => {
  test('[SES-11] a microphone is muted by the mediator, and opened only by its owner', () => {
    const scenario = new Scenario().seat('party');
    scenario.unmute('party');
    scenario.do({ type: 'participant.mute', participant: participant('party') }, by('mediator'));
    expect(person(scenario, 'party')?.microphone).toBe('muted');
    scenario.unmute('mediator');
    expect(person(scenario, 'party')?.microphone).toBe('muted');
    expect(person(scenario, 'mediator')?.microphone).toBe('open');
  });

  test('[SES-12] whoever comes in again, or on another device, comes in with a closed microphone', () => {
    const opened = (): Scenario => {
      const scenario = new Scenario().seat('party');
      scenario.unmute('party');
      expect(person(scenario, 'party')?.microphone).toBe('open');
      return scenario;
    };
    const left = opened();
    left.do({ type: 'session.leave' }, by('party'));
    left.seat('party');
    expect(person(left, 'party')?.microphone).toBe('muted');

    const adjourned = opened();
    adjourned.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    expect(person(adjourned, 'party')?.microphone).toBe('muted');

    const elsewhere = opened();
    elsewhere.connect('party', { connection: 'c-phone', device: 'd-phone', takeOver: true });
    expect(person(elsewhere, 'party')?.microphone).toBe('muted');
  });

  test('[SES-12] a line that comes back on the same device leaves the microphone as it was', () => {
    const scenario = new Scenario().seat('party');
    scenario.unmute('party');
    scenario.connect('party', { connection: 'c-again' });
    expect(person(scenario, 'party')?.microphone).toBe('open');
  });

  test('[SES-12] a line that comes back when the grace is over finds the microphone closed', () => {
    const scenario = new Scenario().seat('party');
    scenario.unmute('party');
    scenario.drop('party');
    scenario.do({ type: 'line.expired', participant: participant('party') }, server);
    scenario.connect('party', { connection: 'c-again' });
    expect(person(scenario, 'party')?.microphone).toBe('muted');
  });

  test('[SES-12] who muted somebody is kept for them only while they are away, and never themselves', () => {
    const muted = (away: boolean, actor: string): Scenario => {
      const scenario = new Scenario().seat('party');
      scenario.unmute('party');
      if (away) scenario.drop('party');
      if (actor === 'party') scenario.do({ type: 'microphone.set', open: false }, by('party'));
      else scenario.do({ type: 'participant.mute', participant: participant('party') }, by(actor));
      expect(person(scenario, 'party')?.microphone).toBe('muted');
      return scenario;
    };
    expect(person(muted(false, 'mediator'), 'party')?.mutedBy).toBeNull();
    // Their last press came when the line was given up already.
    expect(person(muted(true, 'party'), 'party')?.mutedBy).toBeNull();
    const scenario = muted(true, 'mediator');
    expect(person(scenario, 'party')?.mutedBy).toBe(participant('mediator'));
    scenario.do({ type: 'session.adjourn', note: '' }, by('mediator'));
    expect(person(scenario, 'party')?.mutedBy).toBeNull();
  });

  test('[SES-13] publishing with an earlier epoch is denied', () => {
    const scenario = new Scenario().seat('party');
    const wish = { type: 'media.publish', producer: producer('cam'), source: 'camera', epoch: 0 } as const;
    expect(scenario.do(wish, by('party'))).toBe('epoch.stale');
  });

  test('[SES-14] one of each source per person, one screen per room', () => {
    const scenario = new Scenario().seat('party', 'respondent');
    const screen = (name: string) =>
      ({ type: 'media.publish', producer: producer(name), source: 'screen', epoch: 1 }) as const;
    expect(scenario.do(screen('screen-1'), by('party'))).toBeNull();
    expect(scenario.do(screen('screen-2'), by('party'))).toBe('media.already-published');
    expect(scenario.do(screen('screen-3'), by('respondent'))).toBe('media.screen-taken');
  });

  test('[SES-15] moving closes every producer of the person', () => {
    const scenario = new Scenario().seat('party');
    scenario.do(
      { type: 'media.publish', producer: producer('cam'), source: 'camera', epoch: 1 },
      by('party'),
    );
    const moved = evolve(scenario.state, {
      type: 'participant.moving',
      participant: participant('party'),
      by: participant('mediator'),
      to: room('caucus'),
      epoch: 2,
    });
    expect(moved.producers.size).toBe(0);
  });
});

describe('who asks', () => {
  test('[SES-16] a participant cannot report what only the server may', () => {
    const scenario = new Scenario().seat('party');
    expect(
      scenario.do({ type: 'placement.settle', participant: participant('party'), epoch: 1 }, by('party')),
    ).toBe('role.not-allowed');
    expect(scenario.do({ type: 'server.restarted', held: [] }, by('mediator'))).toBe('role.not-allowed');
  });

  test('[SES-16] the server does not act for a person', () => {
    const scenario = new Scenario().seat();
    expect(scenario.do({ type: 'session.adjourn', note: '' }, server)).toBe('role.not-allowed');
  });

  test('[SES-17] the log alone gives the same state again', () => {
    const scenario = new Scenario().seat('party', 'respondent', 'interpreter', 'observer');
    scenario.raiseHand('party');
    scenario.unmute('respondent');
    const [, ...rest] = scenario.events;
    expect(rest.reduce(evolve, create(created))).toEqual(scenario.state);
  });
});
