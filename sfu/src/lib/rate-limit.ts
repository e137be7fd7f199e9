import type { Timers } from './timers.ts';

/** So many at once, and so many a second in the long run. */
export class RateLimit {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #timers: Timers;
  #left: number;
  #at: number;

  constructor(burst: number, perSecond: number, timers: Timers) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#timers = timers;
    this.#left = burst;
    this.#at = timers.now();
  }

  /** false: one too many. */
  take(): boolean {
    const now = this.#timers.now();
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1_000) * this.#perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
