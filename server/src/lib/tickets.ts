import { randomBytes } from 'node:crypto';
import { type ErrorCode, Refusal } from '@parley/shared/errors';

const TTL_MS = 60_000;
/** Unused tickets at a time; a flood pushes out the oldest. */
const MOST = 10_000;

/** Permissions that are good once and for a minute: whoever asked over the live line shows one elsewhere. */
export class Tickets<T> {
  readonly #now: () => number;
  readonly #refusal: ErrorCode;
  readonly #issued = new Map<string, { readonly until: number; readonly what: T }>();

  /** `refusal`: what is said of one that is not good. */
  constructor(now: () => number, refusal: ErrorCode) {
    this.#now = now;
    this.#refusal = refusal;
  }

  issue(what: T): string {
    for (const [ticket, { until }] of this.#issued) {
      if (until > this.#now() && this.#issued.size < MOST) break;
      this.#issued.delete(ticket);
    }
    const ticket = randomBytes(32).toString('base64url');
    this.#issued.set(ticket, { until: this.#now() + TTL_MS, what });
    return ticket;
  }

  /** Uses it up. Throws for one that is unknown, used or too old. */
  redeem(ticket: string): T {
    const found = this.#issued.get(ticket);
    this.#issued.delete(ticket);
    if (found === undefined || found.until <= this.#now()) throw new Refusal(this.#refusal);
    return found.what;
  }
}
