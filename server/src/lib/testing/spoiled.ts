import fc from 'fast-check';

type Path = readonly string[];

/** Every place in a value. */
const placesIn = (value: unknown, at: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key]))]
    : [at];

function withAt(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.map((each: unknown, at) => (String(at) === key ? withAt(each, rest, put) : each));
  if (typeof value !== 'object' || value === null) return put;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === key ? withAt(each, rest, put) : each]),
  );
}

/** A value that is right but for one place in it. */
export const spoiled = (value: unknown, by: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(fc.constantFrom(...placesIn(value)), by).map(([place, put]) => withAt(value, place, put));
