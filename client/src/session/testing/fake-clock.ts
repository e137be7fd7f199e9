import type { Clock } from '../clock.ts';

/** Time that stands still until it is told to pass. */
export class FakeClock implements Clock {
  #now = 1_000;
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  today(): number {
    return 1_700_000_000_000 + this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Everything that is due on the way happens in its order, with all that follows from it. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    await flushed();
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await flushed();
    }
    this.#now = until;
  }

  /** Time passes, and whoever wanted to be called meanwhile is not: the page is held up. */
  stall(ms: number): void {
    this.#now += ms;
  }

  #next(until: number): { readonly at: number; readonly callback: () => void } | null {
    const due = [...this.#timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
    return due[0] ?? null;
  }
}

/** Resolves when no promise has anything left to do. */
export const flushed = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
