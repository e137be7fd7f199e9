/** What really happened; a run that did not see enough of it proved nothing. */
export class Counters {
  readonly #counts = new Map<string, { times: number }>();

  add(what: string, by = 1): void {
    const count = this.#counts.get(what);
    if (count === undefined) this.#counts.set(what, { times: by });
    else count.times += by;
  }

  of(what: string): number {
    return this.#counts.get(what)?.times ?? 0;
  }

  toJSON(): Record<string, number> {
    const counts = [...this.#counts].map(([what, { times }]) => [what, times] as const);
    return Object.fromEntries(counts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
}
