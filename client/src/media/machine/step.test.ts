import { replyOf } from '@parley/shared/errors';
import { ConsumerId, PeerId, RoomId } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import { fakeTrack } from '../testing/fake-track.ts';
import { type Event, initial, type State } from './state.ts';
import { mediaState, step } from './step.ts';

const caucus = RoomId.parse('room-of-li');
const peer = PeerId.parse('peer-of-li');
const consumer = ConsumerId.parse('voice-of-xu');

const after = (state: State, ...events: readonly Event[]): State =>
  events.reduce((before, event) => step(before, event).state, state);

const inRoom = (epoch: number): Event => ({
  type: 'view',
  me: {
    place: { kind: 'room', room: caucus, roomKind: 'caucus', title: null, endsAt: null, epoch },
    microphoneOpen: true,
    sources: [],
    maySend: true,
    mayShare: true,
  },
  fresh: epoch === 1,
});

const offered = (epoch: number, kind: 'audio' | 'video' = 'audio'): Event => ({
  type: 'offered',
  offer: {
    peer,
    epoch,
    whose: null,
    options: { consumer, kind, rtpParameters: { codecs: [], encodings: [] } },
  },
});
const received: Event = { type: 'received', consumer, track: fakeTrack('audio') };
const receives: Event = { type: 'transport', key: 1, direction: 'recv', state: 'connected' };

/** In a first room, with media, and the screen has said who hears me. */
const inFirstRoom = (endurance: number): State =>
  after(
    initial,
    { type: 'entered' },
    inRoom(1),
    { type: 'capabilities.known' },
    { type: 'joined', key: 1, peer, endurance },
    receives,
    { type: 'shown', epoch: 1 },
  );
const there = inFirstRoom(100);

/** What is done about the last of these. */
function done(state: State, ...events: readonly Event[]): readonly string[] {
  const last = events.at(-1);
  if (last === undefined) return [];
  return step(after(state, ...events.slice(0, -1)), last).effects.map((effect) => effect.do);
}

test('[MEDIA-2] a voice is asked for while the browser sets it up, and a picture once it has', () => {
  expect(done(there, offered(1))).toEqual(['receive', 'ready']);
  expect(done(there, offered(1, 'video'))).toEqual(['receive']);
  expect(done(there, offered(1, 'video'), received)).toEqual(['ready']);
});

test('[MEDIA-2] what was asked for and not answered is asked for again, once it is set up', () => {
  const answered: Event = { type: 'ready.answered', consumer };
  expect(done(there, offered(1), answered, received)).toEqual([]);
  expect(done(there, offered(1), received)).toEqual(['ready']);
  expect(done(there, offered(1), { type: 'line.down' }, inRoom(1), received)).toEqual(['ready']);
});

test('[MEDIA-2] nothing is asked for in another room, nor kept of what is refused while it is set up', () => {
  expect(done(there, offered(2))).toEqual([]);
  expect(done(there, offered(1), inRoom(2))).toEqual(['stop-receiving']);
  const refused: Event = { type: 'ready.failed', consumer, error: replyOf('media.unknown') };
  expect(done(there, offered(1), refused)).toEqual(['stop-receiving']);
  expect(done(there, offered(1), refused, received)).toEqual(['stop-receiving']);
});

describe('[MEDIA-10] a connection that has had as many tracks as a browser is to keep', () => {
  const worn = after(inFirstRoom(1), offered(1));
  const onTheWay: Event = {
    type: 'view',
    me: {
      place: { kind: 'moving', epoch: 2 },
      microphoneOpen: true,
      sources: [],
      maySend: true,
      mayShare: true,
    },
    fresh: false,
  };

  test('is made anew on the way to the next room, where nothing is heard and nothing is sent', () => {
    expect(done(worn, received)).toEqual(['ready']);
    expect(done(worn, onTheWay)).toEqual(['stop-receiving', 'close-peer', 'join']);
    const peer = PeerId.parse('peer-anew');
    const anew = after(worn, onTheWay, { type: 'joined', key: 2, peer, endurance: 1 });
    expect(done(anew, inRoom(2))).toEqual([]);
    expect(done(anew, inRoom(2), inRoom(3))).toEqual([]);
  });

  test('is left as it is while anything comes or goes by it', () => {
    const tracks = { ...there.tracks, camera: fakeTrack('video') };
    const closed: Event = { type: 'consumer.closed', consumer };
    expect(done(worn, { type: 'tracks', tracks }, closed)).toEqual(['stop-receiving']);
    expect(done(worn, { type: 'ready.answered', consumer })).toEqual([]);
    expect(done(worn, closed)).toEqual(['stop-receiving', 'close-peer', 'join']);
  });

  test('and while the line is away', () => {
    expect(done(worn, { type: 'line.down' }, onTheWay)).toEqual(['stop-receiving']);
  });

  test('is no failure: the person is told that they are joining', () => {
    expect(mediaState(worn)).toBe('joined');
    expect(mediaState(after(worn, onTheWay))).toBe('joining');
  });

  test('is not made anew before it has had them', () => {
    expect(done(inFirstRoom(2), offered(1), onTheWay)).toEqual(['stop-receiving']);
  });
});
