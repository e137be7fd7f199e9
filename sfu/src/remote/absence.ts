import type { Unsubscribe } from '@parley/shared/sfu';
import type { Timers } from '../lib/timers.ts';

/** So long after a link broke something may take to answer where the node was, before it is to be done without. */
const PATIENCE_MS = 500;
/** The same where its machine takes connections: then it is there, and only slow. */
const SLOW_PATIENCE_MS = 3_000;
/** A node that was ended is mostly back within seconds: meanwhile it is tried this often, then less and less. */
const FIRST_RETRY_MS = 100;
const OFTEN = 30;
const LAST_RETRY_MS = 2_000;

/**
 * Whether a node is away: not linked, and not again at once. A link alone can break and mend while media go on; where
 * nobody answers, they have most likely ended with it.
 */
export class Absence {
  readonly #timers: Timers;
  readonly #listeners = new Set<() => void>();
  #isAway = true;
  #waits: () => void = () => undefined;
  #tries = 0;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  /** Told once of each absence. */
  on(listener: () => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  over(): void {
    this.#waits();
    this.#isAway = false;
    this.#tries = 0;
  }

  linkBroke(): void {
    this.#waitFor(PATIENCE_MS);
  }

  /** A connection is taken where it should be. */
  answers(): void {
    this.#waitFor(SLOW_PATIENCE_MS);
  }

  /** Nobody is where it should be. */
  notFound(): void {
    this.#waits();
    if (!this.#isAway) this.#begins();
  }

  /** How long to wait before the next try to link: after a break none at all. */
  nextTryMs(): number {
    this.#tries += 1;
    if (this.#tries === 1) return 0;
    return Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, this.#tries - OFTEN), LAST_RETRY_MS);
  }

  close(): void {
    this.#waits();
    this.#listeners.clear();
  }

  #waitFor(ms: number): void {
    this.#waits();
    if (!this.#isAway) this.#waits = this.#timers.after(ms, () => this.#begins());
  }

  #begins(): void {
    this.#isAway = true;
    for (const listener of this.#listeners) listener();
  }
}
