import type { ConsumerId } from '@parley/shared/ids';

/** A voice that is received, as far as this browser can stop and begin it by itself. */
interface Received {
  pause(): void;
  resume(): void;
}

interface Coming {
  /** Undefined for what is received no more. */
  find(id: ConsumerId): Received | undefined;
  /** Does it when there is time, one after another. */
  inTurn(work: () => Promise<void>): void;
  /** Resolves once the browser has done what it was asked. */
  answered(): Promise<void>;
}

/**
 * A voice that comes back is played as late as it was at last: the browser goes on waiting for packets as it had come to,
 * though the first has only just come. What is received from the beginning is played with its first packet. So a voice that
 * has ended is begun anew while nothing comes by it: for its next turn, and without a word to anybody.
 */
export class Renewing {
  readonly #coming: Coming;
  readonly #spent = new Set<ConsumerId>();

  constructor(coming: Coming) {
    this.#coming = coming;
  }

  ended(id: ConsumerId): void {
    this.#spent.add(id);
    this.#coming.inTurn(() => this.#renew(id));
  }

  /** It comes again before there was time. */
  begins(id: ConsumerId): void {
    this.#spent.delete(id);
  }

  async #renew(id: ConsumerId): Promise<void> {
    if (!this.#spent.delete(id)) return;
    this.#coming.find(id)?.pause();
    await this.#coming.answered();
    this.#coming.find(id)?.resume();
    await this.#coming.answered();
  }
}
