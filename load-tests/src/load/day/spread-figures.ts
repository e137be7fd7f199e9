import type { Figure } from '../findings.ts';
import type { Histogram } from '../statistics/histogram.ts';
import { quantiles } from '../statistics/quantile.ts';

const digitsOf = (ms: number): number => (ms < 20 ? 1 : 0);

/** How long something took: the middle, and beside it what these shares of all stayed below, and the longest. */
export function spreadFigure(
  name: string,
  ms: readonly number[],
  shares: readonly number[] = [0.99],
): Figure {
  if (ms.length === 0) return { name, value: null, unit: 'ms', digits: 0 };
  // Of few, a high share is the longest.
  const told = shares.filter((share) => Math.floor(ms.length * share) < ms.length - 1);
  const [p50 = 0, longest = 0, ...high] = quantiles(ms, [0.5, 1, ...told]);
  return {
    name,
    value: p50,
    unit: 'ms',
    digits: digitsOf(p50),
    high: [
      ...high.map((value, index) => `p${100 * (told[index] ?? 0)} ${timed(value)}`),
      `longest ${timed(longest)}`,
    ],
  };
}

export function latencyFigure(name: string, latencies: Histogram): Figure {
  const [p50, p99] = [latencies.quantile(0.5), latencies.quantile(0.99)];
  if (p50 === null || p99 === null) return { name, value: null, unit: 'ms', digits: 0 };
  return { name, value: p50, unit: 'ms', digits: digitsOf(p50), high: [`p99 ${timed(p99)}`] };
}

const timed = (ms: number): string => `${ms.toFixed(digitsOf(ms))} ms`;
