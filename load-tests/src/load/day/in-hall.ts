import type { NewPerson } from '@parley/shared/protocol';
import { type ProductOptions, startProduct } from '../parley/product.ts';
import { Places } from '../place/places.ts';
import type { Offered } from '../scenario-parts.ts';
import { seeded } from '../statistics/random.ts';
import { Tally } from '../tally.ts';
import type { Attendant } from './attendant.ts';
import type { Hall } from './hall.ts';
import { Reasons } from './reasons.ts';
import { Sitting, type Size } from './sitting.ts';
import { Watch } from './watch.ts';

const TICK_MS = 4;

/** What is to be there when people begin to come. */
export interface HallPlan {
  readonly scenario: Offered & { readonly sessions: number; readonly seed: number };
  /** Who comes to each session. */
  readonly cast: readonly NewPerson[];
  readonly size: Size;
  readonly product?: ProductOptions;
}

/** A hall before anybody has come. */
export interface OpenHall {
  readonly hall: Hall;
  readonly sittings: readonly Sitting[];
  /** Of all sessions together. */
  readonly all: readonly Attendant[];
  /** Looks on from when it is started. */
  readonly watch: Watch;
  /** Of what should not have gone wrong. */
  readonly troubles: Reasons;
}

/** Starts the product with its sessions, has everyone who has come send what is due, and ends all of it after `play`. */
export async function inHall<T>(
  { scenario, cast, size, product: options }: HallPlan,
  play: (open: OpenHall) => Promise<T>,
): Promise<T> {
  const product = await startProduct(
    Array.from({ length: scenario.sessions }, () => cast),
    options,
  );
  const troubles = new Reasons();
  const hall: Hall = {
    offered: scenario,
    product,
    places: new Places(),
    packets: new Tally(),
    messages: new Tally(),
    trouble: (error) => troubles.add(error),
  };
  const random = seeded(scenario.seed);
  const sittings = Array.from(
    { length: scenario.sessions },
    (_, number) => new Sitting(hall, number, size, random),
  );
  const all = sittings.flatMap(({ attendants }) => attendants);
  const watch = new Watch(product, hall);
  const pump = setInterval(() => {
    const now = performance.now();
    for (const attendant of all) attendant.tick(now);
  }, TICK_MS);
  try {
    return await play({ hall, sittings, all, watch, troubles });
  } finally {
    clearInterval(pump);
    await watch.stop();
    for (const sitting of sittings) sitting.leave();
    await product.close();
  }
}
