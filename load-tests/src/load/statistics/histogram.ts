const STEPS_A_POWER = 100;
const SMALLEST = 0.01;
const FIRST = Math.log10(SMALLEST) * STEPS_A_POWER;

/** How values are spread, however many they are, each to about a hundredth of itself. */
export class Histogram {
  readonly #counts: number[] = [];
  #count = 0;
  #longest = 0;

  get count(): number {
    return this.#count;
  }

  add(value: number): void {
    const step = Math.round(Math.log10(Math.max(value, SMALLEST)) * STEPS_A_POWER - FIRST);
    this.#counts[step] = (this.#counts[step] ?? 0) + 1;
    this.#count += 1;
    this.#longest = Math.max(this.#longest, value);
  }

  /** The value below which `share` of all are; null of none. */
  quantile(share: number): number | null {
    if (this.#count === 0) return null;
    let left = this.#count * share;
    for (const [step, count = 0] of this.#counts.entries()) {
      left -= count;
      if (left < 0) return 10 ** ((step + FIRST) / STEPS_A_POWER);
    }
    return this.#longest;
  }
}
