import { expect, test } from 'vitest';
import { Counters } from './testing/counters.ts';
import { play } from './testing/run.ts';
import { stories } from './testing/stories.ts';

test.each(stories)('[FUZZ-9] seed $seed: $what', async ({ steps }) => {
  expect(await play(steps, new Counters())).toBeNull();
});
