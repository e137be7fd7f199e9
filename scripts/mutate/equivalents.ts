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
    file: 'server/src/captions/listener.ts',
    within: '#told',
    what: 'without: || !isStillSaid(actor.state, listening.voice)',
    why: 'What is not still said is denied on the same grounds as soon as it is to be told.',
  },
  {
    file: 'server/src/captions/listener.ts',
    within: '#tell',
    what: 'without: || !isStillSaid(actor.state, voice)',
    why: 'The answer rests on the same grounds, and nothing is decided between it and whoever waits for it.',
  },
  {
    file: 'server/src/captions/listener.ts',
    within: '#tell',
    what: 'without: !outcome.ok ||',
    why: 'What is denied is not still said.',
  },
  {
    file: 'server/src/files/desk.ts',
    within: 'counted',
    what: 'never: if (left === 0)',
    why: 'Who has nothing under way is forgotten only to spare memory: none is what is read of nobody.',
  },
  {
    file: 'server/src/lib/tickets.ts',
    within: 'issue',
    what: 'without: until > this.#now() &&',
    why: 'What is too old is refused all the same, and forgotten before only to spare memory.',
  },
  {
    file: 'server/src/media/offers.ts',
    within: 'keep',
    what: 'never: if (!alive.has(peer))',
    why: 'Nobody has a peer that is gone: nothing is offered to it, and it is forgotten only to spare memory.',
  },
  {
    file: 'server/src/media/reconciler.ts',
    within: '#waitedFor',
    what: 'unfiltered: this.#waiting.filter((waiter) => !due.includes(waiter))',
    why: 'Who was answered is answered no second time, whatever is said to them: they are forgotten only to spare memory.',
  },
  {
    file: 'server/src/media/reconciler.ts',
    within: '#waitedFor',
    what: 'always: !due.includes(waiter)',
    why: 'As above.',
  },
  {
    file: 'server/src/session/room-handle.ts',
    within: '#stillHere',
    what: 'without: || place.room !== this.scope.room',
    why: 'Every stay of a person in a room has an epoch of its own: who stands in another room is in another epoch.',
  },
  {
    file: 'server/src/session/fan-out.ts',
    within: 'changed',
    what: 'always: if (agreement)',
    why: 'What is made is compared with what the line has, and sent only when it differs: it is not made only to spare time.',
  },
  {
    file: 'server/src/session/fan-out.ts',
    within: 'changed',
    what: 'always: if (view)',
    why: 'The same of views; and what each track is to its receiver rests on nothing but what these rest on.',
  },
  {
    file: 'server/src/media/reconciler.ts',
    within: 'changed',
    what: 'never: if (newest !== null && !differ(newest.restsOn, roomsRestOn(state)))',
    why: 'What rests on the same is the same, as a test of its own holds: reckoned anew, the SFU is asked nothing either.',
  },
];

const same = (one: Equivalent, other: Mutant): boolean =>
  one.file === other.file && one.within === other.within && one.what === other.what;

export const isEquivalent = (mutant: Mutant): boolean => equivalents.some((each) => same(each, mutant));

/** Those that are no mutant any more: what they say was true of code that has changed. */
export const stale = (mutants: readonly Mutant[]): readonly Equivalent[] =>
  equivalents.filter((each) => !mutants.some((mutant) => same(each, mutant)));
