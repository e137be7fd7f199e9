import { MessageId, PeerId, RoomId } from '@parley/shared/ids';
import { unservedIn } from '@parley/shared/policy';
import { describe, expect, test } from 'vitest';
import { fakeOf } from '../media/testing/fake-track.ts';
import { interpreter, mediator, party, respondent } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

describe('what the server says', () => {
  test('malformed or unknown is dropped and reported, and the session goes on', async () => {
    const seat = await inPlenary(party);
    seat.server.garble(party, 'view', { rev: 'x' });
    seat.server.garble(party, 'nonsense', null);
    seat.server.garble(party, 'chat', { room: 1 });
    await seat.pass();
    expect(seat.reports).toHaveLength(3);
    expect(seat.model.line).toEqual({ kind: 'online' });
    await Promise.all([seat.engine.say('still here'), seat.pass()]);
    expect(seat.texts).toEqual(['still here']);
  });

  test('a refusal of an action becomes a notice', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.adjourn('enough'), seat.pass()]);
    expect(seat.told).toMatchObject([{ kind: 'error', error: { code: 'role.not-allowed' } }]);
    const [notice] = seat.model.notices;
    if (notice === undefined) throw new Error('no notice');
    seat.engine.dismiss(notice.id);
    expect(seat.model.notices).toEqual([]);
  });

  test('the mediator is told who waits, who comes, whose hand is up, who left', async () => {
    const seat = new Seat(mediator);
    await seat.comeIn(mediator);
    seat.server.seat(party, mediator);
    await seat.pass();
    seat.server.as(party, { type: 'hand.raise', epoch: 1 });
    await seat.pass();
    seat.server.as(party, { type: 'session.leave' });
    await seat.pass();
    const li = { listening: false, people: [{ participant: party, name: 'Li' }] };
    expect(seat.told).toEqual([
      { kind: 'waiting', ...li },
      { kind: 'joined', ...li },
      { kind: 'hand-raised', participant: party, name: 'Li' },
      { kind: 'left', ...li },
    ]);
  });

  test('how loud people are, again and again, draws nothing before somebody begins or ends', async () => {
    const seat = await inPlenary(party);
    const signals = (volume: number, speakers: readonly (typeof mediator)[]) => ({
      speaking: speakers.map((participant) => ({ participant, volume })),
      quality: [{ participant: mediator, score: 7 }],
    });
    let drawn = 0;
    seat.engine.watch(() => (drawn += 1));
    const hear = async (volume: number, ...speakers: readonly (typeof mediator)[]): Promise<number> => {
      const before = drawn;
      seat.server.tell(party, 'signals', signals(volume, speakers));
      await seat.pass();
      return drawn - before;
    };
    expect(await hear(-20, mediator)).toBeGreaterThan(0);
    for (const volume of [-21, -30, -12]) expect(await hear(volume, mediator)).toBe(0);
    expect(await hear(-20, mediator, party)).toBeGreaterThan(0);
    expect(await hear(-20)).toBeGreaterThan(0);
    expect(await hear(-20)).toBe(0);
  });

  test('[TERM-6] the mediator is told how many terms wait, and disturbed by nothing', async () => {
    const seat = await inPlenary(mediator);
    expect(seat.model.suggestions).toBe(0);
    for (const waiting of [2, 1]) {
      seat.server.tell(mediator, 'suggestions', { waiting });
      await seat.pass();
      expect(seat.model.suggestions).toBe(waiting);
    }
    expect(seat.told).toEqual([]);
  });
});

test('closing leaves no track playing, no timer that acts and no line', async () => {
  const seat = await inPlenary(party, 'microphone');
  await Promise.all([seat.engine.shareScreen(true), seat.pass()]);
  const track = seat.devices.getModel().microphone;
  seat.engine.close();
  const asked = seat.server.asked.length;
  await seat.pass(60_000);
  expect(seat.server.asked).toHaveLength(asked);
  expect(seat.screen.readyState).toBe('ended');
  expect(seat.server.state.people.get(party)?.line.kind).toBe('lost');
  // The devices are their owner's.
  expect(track.kind === 'on' && fakeOf(track.track).readyState).toBe('live');
});

