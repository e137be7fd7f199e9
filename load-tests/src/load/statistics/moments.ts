import type { Random } from './random.ts';

/**
 * When something happens, in seconds: so often a minute on the average, and by itself, as telephone calls do: a time
 * between two says nothing of the next.
 */
export function moments(random: Random, perMinute: number, seconds: number): number[] {
  const all: number[] = [];
  if (perMinute === 0) return all;
  const next = (): number => -Math.log(1 - random()) * (60 / perMinute);
  for (let at = next(); at < seconds; at += next()) all.push(at);
  return all;
}
