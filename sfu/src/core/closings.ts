/**
 * How many closings the worker was asked for, and of how many it is known that they are done: it takes what it is asked
 * in order, so that its answer to anything asked later says so of all before.
 */
export class Closings {
  #asked = 0;
  #done = 0;

  add(): void {
    this.#asked += 1;
  }

  /** Waits for all until now, by a question that is answered after them; asks nothing where they are done. */
  async settle(answered: () => Promise<void>): Promise<void> {
    const asked = this.#asked;
    if (asked === this.#done) return;
    await answered();
    this.#done = Math.max(this.#done, asked);
  }
}
