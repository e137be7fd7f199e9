import type { Clock } from '../session/clock.ts';

/** So long after anything was set up whoever moved is all there. */
const QUIET_MS = 300;

/**
 * Keeps what is over until there is time for it. To take a track out of a connection costs a browser as much as to put
 * one in, one after another: whoever moves would wait for the old room's before the new one's.
 */
export class Tidy {
  readonly #clock: Clock;
  readonly #over: (() => void)[] = [];
  readonly #turns: (() => Promise<void> | void)[] = [];
  #underway = 0;
  #closed = false;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Something is being set up: nothing is taken out meanwhile. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#underway += 1;
    this.#cancel();
    try {
      return await work;
    } finally {
      this.#underway -= 1;
      this.#wait(QUIET_MS);
    }
  }

  /** It carries nothing any more. It goes with all others, for the browser takes them out together. */
  later(takeOut: () => void): void {
    this.#over.push(takeOut);
    this.#wait(QUIET_MS);
  }

  /** What the browser does by itself, one after another: whoever moves meanwhile waits for one of them at most. */
  inTurn(work: () => Promise<void> | void): void {
    this.#turns.push(work);
    this.#wait(QUIET_MS);
  }

  /** All of it is gone at once. */
  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#over.length = 0;
    this.#turns.length = 0;
  }

  #wait(ms: number): void {
    this.#cancel();
    if (this.#closed || this.#underway > 0 || this.#over.length + this.#turns.length === 0) return;
    this.#cancel = this.#clock.after(ms, () => void this.#tidy());
  }

  async #tidy(): Promise<void> {
    for (const takeOut of this.#over.splice(0)) takeOut();
    const next = this.#turns.shift();
    if (next === undefined) return;
    // Nothing else is begun before its end, be it in vain.
    this.#underway += 1;
    try {
      await next();
    } finally {
      this.#underway -= 1;
      this.#wait(0);
    }
  }
}
