import type { Logger } from 'pino';
import type { Timers } from '../lib/timers.ts';

/** The same reason is told again after so long. */
const AGAIN_MS = 5 * 60_000;

interface OutageParts {
  /** Of the node. */
  readonly url: string;
  readonly timers: Pick<Timers, 'now'>;
  readonly logger?: Pick<Logger, 'info' | 'warn'> | undefined;
}

/** What an operator reads while a node is away: each reason when it is new, rarely after that, and that it is back. */
export class Outage {
  readonly #parts: OutageParts;
  readonly #address: string;
  /** When each reason was told last. */
  readonly #told = new Map<string, number>();

  constructor(parts: OutageParts) {
    this.#parts = parts;
    // Whatever else an address may carry is nobody's who reads a log.
    const { protocol, host } = new URL(parts.url);
    this.#address = `${protocol}//${host}`;
  }

  because(reason: string): void {
    const now = this.#parts.timers.now();
    const told = this.#told.get(reason);
    if (told !== undefined && now - told < AGAIN_MS) return;
    this.#told.set(reason, now);
    this.#parts.logger?.warn(
      `SFU_URLS: ${this.#address} cannot be reached: ${reason}; nobody is heard through it meanwhile, and it is tried again all the time`,
    );
  }

  over(): void {
    this.#told.clear();
    this.#parts.logger?.info(`SFU_URLS: ${this.#address}: linked`);
  }
}

/** By the codes that Node gives. */
const SAID: { readonly [code: string]: string } = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'nobody knows this name',
  EAI_AGAIN: 'nobody knows this name',
  EHOSTUNREACH: 'there is no way there',
  ENETUNREACH: 'there is no way there',
  ETIMEDOUT: 'it does not answer',
};

export function whyNotReached(error: Error & { readonly code?: unknown }): string {
  return SAID[String(error.code)] ?? error.message;
}
