import { describe, expect, it } from 'vitest';
import { gridFor } from './grid.ts';

describe('the grid of tiles', () => {
  it('puts two people above each other on a phone and side by side on a desktop', () => {
    expect(gridFor({ width: 380, height: 600 }, 2, 8).columns).toBe(1);
    expect(gridFor({ width: 1200, height: 600 }, 2, 8).columns).toBe(2);
  });

  it.each([1, 2, 3, 4, 5, 7, 9, 12])('shows %i people without leaving the space', (count) => {
    for (const space of [
      { width: 300, height: 420 },
      { width: 380, height: 600 },
      { width: 1400, height: 700 },
    ]) {
      const { columns, tile } = gridFor(space, count, 8);
      const rows = Math.ceil(count / columns);
      expect(tile.width).toBeGreaterThan(0);
      expect(tile.width * columns + 8 * (columns - 1)).toBeLessThanOrEqual(space.width);
      expect(tile.height * rows + 8 * (rows - 1)).toBeLessThanOrEqual(space.height);
    }
  });

  it('keeps a face whole: never flatter than 16:9', () => {
    const { tile } = gridFor({ width: 1400, height: 300 }, 1, 8);
    expect(tile.width / tile.height).toBeLessThanOrEqual(16 / 9 + 0.01);
  });

  it.each([25, 100])('keeps %i people on a phone large enough for their names, and scrolls', (count) => {
    const { columns, tile, scrolls } = gridFor({ width: 366, height: 590 }, count, 8);
    expect({ columns, scrolls }).toEqual({ columns: 3, scrolls: true });
    expect(tile.width).toBeGreaterThan(90);
    expect(tile.width * columns + 8 * (columns - 1)).toBeLessThanOrEqual(366);
  });

  it('scrolls nothing of which not even one would be seen whole', () => {
    expect(gridFor({ width: 366, height: 40 }, 25, 8).scrolls).toBe(false);
  });

  it('has no size before the space is known', () => {
    expect(gridFor({ width: 0, height: 0 }, 3, 8).tile).toEqual({ width: 0, height: 0 });
  });
});
