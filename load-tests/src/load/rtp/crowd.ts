import type { MediaScenario } from '../scenario.ts';
import { seeded } from '../statistics/random.ts';
import type { Tally } from '../tally.ts';
import type { Arrival, Crowd } from '../venue.ts';
import { Ear } from './ear.ts';
import type { Guest } from './guest.ts';
import { streamOf } from './streams.ts';
import { Voice } from './voice.ts';

/** Who speak, and then who listen. */
export class MediaCrowd implements Crowd<Guest> {
  readonly guests: readonly (Guest & { readonly voice: Voice | null })[];

  constructor(scenario: MediaScenario, tally: Tally, seed: number) {
    const random = seeded(seed);
    this.guests = Array.from({ length: scenario.speakers + scenario.listeners }, (_, number) => {
      const voice = number < scenario.speakers ? new Voice(number, scenario, tally, random) : null;
      return { number, voice, ear: new Ear(tally) };
    });
  }

  tick(now: number): void {
    for (const { voice } of this.guests) voice?.tick(now);
  }

  end(): void {
    for (const { voice } of this.guests) voice?.end();
  }

  /** Everyone gets what everyone else sends. */
  expected(tally: Tally): number {
    const streams = this.guests.flatMap(({ number, voice }) =>
      voice === null ? [] : [streamOf(number, 'audio'), streamOf(number, 'video')],
    );
    const sent = streams.reduce((sum, stream) => sum + tally.sentInWindow(stream), 0);
    return sent * (this.guests.length - 1);
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
