import { describe, expect, it } from 'vitest';
import { runPool } from './pool.ts';

/** Jobs that end only when told, so that a test decides the order. */
function gates(count: number) {
  return Array.from({ length: count }, () => Promise.withResolvers<void>());
}

describe('runPool', () => {
  it('keeps as many items running as it may, and no more', async () => {
    const doors = gates(4);
    const begun: number[] = [];
    const all = runPool([0, 1, 2, 3], 2, (item) => {
      begun.push(item);
      return doors[item]?.promise ?? Promise.reject(new Error('no such item'));
    });
    expect(begun).toEqual([0, 1]);
    doors[1]?.resolve();
    await expect.poll(() => begun).toEqual([0, 1, 2]);
    for (const door of doors) door.resolve();
    await all;
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('begins nothing after a failure and throws it when the rest has ended', async () => {
    const doors = gates(3);
    const begun: number[] = [];
    let over = false;
    const all = runPool([0, 1, 2], 2, (item) => {
      begun.push(item);
      return doors[item]?.promise ?? Promise.reject(new Error('no such item'));
    }).finally(() => (over = true));
    doors[0]?.reject(new Error('broken'));
    await Promise.resolve();
    expect(over).toBe(false);
    doors[1]?.resolve();
    await expect(all).rejects.toThrow('broken');
    expect(begun).toEqual([0, 1]);
  });
});
