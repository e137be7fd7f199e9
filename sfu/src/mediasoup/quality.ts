import type { Timers } from '../lib/timers.ts';

const INTERVAL_MS = 1_000;

/**
 * How well one browser sends and receives, from mediasoup's scores of its tracks (0 nothing arrives … 10 all
 * arrives): the worst of them, for that is what a person notices. Reported when it changes, once a second at most.
 */
export class PeerQuality {
  readonly #timers: Timers;
  readonly #report: (score: number) => void;
  readonly #scores = new Map<string, number>();
  #connected = true;
  #reported: number | null = null;
  #waiting = false;
  #closed = false;

  constructor(timers: Timers, report: (score: number) => void) {
    this.#timers = timers;
    this.#report = report;
  }

  set(track: string, score: number): void {
    this.#scores.set(track, score);
    this.#changed();
  }

  /** Closed or paused: nothing is expected to arrive. */
  delete(track: string): void {
    if (this.#scores.delete(track)) this.#changed();
  }

  connected(connected: boolean): void {
    this.#connected = connected;
    this.#changed();
  }

  close(): void {
    this.#closed = true;
  }

  #changed(): void {
    if (this.#closed || this.#waiting) return;
    this.#say();
  }

  #say(): void {
    if (this.#connected && this.#scores.size === 0) return;
    const score = this.#connected ? Math.min(...this.#scores.values()) : 0;
    if (score === this.#reported) return;
    this.#reported = score;
    this.#report(score);
    this.#waiting = true;
    this.#timers.after(INTERVAL_MS, () => {
      this.#waiting = false;
      this.#changed();
    });
  }
}
