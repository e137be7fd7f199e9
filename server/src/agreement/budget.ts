import type { Timers } from '../lib/timers.ts';

/** How much of this process's time one person's edits may take: a share for good, and so much at once. */
const SHARE = 0.1;
const AT_ONCE_MS = 200;

/**
 * What a person has to spend on the lines to a session's documents, in milliseconds of this process's time. Whoever has spent more waits until it has
 * come in again; so one that sends what is dear to take keeps nobody else waiting.
 */
export class Budget {
  readonly #now: () => number;
  readonly #timers: Timers;
  #left = AT_ONCE_MS;
  #at: number;

  /** `now` is a clock that never goes back, milliseconds. */
  constructor(now: () => number, timers: Timers) {
    this.#now = now;
    this.#timers = timers;
    this.#at = now();
  }

  /** Runs some work at its expense. */
  spend<R>(work: () => R): R {
    const start = this.#now();
    this.#earn(start);
    try {
      return work();
    } finally {
      this.#left -= this.#now() - start;
    }
  }

  get isSpent(): boolean {
    if (this.#left < 0) this.#earn(this.#now());
    return this.#left < 0;
  }

  #earn(at: number): void {
    this.#left = Math.min(AT_ONCE_MS, this.#left + (at - this.#at) * SHARE);
    this.#at = at;
  }

  /** Resolves when there is something to spend again. */
  async wait(): Promise<void> {
    while (this.isSpent) {
      await new Promise<void>((resolve) => void this.#timers.after(Math.ceil(-this.#left / SHARE), resolve));
    }
  }
}
