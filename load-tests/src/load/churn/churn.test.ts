import { expect, test } from 'vitest';
import { byCount } from './by-count.ts';

test('for each second it is told how many thousand had come and gone by then', () => {
  const samples = [{ at: 0 }, { at: 1 }, { at: 2 }, { at: 9 }];
  const points = byCount(samples, [3, 0.5, 2, 1.5]);
  expect(points.map(({ at }) => at)).toEqual([0, 0.001, 0.003, 0.004]);
  expect(points.map(({ sample }) => sample)).toEqual(samples);
  expect(byCount([], [1])).toEqual([]);
});
