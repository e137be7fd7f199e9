import type { Timers } from '../lib/timers.ts';

/** How often is looked. */
export const LOOK_MS = 50;

/** How often a line is pinged, and how long after a ping it may be silent. */
export interface Heartbeat {
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** A dead line is noticed within a second, on both ends; looks come a little late each time. */
export const HEARTBEAT: Heartbeat = { intervalMs: 250, timeoutMs: 650 };

/** What can be done about a connection that says nothing. */
export interface Watchable {
  /** Whoever is there answers. */
  readonly ping: () => void;
  /** It has said nothing for too long. */
  readonly gone: () => void;
}

/** A connection as far as its silence goes. */
interface Watched extends Watchable {
  /** Looks since something arrived. */
  silent: number;
  /** Looks since it was pinged. */
  unasked: number;
}

/**
 * Pings connections, and finds those that say nothing. Looks are counted, not time: while this process is held up there
 * are none, and what arrived meanwhile is read before the next but one. So nobody is given up for a silence that was
 * this process's own. One timer pings them all, so that the process is not woken anew for each.
 */
export class Silence {
  readonly #pingAfter: number;
  readonly #most: number;
  readonly #timers: Timers;
  readonly #watched = new Set<Watched>();
  #looking = false;

  /** Who is silent for an interval and what is allowed after it, both of this process's own time, is given up. */
  constructor({ intervalMs, timeoutMs }: Heartbeat, timers: Timers) {
    this.#pingAfter = Math.max(1, Math.floor(intervalMs / LOOK_MS));
    this.#most = Math.max(2, Math.floor((intervalMs + timeoutMs) / LOOK_MS));
    this.#timers = timers;
  }

  /**
   * Calls `gone` once, when nothing arrived for too long.
   *
   * @returns what to call when something arrives, and when the connection has ended
   */
  watch(connection: Watchable): { readonly alive: () => void; readonly ended: () => void } {
    const watched: Watched = { ...connection, silent: 0, unasked: 0 };
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
      watched.unasked += 1;
      if (watched.silent >= this.#most) {
        this.#watched.delete(watched);
        watched.gone();
      } else if (watched.unasked >= this.#pingAfter) {
        watched.unasked = 0;
        watched.ping();
      }
    }
    this.#lookLater();
  }
}
