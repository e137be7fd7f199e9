import { bare, isTest, nameOf } from './syntax.ts';

/** What it is that only the policy compares, by the names it goes by. */
const COMPARED = {
  role: ['role', 'roleOf'],
  side: ['side', 'sideOf', 'speaksFor'],
  room: ['room', 'roomOf', 'destinationOf', 'arrivalRoomOf'],
} as const;
type Compared = keyof typeof COMPARED;

/** Who may all the same, and why. */
const ELSEWHERE: Readonly<Record<Compared, readonly RegExp[]>> = {
  role: [/^shared\/src\/protocol\/cases\.ts$/, /^server\/src\/cases\//],
  side: [/^shared\/src\/protocol\/cases\.ts$/, /^server\/src\/cases\//],
  room: [
    // What becomes of a room, and of what is in it, when something was decided.
    /^shared\/src\/(session|agreement|interpreting)\//,
    // Holds a person to the stay it was made for.
    /^server\/src\/session\/room-handle\.ts$/,
    // The second lock, which knows no policy and is there for when that is wrong.
    /^sfu\/src\/core\/desired\.ts$/,
  ],
};

/** A case is drawn up, in the first two, before there is a session. What a page compares decides about nothing. */
const isUnder = (file: string): boolean =>
  /^(shared|sfu|server)\/src\//.test(file) && !file.startsWith('shared/src/policy/') && !isTest(file);

/**
 * Why what is compared here belongs into the policy, if it does: who may do, hear or see what by their role, their side
 * or where they stand is decided there alone. That there is one at all, or none, anybody may ask.
 *
 * @param values both sides of a comparison, or what is switched on
 */
export function comparisonDenial(file: string, values: readonly unknown[]): string | undefined {
  if (!isUnder(file) || values.some(isNothing)) return undefined;
  const names = values.map(nameOf);
  const found = (['role', 'side', 'room'] as const).find((what) => {
    const known: readonly (string | null)[] = COMPARED[what];
    return names.some((name) => known.includes(name)) && !ELSEWHERE[what].some((each) => each.test(file));
  });
  return found === undefined
    ? undefined
    : `who may do what by their ${found} is decided in shared/src/policy: ask \`can\`, or give it a name there`;
}

function isNothing(value: unknown): boolean {
  const node = bare(value);
  return (node?.type === 'Literal' && node['value'] === null) || nameOf(value) === 'undefined';
}
