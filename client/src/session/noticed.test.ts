import { PeerId, RoomId } from '@parley/shared/ids';
import { type SessionView, unservedIn, viewFor } from '@parley/shared/policy';
import { describe, expect, test } from 'vitest';
import { type Coming, noticed } from './noticed.ts';
import { FakeServer } from './testing/fake-server.ts';
import { mediator, observer, party, respondent } from './testing/people.ts';

const seen = (server: FakeServer, who: typeof mediator): SessionView => {
  const view = viewFor(server.state, who);
  if (view === null) throw new Error('a stranger');
  return view;
};

/** One of whom is told by their name. */
const of = (kind: 'waiting' | 'joined' | 'left', participant: typeof mediator, name: string) => ({
  kind,
  listening: participant === observer,
  people: [{ participant, name }],
});

/** What `who` is told about what `happens`. */
function told(
  server: FakeServer,
  who: typeof mediator,
  happens: () => void,
  coming: Coming = { now: 0, fresh: false },
) {
  const before = seen(server, who);
  happens();
  return noticed(before, seen(server, who), coming);
}

describe('worth a line', () => {
  test('a party in the room learns who comes, and nothing of who waits', () => {
    const server = new FakeServer();
    server.seat(mediator, mediator);
    server.seat(party, mediator);
    expect(told(server, party, () => server.as(respondent, { type: 'session.enter' }))).toEqual([]);
    const admit = (): void => server.admit(respondent, mediator);
    expect(told(server, party, admit)).toEqual([of('joined', respondent, 'Zhou')]);
  });

  test('[CAP-19] whoever is in the room learns that automatic captions are back, and not that they were switched off', () => {
    const server = new FakeServer();
    server.seat(mediator, mediator);
    server.seat(respondent, mediator);
    server.do({ type: 'captions.provide', provided: true, languages: null }, { kind: 'server' });
    const room = server.state.plenary;
    const automate = (ear: string | null): void =>
      server.as(mediator, { type: 'captions.automate', room, ear: ear === null ? null : PeerId.parse(ear) });
    const stall = (stalled: boolean): void =>
      server.do(
        { type: 'captions.stall', room, ear: PeerId.parse('one-ear-only'), stalled },
        { kind: 'server' },
      );
    automate('one-ear-only');
    expect(told(server, respondent, () => stall(true))).toEqual([]);
    expect(told(server, respondent, () => stall(false))).toEqual([{ kind: 'captions-back' }]);
    stall(true);
    expect(told(server, respondent, () => automate(null))).toEqual([]);
  });

  test('[CAP-24] whoever is in the room learns that it is written along, and nobody elsewhere', () => {
    const server = new FakeServer();
    server.seat(mediator, mediator);
    server.seat(respondent, mediator);
    server.do({ type: 'captions.provide', provided: true, languages: null }, { kind: 'server' });
    const automate = (room: RoomId, ear: string | null): void =>
      server.as(mediator, { type: 'captions.automate', room, ear: ear === null ? null : PeerId.parse(ear) });
    const here = server.state.plenary;
    const on = { kind: 'captions-on' };
    expect(told(server, respondent, () => automate(here, 'one-ear-only'))).toEqual([on]);
    expect(told(server, respondent, () => automate(here, null))).toEqual([]);
    expect(told(server, mediator, () => automate(here, 'one-ear-more'))).toEqual([on]);
    const elsewhere = RoomId.parse('a-applicant');
    expect(told(server, respondent, () => automate(elsewhere, 'another-ear'))).toEqual([]);
    expect(told(server, party, () => server.seat(party, mediator))).toEqual([]);
  });

  test('on coming into a room nobody in it has just come', () => {
    const server = new FakeServer();
    server.seat(mediator, mediator);
    server.seat(respondent, mediator);
    expect(told(server, party, () => server.seat(party, mediator))).toEqual([]);
  });

  test('the mediator learns who begins to wait, and not that an adjournment makes everyone wait', () => {
    const server = new FakeServer();
    server.seat(mediator, mediator);
    const enter = (): void => server.as(party, { type: 'session.enter' });
    expect(told(server, mediator, enter)).toEqual([of('waiting', party, 'Li')]);
    server.admit(party, mediator);
    const adjourn = (): void => server.as(mediator, { type: 'session.adjourn', note: '' });
    expect(told(server, mediator, adjourn)).toEqual([]);
  });

  test('the mediator learns once what somebody says from the lobby, and nobody else does', () => {
    const server = new FakeServer();
    server.seat(mediator, mediator);
    server.seat(respondent, mediator);
    server.as(party, { type: 'session.enter' });
    const help = (): void => server.as(party, { type: 'wish.make', kind: 'help', note: '' });
    expect(told(server, mediator, help)).toEqual([
      { kind: 'signal', participant: party, name: 'Li', signal: 'help' },
    ]);
    expect(told(server, respondent, help)).toEqual([]);
    expect(told(server, mediator, () => server.as(mediator, { type: 'hand.raise', epoch: 1 }))).toEqual([]);
    expect(told(server, mediator, () => server.as(party, { type: 'wish.withdraw' }))).toEqual([]);
  });

  test('a hand is told of when it goes up, not while it stays up or comes down', () => {
    const server = new FakeServer();
    server.seat(mediator, mediator);
    server.seat(party, mediator);
    expect(told(server, mediator, () => server.as(party, { type: 'hand.raise', epoch: 1 }))).toEqual([
      { kind: 'hand-raised', participant: party, name: 'Li' },
    ]);
    expect(told(server, mediator, () => server.seat(respondent, mediator))).toEqual([
      of('joined', respondent, 'Zhou'),
    ]);
    const lower = (): void => server.as(mediator, { type: 'hand.lower', participant: party });
    expect(told(server, mediator, lower)).toEqual([]);
  });

  test('[TOLD-1] who comes and goes at once is told of in one line, apart from who only listens', () => {
    const server = new FakeServer();
    server.seat(mediator, mediator);
    const all = [party, respondent, observer];
    const comeIn = (): void => all.forEach((each) => server.seat(each, mediator));
    const [spoken, heard] = [
      [
        { participant: party, name: 'Li' },
        { participant: respondent, name: 'Zhou' },
      ],
      [{ participant: observer, name: 'He' }],
    ];
    expect(told(server, mediator, comeIn)).toEqual([
      { kind: 'joined', listening: false, people: spoken },
      { kind: 'joined', listening: true, people: heard },
    ]);
    const leave = (): void => all.forEach((each) => server.as(each, { type: 'session.leave' }));
    expect(told(server, mediator, leave)).toEqual([
      { kind: 'left', listening: false, people: spoken },
      { kind: 'left', listening: true, people: heard },
    ]);
  });

  test('a lost line is not somebody leaving', () => {
    const server = new FakeServer();
    server.seat(mediator, mediator);
    server.seat(party, mediator);
    const line = server.state.people.get(party)?.line;
    if (line?.kind !== 'online') throw new Error('not on the line');
    const lose = (): void =>
      server.do({ type: 'line.lost', participant: party, connection: line.connection }, { kind: 'server' });
    expect(told(server, mediator, lose)).toEqual([]);
  });
});

