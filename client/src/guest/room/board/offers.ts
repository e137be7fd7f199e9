import type { PersonView, SessionView } from '@parley/shared/policy';
import { type Side, sideOf } from '@parley/shared/session';
import { assignmentOf } from '../turns/assigning.ts';
import { idOf } from './board-context.ts';
import { boardIn, mayMove, placedIn } from './model.ts';

/** Some of those who are here, of whom one press makes a caucus. */
export interface Offer {
  readonly kind:
    | 'parties'
    | 'counsel'
    | 'interpreters'
    | 'parties-of'
    | 'counsel-of'
    /** With who interprets for them. */
    | 'interpreted'
    | 'one';
  readonly people: readonly PersonView[];
}

export interface OfferGroup {
  /** A side, all sides together, or those who stand with nobody. */
  readonly of: Side | 'across' | 'neutral';
  readonly offers: readonly Offer[];
}

type People = readonly PersonView[];

/**
 * Those one is likely to want to speak with, me apart, each offered once. A whole side is not among them: it has a
 * press of its own; nor are those who have a caucus to themselves already.
 */
export function offersIn(view: SessionView): readonly OfferGroup[] {
  const guests = placedIn(view).filter((person) => person !== view.me && mayMove(view, person));
  const neutral = guests.filter(({ participant }) => sideOf(participant) === null);
  const groups: OfferGroup[] = [
    { of: 'across', offers: across(guests) },
    ...view.sides.map((side) => ({ of: side, offers: ofSide(view, guests, side) })),
    {
      of: 'neutral',
      offers: [...several('interpreters', withRole(neutral, 'interpreter')), ...eachAlone(neutral)],
    },
  ];
  const known = new Set([
    ...view.sides.map(({ id }) =>
      nameOf(placedIn(view).filter(({ participant }) => sideOf(participant) === id)),
    ),
    ...caucusesIn(view),
  ]);
  const isNew = ({ people }: Offer): boolean => {
    const name = nameOf(people);
    if (known.has(name)) return false;
    known.add(name);
    return true;
  };
  return groups
    .map(({ of, offers }) => ({ of, offers: offers.filter(isNew) }))
    .filter(({ offers }) => offers.length > 0);
}

/** Whether just these are in a caucus of theirs, with me or without. */
export const hasCaucus = (view: SessionView, people: People): boolean =>
  caucusesIn(view).includes(nameOf(people));

const caucusesIn = (view: SessionView): readonly string[] =>
  (boardIn(view)?.caucuses ?? []).map(({ people }) => nameOf(people.filter((each) => each !== view.me)));

/** Those of all sides who are here as the same. */
function across(guests: People): readonly Offer[] {
  const kinds = [
    ['parties', 'party'],
    ['counsel', 'counsel'],
  ] as const;
  return kinds.flatMap(([kind, role]) => {
    const people = withRole(guests, role);
    const sides = new Set(people.map(({ participant }) => sideOf(participant)));
    return sides.size > 1 ? [{ kind, people }] : [];
  });
}

function ofSide(view: SessionView, guests: People, { id }: Side): readonly Offer[] {
  const team = guests.filter(({ participant }) => sideOf(participant) === id);
  const parties = withRole(team, 'party');
  const interpreted = [team, parties].flatMap((people) =>
    interpretersFor(view, guests, people).map(
      (interpreter): Offer => ({ kind: 'interpreted', people: [...people, interpreter] }),
    ),
  );
  return [
    ...several('parties-of', parties),
    ...several('counsel-of', withRole(team, 'counsel')),
    ...interpreted,
    ...eachAlone(team),
  ];
}

/** Who speaks my language and that of somebody among these with whom I share none. Who works for a party comes along. */
function interpretersFor(view: SessionView, guests: People, people: People): People {
  const mine = view.me.participant.languages;
  const foreign = people.filter(({ participant }) => !share(participant.languages, mine));
  return guests.filter((person) => {
    const assignment = assignmentOf(view, person);
    if (assignment === null || assignment.bound.to === 'party' || people.includes(person)) return false;
    const { languages } = assignment;
    return (
      share(languages, mine) && foreign.some(({ participant }) => share(languages, participant.languages))
    );
  });
}

const share = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((each) => others.includes(each));
const withRole = (people: People, role: PersonView['participant']['role']): People =>
  people.filter(({ participant }) => participant.role === role);
const several = (kind: Offer['kind'], people: People): readonly Offer[] =>
  people.length > 1 ? [{ kind, people }] : [];
const eachAlone = (people: People): readonly Offer[] =>
  people.map((person) => ({ kind: 'one', people: [person] }));

/** The same for the same people, in whatever order. */
const nameOf = (people: People): string => people.map(idOf).toSorted().join(' ');
