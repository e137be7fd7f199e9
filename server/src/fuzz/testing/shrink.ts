import { castOf } from './cast.ts';
import { Counters } from './counters.ts';
import { type Failure, play, type Step, stepsOf } from './run.ts';

/** How many times a shorter history is tried. */
const TRIES = 600;

/** The same failure by fewer steps: as many as possible are left out, in ever smaller pieces. */
export async function shrink(failure: Failure): Promise<Failure> {
  const cause = kindOf(failure.what);
  let kept: readonly Step[] = stepsOf(failure.seed).slice(0, failure.at + 1);
  let { what } = failure;
  let tries = TRIES;
  for (let before = Infinity; kept.length < before && tries > 0; ) {
    before = kept.length;
    for (let size = Math.ceil(kept.length / 2); size >= 1 && tries > 0; size = Math.floor(size / 2)) {
      for (let from = 0; from < kept.length && tries > 0; ) {
        const shorter = kept.filter((_, at) => at < from || at >= from + size);
        tries -= 1;
        const found = await play(shorter, new Counters(), castOf(failure.seed));
        if (found !== null && kindOf(found.what) === cause) {
          kept = shorter.slice(0, found.at + 1);
          ({ what } = found);
        } else from += size;
      }
    }
  }
  return { ...failure, what, history: kept };
}

/** What went wrong, whoever and whatever it was about. */
const kindOf = (what: string): string =>
  what
    .replaceAll(/\bp-[\w-]+/g, '…')
    .replaceAll(/[\w-]*\d[\w-]*/g, '…')
    .replaceAll(/\{.*\}/g, '…')
    .slice(0, 60);
