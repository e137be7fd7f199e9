import { Listening, Stays } from '../place/stays.ts';
import type { Offered } from '../scenario-parts.ts';
import { seeded } from '../statistics/random.ts';
import type { Tally } from '../tally.ts';
import type { Arrival, Crowd, Gathering } from '../venue.ts';
import type { Through } from '../wire/end.ts';
import { Ear } from './ear.ts';
import type { Guest, RoomGuest } from './guest.ts';
import { streamOf } from './streams.ts';
import { Voice } from './voice.ts';

/** Somebody who stays in one room, and asks of everything that comes whether it is of that room. */
export interface Present extends RoomGuest {
  readonly voice: Voice | null;
  readonly stays: Stays;
  readonly listening: Listening;
}

interface CrowdOptions {
  readonly tally: Tally;
  readonly seed: number;
  /** Between everyone but the first of each room and whatever passes media on, if it is a bad one. */
  readonly through?: Through;
}

/** Room by room, who speak, and then who listen. */
export class MediaCrowd implements Crowd<RoomGuest> {
  readonly guests: readonly Present[];
  readonly #people: number;

  constructor(
    { rooms, speakers, listeners, ...offered }: Gathering & Offered,
    { tally, seed, through }: CrowdOptions,
  ) {
    const random = seeded(seed);
    this.#people = speakers + listeners;
    this.guests = Array.from({ length: rooms * this.#people }, (_, number) => {
      const seat = number % this.#people;
      const room = Math.floor(number / this.#people);
      const stays = new Stays();
      stays.stand([room], 0);
      const listening = new Listening(stays);
      return {
        number,
        room,
        stays,
        listening,
        through: seat === 0 ? null : (through ?? null),
        voice: seat < speakers ? new Voice(number, offered, tally, random) : null,
        ear: new Ear(tally, listening),
      };
    });
  }

  tick(now: number): void {
    for (const { voice } of this.guests) voice?.tick(now);
  }

  end(): void {
    for (const { voice } of this.guests) voice?.end();
  }

  /** Everyone gets what everyone else in the room sends. */
  expected(tally: Tally): number {
    const streams = this.guests.flatMap(({ number, voice }) =>
      voice === null ? [] : [streamOf(number, 'audio'), streamOf(number, 'video')],
    );
    const sent = streams.reduce((sum, stream) => sum + tally.sentInWindow(stream), 0);
    return sent * (this.#people - 1);
  }

  watch(): void {
    for (const { ear } of this.guests) ear.watch();
  }

  gaps(now: number): number[] {
    return this.guests.flatMap(({ ear }) => ear.gaps(now));
  }

  /** Whoever comes first waits for others. */
  arrival({ number, ear }: Guest, pressed: number): Arrival {
    const since = (at: number | null): number | null => (at === null || number === 0 ? null : at - pressed);
    return { audioMs: since(ear.first('audio')), videoMs: since(ear.first('video')) };
  }
}
