import { type Answer, red, unfinished } from './judge.ts';

/** Whatever stands still uses less from look to look, in seconds of a core. */
const STILL = 0.001;

export interface Limits {
  /** Of a core: many times what it takes to get anything done. */
  readonly seconds: number;
  /** From look to look, in ms. */
  readonly every: number;
  /** Looks at which it stood still. */
  readonly stills: number;
}

export type Ending = 'endless' | 'waits';

/**
 * Whether something still gets on. A deletion may well make it go on for ever or wait for ever, and no clock tells that
 * from a busy machine: so what counts is the time it had of a core since it last got anything done, and for waiting the
 * looks of somebody who stands in the same queue for a core.
 */
export class Patience {
  readonly #limits: Limits;
  #done = -1;
  #since = 0;
  #last = 0;
  #stills = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** `used`: seconds of a core, ever; `done`: what only grows when it gets on. */
  look(used: number, done: number): Ending | null {
    const stoodStill = used - this.#last < STILL;
    this.#last = used;
    if (done !== this.#done) {
      [this.#done, this.#since, this.#stills] = [done, used, 0];
      return null;
    }
    if (stoodStill) this.#stills += 1;
    if (used - this.#since >= this.#limits.seconds) return 'endless';
    return this.#stills >= this.#limits.stills ? 'waits' : null;
  }

  answer(what: string, ending: Ending): Answer {
    switch (ending) {
      case 'endless':
        return red(`${what} does not end in ${this.#limits.seconds} s of a core`);
      case 'waits':
        return unfinished(`${what} waits for something`);
    }
  }
}

/** As Node tells it, in seconds of a core. */
export const secondsOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000_000;
