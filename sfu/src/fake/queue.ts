/** Taken before anybody puts a fake clock in its place. */
const soon = globalThis.setImmediate;

/** Ends once everything that could happen by itself has happened. */
export const turn = (): Promise<void> => new Promise((resolve) => soon(resolve));

/** First in, first out; by itself, or while it is held one by one by a test's hand. */
export class Queue {
  readonly #jobs: { readonly label: string; readonly run: () => void }[] = [];
  #held: boolean;

  constructor(held: boolean) {
    this.#held = held;
  }

  /** What waits, oldest first. */
  get waiting(): readonly string[] {
    return this.#jobs.map(({ label }) => label);
  }

  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    for (const _job of this.#jobs) this.#schedule();
  }

  add(label: string, run: () => void): void {
    this.#jobs.push({ label, run });
    if (!this.#held) this.#schedule();
  }

  /** Lets the oldest through, with all that follows at once; false when nothing waits. */
  async next(): Promise<boolean> {
    const job = this.#jobs.shift();
    job?.run();
    await turn();
    return job !== undefined;
  }

  #schedule(): void {
    soon(() => {
      if (!this.#held) this.#jobs.shift()?.run();
    });
  }
}
