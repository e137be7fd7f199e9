/** From when to when what is sent counts, by this process's clock. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What a second saw. */
export interface Second {
  readonly sent: number;
  readonly received: number;
  /** Milliseconds from sending to receiving. */
  readonly latencies: readonly number[];
}

const NEVER: Window = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** Counts what all send and receive: each packet by the time it was sent, so that none on the way counts as lost. */
export class Tally {
  #window = NEVER;
  readonly #sent = new Map<number, number>();
  #received = 0;
  readonly latencies: number[] = [];
  #second = { sent: 0, received: 0, latencies: [] as number[] };

  /** Counts anew, what is sent within this window. */
  count(window: Window): void {
    this.#window = window;
    this.#sent.clear();
    this.#received = 0;
    this.latencies.length = 0;
  }

  sent(stream: number, at: number): void {
    this.#second.sent += 1;
    if (this.#counts(at)) this.#sent.set(stream, (this.#sent.get(stream) ?? 0) + 1);
  }

  received(at: number, now: number): void {
    this.#second.received += 1;
    this.#second.latencies.push(now - at);
    if (!this.#counts(at)) return;
    this.#received += 1;
    this.latencies.push(now - at);
  }

  #counts(at: number): boolean {
    return at >= this.#window.from && at < this.#window.to;
  }

  get receivedInWindow(): number {
    return this.#received;
  }

  sentInWindow(stream: number): number {
    return this.#sent.get(stream) ?? 0;
  }

  /** What has come together since this was last asked. */
  takeSecond(): Second {
    const taken = this.#second;
    this.#second = { sent: 0, received: 0, latencies: [] };
    return taken;
  }
}
