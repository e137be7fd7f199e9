import { setTimeout as pause } from 'node:timers/promises';
import type { Sitting } from './sitting.ts';

interface Coming {
  /** Of each session. */
  readonly people: number;
  readonly comingMs: number;
}

/** One after another, as through one door; how long each took until they were in. */
export async function comeIn({ people, comingMs }: Coming, sittings: readonly Sitting[]): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < people; index += 1) {
    for (const sitting of sittings) {
      const [next, from] = [pause(comingMs), performance.now()];
      await sitting.come(index);
      took.push(performance.now() - from);
      await next;
    }
  }
  return took;
}
