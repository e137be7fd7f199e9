import type { Timers } from '../../lib/timers.ts';

/** Time that passes only by hand: the wall clock of the server and its timers. */
export class HandClock implements Timers {
  #now = 1_700_000_000_000;
  #order = 0;
  #due: { readonly at: number; readonly order: number; readonly callback: () => void }[] = [];

  readonly now = (): number => this.#now;

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, order: this.#order, callback };
    this.#order += 1;
    this.#due.push(timer);
    return () => {
      this.#due = this.#due.filter((each) => each !== timer);
    };
  }

  get waiting(): number {
    return this.#due.length;
  }

  /** Lets so much time pass; what comes due is called back in order, and each time `between` ends first. */
  async pass(ms: number, between: () => Promise<void>): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      const next = this.#due
        .filter(({ at }) => at <= until)
        .toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
      if (next === undefined) break;
      this.#due = this.#due.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await between();
    }
    this.#now = until;
  }

  /** The process whose timers these were is dead. */
  forget(): void {
    this.#due = [];
  }
}
