import type { PersonView, SessionView } from '@parley/shared/policy';

/** Something only whoever conducts can settle, or should at least know at once. */
export interface Need {
  readonly kind: 'waiting' | 'hand' | 'lost';
  readonly person: PersonView;
  /** Server's clock; null where it is not known. */
  readonly since: number | null;
}

/** What needs me now: those at the door first, then hands, then lost lines; each the longest first. */
export function needsOf(view: SessionView): readonly Need[] {
  if (!view.powers.conduct) return [];
  return [
    ...oldestFirst(
      view.people.flatMap((person): Need[] =>
        person.attendance === 'waiting' ? [{ kind: 'waiting', person, since: person.since }] : [],
      ),
    ),
    ...oldestFirst(
      view.people.flatMap((person): Need[] =>
        person.attendance === 'here' && person.handSince !== null
          ? [{ kind: 'hand', person, since: person.handSince }]
          : [],
      ),
    ),
    ...view.people.flatMap((person): Need[] =>
      person.attendance === 'here' && person.line !== 'online' ? [{ kind: 'lost', person, since: null }] : [],
    ),
  ];
}

const oldestFirst = (needs: readonly Need[]): readonly Need[] =>
  needs.toSorted((a, b) => (a.since ?? 0) - (b.since ?? 0));
