/** Taken before anybody puts a fake clock in its place. */
const soon = globalThis.setImmediate;

/** Ends once everything that could happen by itself has happened. */
export const turn = (): Promise<void> => new Promise((resolve) => soon(resolve));

/** First in, first out; by itself, or one by one by a test's hand. */
export class Queue {
  readonly #auto: boolean;
  readonly #jobs: { readonly label: string; readonly run: () => void }[] = [];

  constructor(auto: boolean) {
    this.#auto = auto;
  }

  /** What waits, oldest first. */
  get waiting(): readonly string[] {
    return this.#jobs.map(({ label }) => label);
  }

  add(label: string, run: () => void): void {
    this.#jobs.push({ label, run });
    if (this.#auto) soon(() => this.#jobs.shift()?.run());
  }

  /** Lets the oldest through, with all that follows at once; false when nothing waits. */
  async next(): Promise<boolean> {
    const job = this.#jobs.shift();
    job?.run();
    await turn();
    return job !== undefined;
  }
}
