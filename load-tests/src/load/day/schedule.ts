import { moments } from '../statistics/moments.ts';
import { seeded } from '../statistics/random.ts';
import { type DayScenario, deedNames, type DeedName } from './scenario.ts';

/** Something is due in a session. */
export interface Due {
  /** Seconds since the day began. */
  readonly at: number;
  readonly session: number;
  readonly deed: DeedName;
  /** For whatever about it is left to chance. */
  readonly seed: number;
}

/** All that happens in a day, in its order: the same for the same seed. */
export function schedule({
  perMinute,
  sessions,
  seconds,
  seed,
}: Pick<DayScenario, 'perMinute' | 'sessions' | 'seconds' | 'seed'>): Due[] {
  const random = seeded(seed);
  const all: Due[] = [];
  for (let session = 0; session < sessions; session += 1) {
    for (const deed of deedNames) {
      for (const at of moments(random, perMinute[deed], seconds)) {
        all.push({ at, session, deed, seed: Math.floor(random() * 2 ** 32) });
      }
    }
  }
  return all.toSorted((a, b) => a.at - b.at);
}
