import { MessageId, RoomId } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import { mediator, observer, party } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

describe('moving', () => {
  test('on the way nothing is sent and nothing is received', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    seat.server.holdMoves = true;
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.place).toBe('moving');
    expect(seat.port.offers).toEqual([]);
    expect(seat.model.tracks.size).toBe(0);
    expect(seat.port.peer.receiving.size).toBe(0);

    seat.server.settle();
    await seat.pass();
    expect(seat.port.sends).toEqual(['camera', 'microphone']);
    expect(seat.model.tracks.size).toBe(2);
    expect(seat.port.peers).toHaveLength(1);
  });

  test('no size is asked for of a picture that went with the room', async () => {
    const seat = await inPlenary(party);
    const [picture] = seat.port.peer.receiving.keys();
    if (picture === undefined) throw new Error('nothing is received');
    const asked = (): number => seat.server.asked.filter((name) => name === 'media.prefer').length;
    seat.engine.prefer(picture, 0);
    await seat.pass(2_000);
    expect(asked()).toBe(1);
    seat.server.holdMoves = true;
    seat.server.move(party, mediator);
    await seat.pass();
    seat.engine.prefer(picture, null);
    await seat.pass(2_000);
    expect(asked()).toBe(1);
  });

  test('the word that I move is enough: nothing waits for the server to close what was', async () => {
    const seat = await inPlenary(party, 'microphone', 'camera');
    const { view } = seat.model;
    if (view === null) throw new Error('no view');
    seat.server.tell(party, 'view', {
      rev: 9,
      now: 9,
      view: { ...view, place: { kind: 'moving', epoch: 2 } },
    });
    await seat.pass();
    expect(seat.port.offers).toEqual([]);
    expect(seat.port.peer.receiving.size).toBe(0);
    expect(seat.model.tracks.size).toBe(0);
  });

  test('a track offered for another epoch, or for another peer, is not taken up', async () => {
    const seat = await inPlenary(party);
    const peer = seat.server.peerOf(party);
    const rtpParameters = {
      codecs: [{ mimeType: 'audio/x', payloadType: 1, clockRate: 1 }],
      encodings: [{}],
    };
    const offer = (consumer: string, change: object): void => {
      const options = {
        consumer,
        producer: 'producer-x',
        source: 'microphone',
        kind: 'audio',
        rtpParameters,
      };
      seat.server.garble(party, 'consumer.opened', { peer, epoch: 1, owner: mediator, options, ...change });
    };
    offer('of-next-epoch', { epoch: 2 });
    offer('of-last-epoch', { epoch: 0 });
    offer('of-other-peer', { peer: 'peer-before' });
    offer('of-mine-0001', {});
    await seat.pass();
    expect(seat.port.peer.created.filter((consumer) => consumer.startsWith('of-'))).toEqual(['of-mine-0001']);
    // The server knows nothing of it: it is let go again.
    expect([...seat.model.tracks.keys()]).not.toContain('of-mine-0001');
    expect(seat.model.tracks.size).toBe(2);
  });

  test('leaving the room forgets its chat', async () => {
    const seat = await inPlenary(party);
    await Promise.all([seat.engine.say('between us'), seat.pass()]);
    expect(seat.texts).toEqual(['between us']);
    seat.server.holdMoves = true;
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.model.chat.lines).toEqual([]);
  });
});

describe('[MEDIA-10] whoever is moved again and again', () => {
  /** With a microphone and a camera, to somebody with both: four tracks in each room. */
  const movedSixTimes = async (endurance: number): Promise<Seat> => {
    const seat = new Seat(party);
    seat.port.endurance = endurance;
    seat.server.seat(mediator, mediator, 'microphone', 'camera');
    await seat.comeIn(party, 'microphone', 'camera');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    for (let times = 0; times < 6; times += 1) {
      seat.server.move(party, mediator);
      await seat.pass(1_000);
      expect(seat.port.sends).toEqual(['camera', 'microphone']);
      expect(seat.model.tracks.size).toBe(2);
      expect(seat.model.media).toBe('joined');
    }
    expect(seat.told).toEqual([]);
    return seat;
  };

  test('is heard and hears in each room, and no connection of theirs has more tracks than it may', async () => {
    const seat = await movedSixTimes(8);
    expect(seat.port.peers.map(({ created, closed }) => [created.length, closed])).toEqual([
      [4, true],
      [4, true],
      [4, true],
      [2, false],
    ]);
  });

  test('goes on with the one they have while it may have more', async () => {
    const seat = await movedSixTimes(1_000);
    expect(seat.port.peers).toHaveLength(1);
  });
});

