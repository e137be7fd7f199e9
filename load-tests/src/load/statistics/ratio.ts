import { median, quantiles } from './quantile.ts';
import { type Random, wholeBelow } from './random.ts';

/** How many times one is the other, round by round. */
export interface Ratio {
  readonly median: number;
  /** Within which the median is, nineteen times of twenty; by resampling the rounds. */
  readonly low: number;
  readonly high: number;
  readonly rounds: readonly number[];
}

const RESAMPLES = 4_000;
const CONFIDENCE = [0.025, 0.975] as const;

/**
 * The median of the ratios of rounds that were measured side by side, so that what else the machine did met both; null
 * where no round has both.
 */
export function ratioOf(
  pairs: readonly (readonly [ours: number, theirs: number])[],
  random: Random,
): Ratio | null {
  const rounds = pairs.flatMap(([ours, theirs]) =>
    theirs > 0 && Number.isFinite(ours) ? [ours / theirs] : [],
  );
  if (rounds.length === 0) return null;
  const resampled = Array.from({ length: RESAMPLES }, () =>
    median(rounds.map(() => rounds[wholeBelow(random, rounds.length)] ?? Number.NaN)),
  );
  const [low = Number.NaN, high = Number.NaN] = quantiles(resampled, CONFIDENCE);
  return { median: median(rounds), low, high, rounds };
}
