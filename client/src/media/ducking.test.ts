import { ConsumerId, ParticipantId } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import type { RemoteTrack } from './model.ts';
import { FakeClock } from '../session/testing/fake-clock.ts';
import { Ducker, faded, interpretingForMe, makesRoom } from './ducking.ts';
import { fakeTrack } from './testing/fake-track.ts';

const me = ParticipantId.parse('participant-me');
const xu = ParticipantId.parse('participant-xu');
const sato = ParticipantId.parse('participant-sato');

type Seen = Parameters<typeof interpretingForMe>[0];

/** What I am shown who listen to English, unless said otherwise, while this interpreter interprets into it. */
const listening = (interpreter: ParticipantId | null, listens: string | null = 'en'): Seen => ({
  me: {
    participant: { id: me, name: 'Zhou', languages: ['en'], role: 'observer' },
    attendance: 'here',
    since: null,
    room: null,
    line: 'online',
    microphone: 'muted',
    sources: [],
    handSince: null,
    ready: false,
    wish: null,
    missed: false,
  },
  interpretation: {
    interpreters: [],
    channels: interpreter === null ? [] : [{ language: 'en', interpreter }],
    turns: null,
    listens,
    listeners: null,
    mine: null,
  },
});

const voiceOf = (owner: ParticipantId | null): RemoteTrack => ({
  consumer: ConsumerId.parse(`consumer-${owner}`),
  owner,
  source: 'microphone',
  track: fakeTrack('audio'),
  layer: null,
});
const tracksOf = (...all: readonly RemoteTrack[]) => new Map(all.map((track) => [track.consumer, track]));

/** What somebody hears who keeps a quarter of the original. */
class Ear {
  readonly clock = new FakeClock();
  speaks = false;
  original = 1;
  full: ReadonlySet<ConsumerId> = new Set();
  silent: ReadonlySet<ConsumerId> = new Set();
  readonly ducker = new Ducker({
    clock: this.clock,
    meter: { listen: () => undefined, level: () => (this.speaks ? 0.6 : 0.02), close: () => undefined },
    playback: {
      balance: ({ full, original, silent }) => {
        this.silent = silent;
        this.full = full;
        this.original = original;
      },
    },
    beside: () => 0.25,
  });

  /** The one that is heard in full. */
  get voice(): ConsumerId | null {
    return [...this.full][0] ?? null;
  }
}

describe('who interprets for me', () => {
  test('is whoever does so into the language I chose, and nobody else', () => {
    expect(interpretingForMe(listening(xu))).toBe(xu);
    expect(interpretingForMe(listening(xu, 'fr'))).toBeNull();
    expect(interpretingForMe(listening(xu, null))).toBeNull();
    expect(interpretingForMe(listening(null))).toBeNull();
  });

  test('is never myself', () => {
    expect(interpretingForMe(listening(me))).toBeNull();
  });
});

/** An interpreter between Chinese and English, while Xu interprets into English and Sato into French. */
const working = (listens: string | null, partners: readonly ParticipantId[] = [xu]): Seen => {
  const { me: person, interpretation } = listening(xu, listens);
  if (interpretation === null) throw new Error('no room');
  const mine = {
    outlet: { to: 'booth' } as const,
    bound: { to: 'session' } as const,
    partners: [...partners],
    handovers: [],
    silent: [],
  };
  const channels = [...interpretation.channels, { language: 'fr', interpreter: sato }];
  return { me: person, interpretation: { ...interpretation, channels, mine } };
};

describe('an interpreter', () => {
  test('[INT-39] hears the floor and partners, and another language only once they work from it', async () => {
    const ear = new Ear();
    const [partner, french, floor] = [xu, sato, ParticipantId.parse('participant-li')].map(voiceOf);
    if (partner === undefined || french === undefined || floor === undefined) throw new Error('no voices');
    const tracks = tracksOf(partner, french, floor);
    ear.ducker.follow({ view: working(null), tracks });
    expect([ear.voice, ear.original, [...ear.silent]]).toEqual([null, 1, [french.consumer]]);
    ear.speaks = true;
    ear.ducker.follow({ view: working('fr'), tracks });
    await ear.clock.pass(300);
    expect([ear.voice, ear.original, [...ear.silent]]).toEqual([french.consumer, 0.25, []]);
    ear.ducker.follow({ view: working('en', []), tracks });
    expect([ear.voice, [...ear.silent]]).toEqual([partner.consumer, [french.consumer]]);
  });

  test('[INT-39] whoever only listens has nothing kept from their ear: what is not for them does not come', () => {
    const ear = new Ear();
    ear.ducker.follow({ view: listening(xu, 'fr'), tracks: tracksOf(voiceOf(xu)) });
    expect([...ear.silent]).toEqual([]);
  });
});

