import { ConsumerId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import { expect, test } from 'vitest';
import type { RemoteTrack } from './model.ts';
import { flushed } from '../session/testing/fake-clock.ts';
import { mediator } from '../session/testing/people.ts';
import { Playback } from './playback.ts';
import { fakeTrack } from './testing/fake-track.ts';

interface FakeSound {
  readonly track: MediaStreamTrack;
  playing: boolean;
  speaker: string | null;
  level: number;
}

class Room {
  readonly sounds = new Set<FakeSound>();
  allowed = true;
  gesture: () => void = () => undefined;
  readonly playback = new Playback({
    open: (track) => {
      const sound: FakeSound = { track, playing: false, speaker: null, level: 1 };
      this.sounds.add(sound);
      return {
        play: () => {
          if (!this.allowed) return Promise.reject(new Error('a gesture first'));
          sound.playing = true;
          return Promise.resolve();
        },
        through: (speaker) => {
          sound.speaker = speaker;
        },
        loudness: (level) => {
          sound.level = level;
        },
        stop: () => this.sounds.delete(sound),
      };
    },
    onGesture: (listener) => {
      this.gesture = listener;
      return () => undefined;
    },
  });
}

const remote = (name: string, source: Source): [ConsumerId, RemoteTrack] => {
  const consumer = ConsumerId.parse(`consumer-${name}`);
  const kind = source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video';
  return [consumer, { consumer, owner: mediator, source, track: fakeTrack(kind), layer: null }];
};

test('plays every sound and no picture, and stops what is gone', () => {
  const room = new Room();
  const voice = remote('a', 'microphone');
  room.playback.show(new Map([voice, remote('b', 'camera'), remote('c', 'screen-audio')]));
  expect([...room.sounds].map(({ playing }) => playing)).toEqual([true, true]);
  room.playback.show(new Map([voice]));
  expect([...room.sounds].map(({ track }) => track)).toEqual([voice[1].track]);
  room.playback.close();
  expect(room.sounds.size).toBe(0);
});

test('kept back by the browser, it plays at the next gesture', async () => {
  const room = new Room();
  room.allowed = false;
  room.playback.show(new Map([remote('a', 'microphone')]));
  await flushed();
  room.allowed = true;
  room.gesture();
  expect([...room.sounds].map(({ playing }) => playing)).toEqual([true]);
});

test('all sounds go to the chosen speaker, later ones too', () => {
  const room = new Room();
  const first = remote('a', 'microphone');
  room.playback.show(new Map([first]));
  room.playback.through('headset');
  room.playback.show(new Map([first, remote('b', 'microphone')]));
  expect([...room.sounds].map(({ speaker }) => speaker)).toEqual(['headset', 'headset']);
});

test('an interpreter is heard in full, everyone else as the original beside it, whoever comes later too', () => {
  const room = new Room();
  const [floor, voice] = [remote('a', 'microphone'), remote('b', 'microphone')];
  room.playback.show(new Map([floor, voice]));
  room.playback.balance({ full: new Set([voice[0]]), original: 0.25, silent: new Set() });
  room.playback.show(new Map([floor, voice, remote('c', 'screen-audio')]));
  expect([...room.sounds].map(({ level }) => level)).toEqual([0.25, 1, 0.25]);
  room.playback.balance({ full: new Set(), original: 1, silent: new Set() });
  expect([...room.sounds].map(({ level }) => level)).toEqual([1, 1, 1]);
});
