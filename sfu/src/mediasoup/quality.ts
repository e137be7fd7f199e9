const INTERVAL_MS = 1_000;

/**
 * How well one browser sends and receives, from mediasoup's scores of its tracks (0 nothing arrives … 10 all
 * arrives): the worst of them, for that is what a person notices. Reported when it changes, once a second at most.
 */
export class PeerQuality {
  readonly #report: (score: number) => void;
  readonly #scores = new Map<string, number>();
  #connected = true;
  #reported: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(report: (score: number) => void) {
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
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #changed(): void {
    if (this.#closed || this.#timer !== null) return;
    this.#say();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#say();
    }, INTERVAL_MS).unref();
  }

  #say(): void {
    if (this.#connected && this.#scores.size === 0) return;
    const score = this.#connected ? Math.min(...this.#scores.values()) : 0;
    if (score === this.#reported) return;
    this.#reported = score;
    this.#report(score);
  }
}