test('[ENT-13] who brought somebody reads in the next room, too, that they were not let in; who stayed reads it where they are', async () => {
  const seat = new Seat(mediator);
  await seat.comeIn(mediator);
  seat.server.tell(mediator, 'told', { kind: 'entry-declined', name: 'Zhou' });
  seat.server.tell(mediator, 'told', { kind: 'kept-out' });
  await seat.pass();
  expect(seat.told).toEqual([{ kind: 'entry-declined', name: 'Zhou' }, { kind: 'kept-out' }]);
  seat.server.move(mediator, mediator);
  await seat.pass();
  expect(seat.told).toEqual([{ kind: 'entry-declined', name: 'Zhou' }]);
});

describe('what is to be heard', () => {
  /** A party in their arrival room, and the mediator in the plenary. */
  async function apart(): Promise<Seat> {
    const seat = new Seat(party);
    seat.server.opensJoint = false;
    seat.server.seat(mediator, mediator);
    await seat.comeIn(party);
    seat.chimes = 0;
    return seat;
  }
  const arrival = RoomId.parse('a-applicant');
  const enter = { type: 'people.move', participants: [mediator], to: arrival, mixing: [] } as const;

  test('a mediator who is about to come in, before they can hear, and again as they come', async () => {
    const seat = await apart();
    seat.server.as(mediator, enter);
    await seat.pass();
    expect(seat.model.view?.entries.map(({ participant }) => participant.id)).toEqual([mediator]);
    expect(seat.model.view?.hearers).toEqual([]);
    expect(seat.chimes).toBe(1);
    seat.server.passes(3_000);
    seat.server.do({ type: 'entry.due', participant: mediator }, { kind: 'server' });
    await seat.pass();
    expect(seat.model.view?.hearers).toEqual([mediator]);
    expect(seat.chimes).toBe(2);
  });

  test('nobody of one’s own side, and nothing that happens in another room', async () => {
    const seat = await apart();
    seat.server.seat(respondent, mediator);
    const other = { ...enter, to: RoomId.parse('a-respondent') };
    seat.server.as(mediator, other);
    await seat.pass(5_000);
    expect(seat.chimes).toBe(0);
    expect(seat.model.view?.entries).toEqual([]);
  });

  test('[CAP-24] that what is said here is written along from now on, and not that it no longer is', async () => {
    const seat = await apart();
    seat.server.do({ type: 'captions.provide', provided: true, languages: null }, { kind: 'server' });
    const automate = (room: RoomId, ear: string | null): void =>
      seat.server.as(mediator, {
        type: 'captions.automate',
        room,
        ear: ear === null ? null : PeerId.parse(ear),
      });
    automate(seat.server.state.plenary, 'ear-elsewhere');
    await seat.pass();
    expect(seat.chimes).toBe(0);
    automate(arrival, 'ear-in-here');
    await seat.pass();
    expect(seat.chimes).toBe(1);
    expect(seat.told).toEqual([{ kind: 'captions-on' }]);
    automate(arrival, null);
    await seat.pass();
    expect(seat.chimes).toBe(1);
  });

  test('that everyone is about to be brought together', async () => {
    const seat = await apart();
    seat.server.as(mediator, { type: 'joint.gather', seconds: 10, unserved: unservedIn(seat.server.state) });
    await seat.pass();
    expect(seat.chimes).toBe(1);
    seat.server.as(mediator, { type: 'gathering.call-off' });
    await seat.pass();
    expect(seat.chimes).toBe(1);
    expect(seat.told).toEqual([{ kind: 'called-off' }]);
  });

  test('[JOINT-7] for whose sake nobody was brought together, until it is tried again', async () => {
    const seat = new Seat(mediator);
    seat.server.opensJoint = false;
    await seat.comeIn(mediator);
    for (const guest of [party, respondent, interpreter]) seat.server.seat(guest, mediator);
    await Promise.all([seat.engine.rooms.gather(10), seat.pass()]);
    seat.server.as(interpreter, { type: 'session.leave' });
    seat.server.passes(10_000);
    seat.server.do({ type: 'gathering.due' }, { kind: 'server' });
    await seat.pass();
    const stopped = { kind: 'gathering-stopped', names: ['Chen', 'Li', 'Zhou'] };
    expect(seat.told.at(-1)).toEqual(stopped);
    const question = { kind: 'unserved', people: [mediator, party, respondent] } as const;
    expect((await Promise.all([seat.engine.rooms.gather(10), seat.pass()]))[0]).toEqual(question);
    expect(seat.told.at(-1)).toEqual(stopped);
    expect((await Promise.all([seat.engine.rooms.gather(10, question), seat.pass()]))[0]).toEqual({
      kind: 'done',
    });
    expect(seat.told).not.toContainEqual(stopped);
  });

  test('an announcement, which stays in sight until it is put away and in the chat after that', async () => {
    const seat = await apart();
    const tell = (text: string): void =>
      seat.server.as(mediator, {
        type: 'room.tell',
        rooms: [{ room: arrival, id: MessageId.parse(seat.server.id('message')) }],
        kind: 'sent',
        text,
      });
    tell('five more minutes');
    await seat.pass();
    expect(seat.chimes).toBe(1);
    const [announcement] = seat.model.chat.announcements;
    if (announcement === undefined) throw new Error('nothing is announced');
    expect(announcement).toMatchObject({ text: 'five more minutes', from: { name: 'Chen' } });
    seat.engine.putAway(announcement.id);
    expect(seat.model.chat.announcements).toEqual([]);
    expect(seat.texts).toEqual(['five more minutes']);

    seat.server.unreachable = true;
    seat.server.cut(party);
    tell('while the line was down');
    seat.server.unreachable = false;
    await seat.pass(3_000);
    expect(seat.model.chat.announcements.map(({ text }) => text)).toEqual(['while the line was down']);
  });

  test('what was announced before one came is read in the chat, and not announced again', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    const rooms = [{ room: seat.server.state.plenary, id: MessageId.parse('message-early') }];
    seat.server.as(mediator, { type: 'room.tell', rooms, kind: 'announced', text: 'welcome' });
    await seat.comeIn(party);
    expect(seat.texts).toEqual(['welcome']);
    expect(seat.model.chat.announcements).toEqual([]);
  });
});

