/** Numbers from 0 to 1, 1 left out; the same for the same seed. */
export type Random = () => number;

/** Mulberry32: small, and even enough for drawing samples and beginnings. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below `below`. */
export const wholeBelow = (random: Random, below: number): number => Math.floor(random() * below);
