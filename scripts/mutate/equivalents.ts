import type { Mutant } from './mutants.ts';

/** A deletion that nothing can turn red, because it changes nothing that anybody could see; and why that is so. */
interface Equivalent {
  readonly file: string;
  readonly within: string;
  readonly what: string;
  readonly why: string;
}

const equivalents: readonly Equivalent[] = [
  {
    file: 'shared/src/policy/sides.ts',
    within: 'fitsRoom',
    what: "allows: deny('room.unknown')",
    why: 'Only `people.move` asks, and denies a room that is not there before it does.',
  },
  {
    file: 'server/src/files/desk.ts',
    within: '#enter',
    what: 'never: if (left === 0)',
    why: 'Who has nothing under way is forgotten only to spare memory: none is what is read of nobody.',
  },
  {
    file: 'server/src/media/offers.ts',
    within: 'keep',
    what: 'never: if (!alive.has(peer))',
    why: 'Nobody has a peer that is gone: nothing is offered to it, and it is forgotten only to spare memory.',
  },
  {
    file: 'server/src/media/reconciler.ts',
    within: '#apply',
    what: 'never: if (restsOn !== null && !differ(restsOn, roomsRestOn(state)))',
    why: 'What rests on the same is the same, as a test of its own holds: reckoned anew, the SFU is asked nothing either.',
  },
];

const same = (one: Equivalent, other: Mutant): boolean =>
  one.file === other.file && one.within === other.within && one.what === other.what;

export const isEquivalent = (mutant: Mutant): boolean => equivalents.some((each) => same(each, mutant));

/** Those that are no mutant any more: what they say was true of code that has changed. */
export const stale = (mutants: readonly Mutant[]): readonly Equivalent[] =>
  equivalents.filter((each) => !mutants.some((mutant) => same(each, mutant)));
