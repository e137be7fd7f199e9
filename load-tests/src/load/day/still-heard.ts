import type { Check } from '../findings.ts';
import { streamOf } from '../rtp/streams.ts';
import type { Attendant } from './attendant.ts';

type Present = Pick<Attendant, 'ear' | 'number' | 'stays'> & { readonly voice: object | null };

/**
 * Who hears whom at the end of a day, looked at while no one does anything any more. Somebody may fall silent for good
 * without a packet lost, late or in the wrong room: as its voice is not set up again after a move.
 */
export class StillHeard {
  readonly #pairs: readonly { readonly from: number; readonly count: () => number }[];

  /** @param sessions who has come to each; where there are interpreters, not everyone hears everyone */
  constructor(sessions: readonly (readonly Present[])[]) {
    this.#pairs = sessions.flatMap((all) =>
      all.flatMap((listener) =>
        all
          .filter((each) => each !== listener && each.voice !== null && isBeside(each, listener))
          .map(({ number }) => {
            const count = (): number => listener.ear.count(streamOf(number, 'audio'));
            return { from: count(), count };
          }),
      ),
    );
  }

  /** Whether a sound has come since of each voice in the room. */
  check(): Check {
    return {
      what: 'voices in one’s room not heard any more at the end',
      wrong: this.#pairs.filter(({ from, count }) => count() === from).length,
      of: this.#pairs.length,
    };
  }
}

const isBeside = (one: Present, other: Present): boolean =>
  one.stays.here.some((place) => other.stays.here.includes(place));
