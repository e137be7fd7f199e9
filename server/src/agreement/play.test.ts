import { expect, test } from 'vitest';
import { GatePlay } from './testing/gate-play.ts';

const SEEDS = Number(process.env['SEEDS'] ?? 6);
const FIRST = Number(process.env['SEED'] ?? 1);
const STEPS = 250;

test('[EDIT-13] whatever people, network, disk and server do, all permitted words are everywhere, and no refused one anywhere', async () => {
  const counted: Record<string, number> = {};
  for (let seed = FIRST; seed < FIRST + SEEDS; seed += 1) {
    const play = await GatePlay.begin(seed);
    for (let step = 0; step < STEPS; step += 1) await play.step();
    await play.settle();
    for (const [what, count] of Object.entries(play.counted)) counted[what] = (counted[what] ?? 0) + count;
  }
  // Without these it would have proved little.
  expect(Object.entries(counted).filter(([, count]) => count < SEEDS)).toEqual([]);
});