describe('between private rooms', () => {
  test('nothing of the room one left is remembered: no text, no title, no person, no id', async () => {
    const seat = await inCaucus();
    await Promise.all([seat.engine.say('WORD of mine'), seat.pass()]);
    seat.server.say(mediator, 'WORD of theirs');
    seat.server.as(observer, { type: 'session.leave' });
    seat.server.as(mediator, { type: 'hand.raise', epoch: 2 });
    seat.server.as(party, { type: 'wish.make', kind: 'caucus', note: '' });
    seat.server.as(mediator, { type: 'wish.decline', participant: party, reason: 'WORD of refusal' });
    seat.server.as(mediator, {
      type: 'room.tell',
      rooms: [{ room: caucus, id: MessageId.parse('announcement-1') }],
      kind: 'sent',
      text: 'WORD of announcement',
    });
    await Promise.all([seat.engine.shareScreen(true), seat.engine.raiseHand(true), seat.pass()]);
    seat.server.trouble.refuses.set('chat.say', 'store.unavailable');
    void seat.engine.say('WORD unsaid');
    seat.server.tell(party, 'signals', {
      speaking: [{ participant: mediator, volume: -20 }],
      quality: [{ participant: mediator, score: 7 }],
    });
    await seat.pass();
    expect(remembered(seat)).toEqual([...traces].toSorted());

    seat.server.holdMoves = true;
    const back = { type: 'people.move', participants: [party], to: arrival, mixing: [] } as const;
    seat.server.as(mediator, back);
    await seat.pass();
    expect(seat.place).toBe('moving');
    expect(remembered(seat)).toEqual([]);

    seat.server.holdMoves = false;
    seat.server.settle();
    await seat.pass(1_000);
    expect(seat.model.view?.place).toMatchObject({ room: arrival });
    expect(remembered(seat)).toEqual([]);
    expect(seat.told).toEqual([{ kind: 'unsaid' }]);
    expect(seat.model.local.screen).toEqual({ kind: 'off' });
    expect(seat.model.view?.me.handSince).toBe(null);
  });

  test('nor when the line was down while one was moved', async () => {
    const seat = await inCaucus();
    seat.server.say(mediator, 'WORD of theirs');
    seat.server.tell(party, 'signals', {
      speaking: [{ participant: mediator, volume: -20 }],
      quality: [{ participant: mediator, score: 7 }],
    });
    await seat.pass();
    seat.server.unreachable = true;
    seat.server.cut(party);
    seat.server.as(mediator, { type: 'people.move', participants: [party], to: arrival, mixing: [] });
    await seat.pass(1_000);
    seat.server.unreachable = false;
    await seat.pass(3_000);
    expect(seat.model.view?.place).toMatchObject({ room: arrival });
    expect(remembered(seat)).toEqual([]);
  });

  test('an open microphone sends in the new room only once the screen names who is there', async () => {
    const seat = await inCaucus('microphone');
    await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
    expect(seat.port.sends).toEqual(['microphone']);
    seat.watches = false;
    seat.server.as(mediator, { type: 'people.move', participants: [party], to: arrival, mixing: [] });
    await seat.pass(5_000);
    expect(seat.model.view?.place).toMatchObject({ room: arrival });
    expect(seat.model.view?.me.microphone).toBe('open');
    expect(seat.port.offers).toEqual(['microphone']);
    expect(seat.port.sends).toEqual([]);
    seat.look();
    expect(seat.port.sends).toEqual(['microphone']);
  });

  test('a camera that was off stays off', async () => {
    const seat = await inCaucus('camera');
    await Promise.all([seat.engine.setCamera(false), seat.pass()]);
    seat.server.as(mediator, { type: 'people.move', participants: [party], to: arrival, mixing: [] });
    await seat.pass();
    expect(seat.port.offers).toEqual([]);
  });
});

const caucus = RoomId.parse('caucus-0001');
const arrival = RoomId.parse('a-applicant');

/** The party, the mediator and an observer in a caucus of their own. */
async function inCaucus(...inputs: readonly ('microphone' | 'camera')[]): Promise<Seat> {
  const seat = new Seat(party);
  const { server } = seat;
  server.opensJoint = false;
  server.seat(mediator, mediator, 'microphone', 'camera');
  server.seat(observer, mediator);
  await seat.comeIn(party, ...inputs);
  server.as(mediator, {
    type: 'caucus.open',
    room: caucus,
    title: 'WORD of title',
    participants: [party, mediator, observer],
    minutes: 20,
    mixing: [],
  });
  server.publish(mediator, 'microphone');
  server.publish(mediator, 'camera');
  await seat.pass();
  return seat;
}

/** What only the caucus has: words, its id, and the ids of those in it. */
const traces = [
  caucus,
  'WORD of mine',
  'WORD of theirs',
  'WORD of title',
  'WORD of refusal',
  'WORD of announcement',
  'WORD unsaid',
  mediator,
];

/** Which of the traces are found anywhere in the model, as they are or within another text. */
function remembered(seat: Seat): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      // An id is a word of its own; what was said may be part of a sentence.
      for (const trace of traces) {
        if (value === trace || (trace.startsWith('WORD') && value.includes(trace))) found.add(trace);
      }
    } else if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
      for (const each of value) walk(each);
    } else if (typeof value === 'object' && value !== null) {
      for (const each of Object.values(value)) walk(each);
    }
  };
  walk(seat.model);
  return [...found].toSorted();
}
