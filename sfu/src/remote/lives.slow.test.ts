import fc from 'fast-check';
import { expect, test } from 'vitest';
import { happening, World } from './testing/lives.ts';

test('[SFU-24] [TAKE-3] [TAKE-7] whatever breaks, dies and comes back: nothing is heard but what was decided, and whoever is taken to be there is', async () => {
  const seen = { rests: 0, believed: 0, takenUp: 0, lost: 0, heard: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 10, maxLength: 40, size: 'max' }), async (all) => {
      const world = await World.open();
      try {
        for (const what of all) {
          await world.happens(what);
          await world.arrives();
        }
        await world.rest();
        expect(world.wrong).toEqual([]);
      } finally {
        await world.close();
      }
      for (const what of ['rests', 'believed', 'takenUp', 'lost', 'heard'] as const) {
        seen[what] += world.seen[what];
      }
    }),
    { numRuns: 100, seed: 20_261_130 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
}, 120_000);
