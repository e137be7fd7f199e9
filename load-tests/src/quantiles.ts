import { quantile } from './load/statistics/quantile.ts';

/** One line of a table: how long something took, milliseconds. */
export function quantiles(name: string, values: readonly number[]): string {
  const at = (share: number): string => quantile(values, share).toFixed(0);
  return `${name.padEnd(22)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   p99 ${at(0.99)} ms   max ${at(1)} ms`;
}
