import { describe, expect, test } from 'vitest';
import { Play } from '../testing/play.ts';

const SEEDS = 12;
const STEPS = 160;

describe('random edits, locks, drops and refusals', () => {
  test('[EDIT-14] what may be written is everywhere, what may not is nowhere, and nobody is left behind', () => {
    const counted = { taken: 0, refused: 0, homeless: 0, drops: 0, early: 0 };
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const play = new Play(seed);
      for (let step = 0; step < STEPS; step += 1) play.step();
      play.settle();
      play.check();
      for (const key of Object.keys(counted) as (keyof typeof counted)[]) counted[key] += play.counted[key];
    }
    // Without these it would have proved little.
    expect(Object.entries(counted).filter(([, count]) => count < 10)).toEqual([]);
  });
});
