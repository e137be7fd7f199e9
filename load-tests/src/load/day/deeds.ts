import { setTimeout as pause } from 'node:timers/promises';
import { type Random, wholeBelow } from '../statistics/random.ts';
import { chooseOther, handOver } from './interpreting.ts';
import type { DeedName } from './scenario.ts';
import type { Sitting } from './sitting.ts';

/** Does something in a session; how long it took, or null when there was nothing to do. */
type Deed = (sitting: Sitting, random: Random) => Promise<number | null>;

/** How long people stay apart. */
const APART_MS = { least: 4_000, most: 9_000 };

export const deeds: Readonly<Record<DeedName, Deed>> = {
  /** The mediator takes one side apart, and later brings all together: from the press until the last of them is there. */
  caucus: async (sitting, random) => {
    if (sitting.apart) return null;
    sitting.apart = true;
    try {
      const people = [sitting.mediator, ...sitting.side(wholeBelow(random, 2))];
      const { line } = sitting.mediator.person;
      const from = performance.now();
      const { room } = await line.ask('caucus.open', {
        title: 'Caucus',
        participants: people.map(({ person }) => person.line.view.me.participant.id),
        minutes: null,
      });
      await Promise.all(
        people.map(({ person }) =>
          person.line.until(({ place }) => place.kind === 'room' && place.room === room),
        ),
      );
      const took = performance.now() - from;
      await pause(APART_MS.least + random() * (APART_MS.most - APART_MS.least));
      await line.ask('caucus.close', { room });
      await sitting.gather();
      return took;
    } finally {
      sitting.apart = false;
    }
  },
  write: (sitting, random) => oneOf(sitting, random).say(),
  /** How long it takes until it is stored is told by the pen. */
  edit: async (sitting, random) => {
    const { root } = sitting;
    const pens = sitting.attendants.filter(({ pen }) => pen !== null);
    const writer = pens[wholeBelow(random, pens.length)];
    return root !== null && writer?.edit(root) === true ? 0 : null;
  },
  drop: (sitting, random) => oneOf(sitting, random).loseLine(),
  listen: (sitting, random) => {
    const listeners = sitting.attendants.filter(({ interprets }) => !interprets);
    const one = listeners[wholeBelow(random, listeners.length)];
    return one === undefined ? Promise.resolve(null) : chooseOther(sitting, one);
  },
  handover: (sitting) => handOver(sitting),
};

function oneOf({ attendants, mediator }: Sitting, random: Random) {
  return attendants[wholeBelow(random, attendants.length)] ?? mediator;
}
