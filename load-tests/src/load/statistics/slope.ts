/** A straight line through points: how much it rises with each step to the right, and how sure that is. */
export interface Slope {
  readonly perUnit: number;
  /** Twice the standard error: nineteen times of twenty the rise is within so much of it. */
  readonly bound: number;
}

/** By least squares; null of fewer than three points, or where all are at one place. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): Slope | null {
  const count = points.length;
  if (count < 3) return null;
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / count;
  const [x, y] = [mean(([a]) => a), mean(([, b]) => b)];
  const spread = points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  if (spread === 0) return null;
  const perUnit = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / spread;
  const rest = points.reduce((sum, [a, b]) => sum + (b - y - perUnit * (a - x)) ** 2, 0);
  return { perUnit, bound: 2 * Math.sqrt(rest / (count - 2) / spread) };
}
