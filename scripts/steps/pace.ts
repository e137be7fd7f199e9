/** A lap takes this many milliseconds where two files of browser tests at once are about all a machine can do. */
const TWO_AT_ONCE = 110;

/** Tried so often, for others may have the core just then. */
const LAPS = 7;

/**
 * Whether pages of two files of browser tests, which all encode and decode each other, would only wait for each other
 * here. Where cores are half as fast as usual they take the machine for whole minutes, and then nothing is in time.
 * @param lap milliseconds that a fixed piece of work takes
 */
export const oneAtOnce = (lap: () => number = written): boolean =>
  Math.min(...Array.from({ length: LAPS }, lap)) > TWO_AT_ONCE;

/** Objects made and written out, as programs do most of the time. */
function written(): number {
  const begun = performance.now();
  const last: Record<string, number> = {};
  for (let round = 0; round < 400_000; round += 1) {
    last[`k${round % 1000}`] = JSON.stringify({ round, b: 'x' }).length;
  }
  return performance.now() - begun;
}
