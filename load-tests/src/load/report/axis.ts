/** From values to places, and the values that are named along it. */
export interface Axis {
  readonly place: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

interface Ends {
  readonly from: number;
  readonly to: number;
}

const STEPS = [1, 2, 2.5, 5, 10];

/** From nothing to the next step, in steps that people count in. */
export function linear(largest: number, ends: Ends, wanted = 5): Axis {
  const { step, end } = stepsTo(largest, wanted);
  return along(end, step, ends);
}

/** In such steps too, and no further than the largest value. */
export function linearTo(largest: number, ends: Ends, wanted: number): Axis {
  const { step, end } = stepsTo(largest, wanted);
  return along(largest > 0 ? largest : end, step, ends);
}

function stepsTo(largest: number, wanted: number): { readonly step: number; readonly end: number } {
  const most = largest > 0 ? largest : 1;
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((each) => each * power >= rough) ?? 10);
  return { step, end: Math.max(1, Math.ceil(most / step - 1e-9)) * step };
}

const along = (end: number, step: number, { from, to }: Ends): Axis => ({
  place: (value) => from + (to - from) * (value / end),
  ticks: Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, index) => ({
    value: index * step,
    label: shortly(index * step),
  })),
});

/** By powers of ten, of positive values. */
export function logarithmic(least: number, most: number, { from, to }: Ends): Axis {
  const first = Math.floor(Math.log10(least));
  const last = Math.max(first + 1, Math.ceil(Math.log10(most)));
  return {
    place: (value) =>
      from + ((to - from) * (Math.log10(Math.max(value, 10 ** first)) - first)) / (last - first),
    ticks: Array.from({ length: last - first + 1 }, (_, index) => {
      const value = 10 ** (first + index);
      return { value, label: shortly(value) };
    }),
  };
}

function shortly(value: number): string {
  if (value >= 10_000) return `${Number((value / 1_000).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}
