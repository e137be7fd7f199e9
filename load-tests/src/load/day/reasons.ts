/** Long enough to know one from another. */
const LONGEST = 80;

/** Why things went wrong, in a few words, and how often. */
export class Reasons {
  readonly #counts = new Map<string, number>();

  add(error: unknown): void {
    const why = error instanceof Error ? error.message.slice(0, LONGEST) : String(error);
    this.#counts.set(why, (this.#counts.get(why) ?? 0) + 1);
  }

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }
}
