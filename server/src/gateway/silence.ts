import type { Timers } from '../lib/timers.ts';

/** How often is looked. */
export const LOOK_MS = 50;

/** A connection as far as its silence goes. */
interface Watched {
  /** Looks since something arrived. */
  silent: number;
  readonly gone: () => void;
}

/**
 * Finds the connections that say nothing. Looks are counted, not time: while this process is held up there are none,
 * and what arrived meanwhile is read before the next but one. So nobody is given up for a silence that was this
 * process's own.
 */
export class Silence {
  readonly #most: number;
  readonly #timers: Timers;
  readonly #watched = new Set<Watched>();
  #looking = false;

  /** A connection that is silent for `limitMs` of this process's own time is given up. */
  constructor(limitMs: number, timers: Timers) {
    this.#most = Math.max(2, Math.floor(limitMs / LOOK_MS));
    this.#timers = timers;
  }

  /**
   * Calls `gone` once, when nothing arrived for too long.
   *
   * @returns what to call when something arrives, and when the connection has ended
   */
  watch(gone: () => void): { readonly alive: () => void; readonly ended: () => void } {
    const watched: Watched = { silent: 0, gone };
    this.#watched.add(watched);
    if (!this.#looking) this.#lookLater();
    return {
      alive: () => {
        watched.silent = 0;
      },
      ended: () => void this.#watched.delete(watched),
    };
  }

  #lookLater(): void {
    this.#looking = this.#watched.size > 0;
    if (this.#looking) this.#timers.after(LOOK_MS, () => this.#look());
  }

  #look(): void {
    for (const watched of this.#watched) {
      watched.silent += 1;
      if (watched.silent < this.#most) continue;
      this.#watched.delete(watched);
      watched.gone();
    }
    this.#lookLater();
  }
}
