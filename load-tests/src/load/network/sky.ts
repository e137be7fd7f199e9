import type { Random } from '../statistics/random.ts';
import type { Through } from '../wire/end.ts';
import { Relay } from './relay.ts';
import type { Phase } from './scenario.ts';
import { type Toll, tollOf } from './weather.ts';

/** All bad networks of a run, which turn together. */
export class Sky {
  readonly #relays: Relay[] = [];
  readonly #random: Random;
  #phase: Phase;

  constructor(phase: Phase, random: Random) {
    this.#phase = phase;
    this.#random = random;
  }

  /** Another network between somebody and the media node. */
  readonly through: Through = async (end) => {
    const opened = await Relay.open(end, this.#phase, this.#random);
    this.#relays.push(opened.relay);
    return opened.end;
  };

  turn(phase: Phase): void {
    this.#phase = phase;
    for (const relay of this.#relays) relay.turn(phase);
  }

  /** What all of them have lost since they last turned. */
  get toll(): Toll {
    return tollOf(this.#relays.map(({ toll }) => toll));
  }

  close(): void {
    for (const relay of this.#relays) relay.close();
  }
}