describe('a countdown that ends', () => {
  /** Everyone is apart: the party in their arrival room, the mediator in the plenary. */
  function apart(): FakeServer {
    const server = new FakeServer();
    server.opensJoint = false;
    server.seat(mediator, mediator);
    server.seat(party, mediator);
    server.as(mediator, { type: 'joint.gather', seconds: 10, unserved: unservedIn(server.state) });
    return server;
  }
  const callOff = (server: FakeServer) => (): void => server.as(mediator, { type: 'gathering.call-off' });
  const comeTogether = (server: FakeServer) => (): void => {
    server.passes(10_000);
    server.do({ type: 'gathering.due' }, { kind: 'server' });
  };

  test.each([
    ['a party in their own room', party],
    ['the mediator', mediator],
  ])('is called off for %s only when it was', (_who, who) => {
    const one = apart();
    expect(told(one, who, callOff(one), { now: 0, fresh: false })).toEqual([{ kind: 'called-off' }]);
    const other = apart();
    const after = { now: 2_000_000_000_000, fresh: false };
    expect(told(other, who, comeTogether(other), after)).not.toContainEqual({ kind: 'called-off' });
  });

  test('[JOINT-7] says no more to who conducts than the server does, wherever they stand, once it has run out', () => {
    const server = apart();
    const home = [...server.state.rooms.values()].find(({ kind }) => kind === 'arrival');
    if (home === undefined) throw new Error('no arrival room');
    const to = { type: 'people.move', participants: [mediator], to: home.id, mixing: [] } as const;
    server.as(mediator, to);
    server.settle();
    const late = { now: 2_000_000_000_000, fresh: false };
    expect(told(server, mediator, callOff(server), late)).toEqual([]);
  });

  test('says nothing to whoever was away when it ran out', () => {
    const server = apart();
    const late = { now: 2_000_000_000_000, fresh: true };
    expect(told(server, party, callOff(server), late)).toEqual([]);
  });
});

test('whoever conducts is told of comings and goings in their own room only', () => {
  const server = new FakeServer();
  server.opensJoint = false;
  server.seat(mediator, mediator);
  expect(told(server, mediator, () => server.seat(party, mediator))).toEqual([]);
  server.seat(respondent, mediator);
  const caucus = (): void =>
    server.as(mediator, {
      type: 'caucus.open',
      room: RoomId.parse('caucus-0001'),
      title: 'Alone',
      participants: [party],
      minutes: null,
      mixing: [],
    });
  expect(told(server, mediator, caucus)).toEqual([]);
});