describe('what a mediator tells a room', () => {
  const tell = (seat: Seat, text: string): void => {
    const { plenary } = seat.server.state;
    const id = MessageId.parse(seat.server.id('message'));
    seat.server.as(mediator, { type: 'room.tell', kind: 'announced', text, rooms: [{ room: plenary, id }] });
  };
  const banners = (seat: Seat) => seat.model.chat.announcements.map(({ text }) => text);

  test('[TELL-3] is put before whoever was on the way meanwhile, and rings', async () => {
    const seat = await inPlenary(party);
    tell(seat, 'welcome');
    await seat.pass();
    expect(banners(seat)).toEqual(['welcome']);
    seat.server.holdMoves = true;
    seat.server.move(party, mediator);
    await seat.pass();
    tell(seat, 'lunch at one');
    seat.chimes = 0;
    seat.server.settle();
    await seat.pass();
    expect(banners(seat)).toEqual(['lunch at one']);
    expect(seat.model.chat.unread).toBe(1);
    expect(seat.chimes).toBeGreaterThan(0);
  });

  test('[TELL-4] is put before whoever reloaded the page meanwhile, and what they knew is not', async () => {
    const first = await inPlenary(party);
    tell(first, 'welcome');
    await first.pass();
    first.engine.close();
    tell(first, 'lunch at one');
    first.server.say(mediator, 'and be on time');
    const again = new Seat(party, first.server, first.clock);
    again.heardUpTo = first.heardUpTo;
    void again.engine.enter({ resumed: true });
    await again.pass();
    expect(banners(again)).toEqual(['lunch at one']);
    expect(again.model.chat.unread).toBe(2);
  });

  test('[TELL-4] also when nothing had been written before', async () => {
    const first = await inPlenary(party);
    first.engine.close();
    first.server.passes(1_000);
    tell(first, 'lunch at one');
    const again = new Seat(party, first.server, first.clock);
    again.heardUpTo = first.heardUpTo;
    void again.engine.enter({ resumed: true });
    await again.pass();
    expect(banners(again)).toEqual(['lunch at one']);
  });

  test('is no news to whoever comes in for the first time', async () => {
    const seat = new Seat(party);
    seat.server.seat(mediator, mediator);
    tell(seat, 'welcome');
    await seat.comeIn(party);
    expect(seat.texts).toEqual(['welcome']);
    expect([banners(seat), seat.model.chat.unread]).toEqual([[], 0]);
  });
});
