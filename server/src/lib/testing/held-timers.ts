import type { Timers } from '../timers.ts';

interface Held {
  readonly ms: number;
  readonly callback: () => void;
}

/** Timers that fire only when a test says so. */
export class HeldTimers implements Timers {
  #held: readonly Held[] = [];
  #armed = Promise.withResolvers<void>();

  after(ms: number, callback: () => void): () => void {
    const timer = { ms, callback };
    this.#held = [...this.#held, timer];
    this.#armed.resolve();
    return () => {
      this.#held = this.#held.filter((each) => each !== timer);
    };
  }

  /** For how long each was set that waits now, in the order in which they were set. */
  get waits(): readonly number[] {
    return this.#held.map(({ ms }) => ms);
  }

  /** Resolves once one waits that was set since the last time they fired. */
  get armed(): Promise<void> {
    return this.#armed.promise;
  }

  /** All that wait now, or those that were set for so long; how many. */
  fire(ms?: number): number {
    const due = this.#held.filter((each) => ms === undefined || each.ms === ms);
    this.#held = this.#held.filter((each) => !due.includes(each));
    this.#armed = Promise.withResolvers();
    for (const { callback } of due) callback();
    return due.length;
  }
}
