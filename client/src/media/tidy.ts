import type { Clock } from '../session/clock.ts';

/** So long after anything was set up whoever moved is all there. */
const QUIET_MS = 300;

/**
 * Keeps what is over until there is time for it. To take a track out of a connection costs a browser as much as to put
 * one in, one after another: whoever moves would wait for the old room's before the new one's.
 */
export class Tidy {
  readonly #clock: Clock;
  readonly #over: (() => void)[] = [];
  #underway = 0;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Something is being set up: nothing is taken out meanwhile. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#underway += 1;
    this.#cancel();
    try {
      return await work;
    } finally {
      this.#underway -= 1;
      this.#wait();
    }
  }

  /** It carries nothing any more. */
  later(takeOut: () => void): void {
    this.#over.push(takeOut);
    this.#wait();
  }

  /** All of it is gone at once. */
  close(): void {
    this.#cancel();
    this.#over.length = 0;
  }

  #wait(): void {
    this.#cancel();
    if (this.#underway > 0 || this.#over.length === 0) return;
    this.#cancel = this.#clock.after(QUIET_MS, () => {
      for (const takeOut of this.#over.splice(0)) takeOut();
    });
  }
}
