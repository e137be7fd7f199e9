/** Counts of values by size, each step a tenth of a power of ten: enough to draw how they are spread. */
export interface Spread {
  /** Where each step begins, ascending. */
  readonly from: readonly number[];
  readonly counts: readonly number[];
}

const STEPS_A_POWER = 10;
const SMALLEST = 0.01;

/** Of positive values; what is smaller than a hundredth counts as one. */
export function spreadOf(values: readonly number[]): Spread {
  const steps = new Map<number, number>();
  for (const value of values) {
    const step = Math.floor(Math.log10(Math.max(value, SMALLEST)) * STEPS_A_POWER);
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  const present = [...steps.keys()];
  const [first, last] = [Math.min(...present), Math.max(...present)];
  const all =
    present.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return {
    from: all.map((step) => 10 ** (step / STEPS_A_POWER)),
    counts: all.map((step) => steps.get(step) ?? 0),
  };
}
