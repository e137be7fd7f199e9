import { Histogram } from './histogram.ts';
import { slopeOf } from './slope.ts';
import { expect, test } from 'vitest';
import { median, quantile, quantiles } from './quantile.ts';
import { seeded, wholeBelow } from './random.ts';
import { ratioOf } from './ratio.ts';
import { spreadOf } from './spread.ts';

test('a quantile is one of the values, whatever order they are in', () => {
  const values = Array.from({ length: 100 }, (_, index) => (index * 37) % 100);
  expect(quantile(values, 0)).toBe(0);
  expect(quantile(values, 0.5)).toBe(50);
  expect(quantile(values, 0.99)).toBe(99);
  expect(quantile(values, 1)).toBe(99);
  expect(quantiles(values, [0.25, 0.75])).toEqual([25, 75]);
});

test('numbers are ordered by size and not by their first digit', () => {
  expect(quantile([9, 10, 100, 2], 0.99)).toBe(100);
  expect(median([9, 10, 100, 2])).toBe(9.5);
});

test('of nothing there is no quantile', () => {
  expect(quantile([], 0.5)).toBeNaN();
  expect(median([])).toBeNaN();
});

test('the median of an odd number is the one in the middle', () => {
  expect(median([3])).toBe(3);
  expect(median([5, 1, 3])).toBe(3);
});

test('the same seed draws the same, another one something else, and all of it from 0 to below 1', () => {
  const draw = (seed: number): number[] => {
    const random = seeded(seed);
    return Array.from({ length: 1_000 }, random);
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7).every((value) => value >= 0 && value < 1)).toBe(true);
  const mean = draw(7).reduce((sum, value) => sum + value, 0) / 1_000;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.55);
});

test('whole numbers reach from 0 to one below', () => {
  const random = seeded(1);
  const drawn = new Set(Array.from({ length: 200 }, () => wholeBelow(random, 3)));
  expect(drawn).toEqual(new Set([0, 1, 2]));
});

test('a ratio is the median round by round, with bounds about it', () => {
  const pairs = [
    [2, 4],
    [30, 100],
    [1, 2],
    [60, 100],
    [5, 10],
  ] as const;
  const ratio = ratioOf(pairs, seeded(1));
  expect(ratio?.median).toBe(0.5);
  expect(ratio?.rounds).toEqual([0.5, 0.3, 0.5, 0.6, 0.5]);
  expect(ratio?.low).toBeGreaterThanOrEqual(0.3);
  expect(ratio?.low).toBeLessThanOrEqual(0.5);
  expect(ratio?.high).toBeLessThanOrEqual(0.6);
  expect(ratio?.high).toBeGreaterThanOrEqual(0.5);
});

test('rounds that always say the same leave no doubt', () => {
  const ratio = ratioOf(
    [
      [1, 4],
      [2, 8],
      [3, 12],
    ],
    seeded(5),
  );
  expect(ratio).toMatchObject({ median: 0.25, low: 0.25, high: 0.25 });
});

test('what cannot be compared has no ratio', () => {
  expect(ratioOf([], seeded(1))).toBeNull();
  expect(ratioOf([[1, 0]], seeded(1))).toBeNull();
  expect(ratioOf([[Number.NaN, 1]], seeded(1))).toBeNull();
  expect(ratioOf([[1, Number.NaN]], seeded(1))).toBeNull();
});

test('values are counted by their size, with no step left out between', () => {
  const { from, counts } = spreadOf([1, 1.1, 9.9, 0.0001]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
  expect(from[0]).toBeCloseTo(0.01);
  expect(counts[0]).toBe(1);
  expect(from).toHaveLength(30);
  expect(counts.at(-1)).toBe(1);
  expect(spreadOf([])).toEqual({ from: [], counts: [] });
});

test('a slope is how much a line rises, with a bound that is nothing where all lie on it', () => {
  const line = slopeOf([
    [0, 10],
    [1, 12],
    [2, 14],
    [3, 16],
  ]);
  expect(line?.perUnit).toBeCloseTo(2);
  expect(line?.bound).toBeCloseTo(0);
  const scattered = slopeOf([
    [0, 10],
    [1, 13],
    [2, 13],
    [3, 16],
  ]);
  expect(scattered?.perUnit).toBeCloseTo(1.8);
  expect(scattered?.bound).toBeCloseTo(0.85, 2);
});

test('too few points, or all at one place, have no slope', () => {
  expect(
    slopeOf([
      [0, 1],
      [1, 2],
    ]),
  ).toBeNull();
  expect(
    slopeOf([
      [1, 1],
      [1, 2],
      [1, 3],
    ]),
  ).toBeNull();
});

test('a histogram tells quantiles to about a hundredth of themselves', () => {
  const histogram = new Histogram();
  expect(histogram.quantile(0.5)).toBeNull();
  for (let value = 1; value <= 1_000; value += 1) histogram.add(value);
  expect(histogram.count).toBe(1_000);
  expect(histogram.quantile(0.5)).toBeCloseTo(500, -1.2);
  expect(histogram.quantile(0.99)).toBeGreaterThan(975);
  expect(histogram.quantile(0.99)).toBeLessThan(1_005);
  expect(histogram.quantile(1)).toBe(1_000);
  histogram.add(0);
  expect(histogram.quantile(0)).toBeCloseTo(0.01);
});
