import type { Figure } from './findings.ts';
import { seeded } from './statistics/random.ts';
import { ratioOf } from './statistics/ratio.ts';
import type { Played, Turned } from './turns.ts';

/** How many times a peer's the product's is, as a figure: the median of rounds side by side, with its bounds. */
export function ratioFigure(
  name: string,
  pairs: readonly (readonly [ours: number, theirs: number])[],
  seed: number,
): Figure {
  const ratio = ratioOf(pairs, seeded(seed));
  if (ratio === null) return { name, value: null, unit: '×', digits: 2 };
  const { median: value, low, high, rounds } = ratio;
  const bounds = `95 % between ${low.toFixed(2)} and ${high.toFixed(2)}`;
  const told = rounds.length === 1 ? ['1 round'] : [bounds, `${rounds.length} rounds`];
  return { name, value, unit: '×', digits: 2, high: told };
}

/** Rounds of the product and of a peer, side by side; of a peer that failed later, those it has. */
export const pairsOf = <R>(ours: Turned<R>, peer: Turned<R>): (readonly [R, R])[] =>
  peer.rounds.flatMap((theirs, number): (readonly [R, R])[] => {
    const own = ours.rounds[number];
    return own === undefined ? [] : [[own, theirs]];
  });

export const absentNotes = ({ absent }: Pick<Played<unknown>, 'absent'>): string[] =>
  absent.map(({ name, why }) => `${name} is left out: ${why}.`);
