import { Counters } from './counters.ts';
import { play } from './run.ts';
import { missingFrom, playSessions } from './sessions.ts';
import { stories } from './stories.ts';

/** What every run of the contract tests plays. */
export const DAILY = { seed: 5000, steps: 36_000 };

/** Plays it as they do, and tells when it gets on; answers what is wrong, in a line, or null. */
export async function playDaily(told: () => void): Promise<string | null> {
  for (const { seed, steps } of stories) {
    const found = await play(steps, new Counters());
    if (found !== null) return `story ${seed}: ${found.what}`;
    told();
  }
  const { counters, failure } = await playSessions(DAILY, told);
  if (failure !== null) return `seed ${failure.seed}, step ${failure.at}: ${failure.what}`;
  const missing = missingFrom(counters);
  return missing.length === 0 ? null : `too seldom: ${missing.join('; ')}`;
}