describe('the original', () => {
  test('makes room while the interpreter is heard, and for a breath after it', () => {
    expect(makesRoom(null, 5_000)).toBe(false);
    expect(makesRoom(5_000, 5_000)).toBe(true);
    expect(makesRoom(5_000, 6_400)).toBe(true);
    expect(makesRoom(5_000, 6_500)).toBe(false);
  });

  test('goes from one loudness to the other in steps that end where they should', () => {
    expect(faded(1, 0.9)).toBe(0.9);
    expect(faded(1, 0)).toBeCloseTo(0.8);
    expect(faded(0, 1)).toBeCloseTo(0.2);
  });

  test('[INT-31] is softer within a fifth of a second of the interpreter’s first sound, without a jump', async () => {
    const ear = new Ear();
    const voice = voiceOf(xu);
    ear.ducker.follow({ view: listening(xu), tracks: tracksOf(voice) });
    expect([ear.voice, ear.original]).toEqual([voice.consumer, 1]);
    ear.speaks = true;
    const heard: number[] = [];
    for (let passed = 0; passed < 200; passed += 30) {
      await ear.clock.pass(30);
      heard.push(Math.round(ear.original * 100));
    }
    expect(heard).toEqual([80, 60, 40, 25, 25, 25, 25]);
  });

  test('[INT-31] is back in full once the interpreter is silent', async () => {
    const ear = new Ear();
    ear.speaks = true;
    ear.ducker.follow({ view: listening(xu), tracks: tracksOf(voiceOf(xu)) });
    await ear.clock.pass(300);
    ear.speaks = false;
    await ear.clock.pass(1_400);
    expect(ear.original).toBe(0.25);
    await ear.clock.pass(400);
    expect(ear.original).toBe(1);
  });

  test('[INT-31] is back at once when nobody interprets any more, or I choose the original', async () => {
    for (const after of [listening(null), listening(xu, null)]) {
      const ear = new Ear();
      ear.speaks = true;
      ear.ducker.follow({ view: listening(xu), tracks: tracksOf(voiceOf(xu)) });
      await ear.clock.pass(300);
      ear.ducker.follow({ view: after, tracks: tracksOf() });
      await ear.clock.pass(200);
      expect([ear.voice, ear.original]).toEqual([null, 1]);
    }
  });

  test('does not come up between one interpreter and the next', async () => {
    const ear = new Ear();
    ear.speaks = true;
    ear.ducker.follow({ view: listening(xu), tracks: tracksOf(voiceOf(xu)) });
    await ear.clock.pass(300);
    ear.speaks = false;
    ear.ducker.follow({ view: listening(sato), tracks: tracksOf() });
    await ear.clock.pass(200);
    expect(ear.original).toBe(0.25);
    const voice = voiceOf(sato);
    ear.ducker.follow({ view: listening(sato), tracks: tracksOf(voice) });
    expect([ear.voice, ear.original]).toEqual([voice.consumer, 0.25]);
  });

  test('[INT-40] what is only prepared is nobody’s voice, and heard in full should it come before the word of it', async () => {
    const ear = new Ear();
    ear.speaks = true;
    const spare = voiceOf(null);
    ear.ducker.follow({ view: listening(null), tracks: tracksOf(spare) });
    await ear.clock.pass(300);
    expect([ear.voice, ear.original]).toEqual([spare.consumer, 1]);
    ear.ducker.follow({ view: listening(xu), tracks: tracksOf(voiceOf(xu), spare) });
    await ear.clock.pass(300);
    expect(ear.original).toBe(0.25);
    expect(ear.full).toEqual(new Set([voiceOf(xu).consumer, spare.consumer]));
  });

  test('[INT-31] stays as it is for whoever listens to it', async () => {
    const ear = new Ear();
    ear.speaks = true;
    ear.ducker.follow({ view: listening(xu, null), tracks: tracksOf(voiceOf(xu)) });
    await ear.clock.pass(300);
    expect([ear.voice, ear.original]).toEqual([null, 1]);
  });
});
