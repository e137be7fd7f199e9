import { describe, expect, test } from 'vitest';
import { patiently } from './patiently.ts';

/** A part that cannot be fetched so often. */
function failing(times: number): { readonly load: () => Promise<string>; tried: number } {
  const part = {
    tried: 0,
    load: () => {
      part.tried += 1;
      return part.tried > times ? Promise.resolve('here') : Promise.reject(new Error('away'));
    },
  };
  return part;
}

describe('a part of the page', () => {
  test('that cannot be fetched is tried again until it can, less and less often', async () => {
    const part = failing(3);
    const pauses: number[] = [];
    const load = patiently(part.load, (ms) => Promise.resolve(void pauses.push(ms)));
    expect(await load()).toBe('here');
    expect(pauses).toEqual([500, 1_000, 2_000]);
  });

  test('that is never there fails in the end', async () => {
    const part = failing(Number.POSITIVE_INFINITY);
    let waited = 0;
    const load = patiently(part.load, (ms) => Promise.resolve(void (waited += ms)));
    await expect(load()).rejects.toThrow('away');
    expect(waited).toBe(117_500);
  });
});
