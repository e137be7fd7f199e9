import { ParticipantId, RoomId } from '@parley/shared/ids';
import type { Assignment, PersonView, SessionView } from '@parley/shared/policy';
import { type Language, sideOf } from '@parley/shared/session';

export type Bound = Assignment['bound'];

export const MOST_LANGUAGES = 4;
export const FEWEST_LANGUAGES = 2;

export const personIn = (view: SessionView, id: ParticipantId): PersonView | null =>
  [view.me, ...view.people].find(({ participant }) => participant.id === id) ?? null;

/** Of everyone whom the case names as an interpreter, what they are there for; in the order of the board. */
export const interpretersIn = (
  view: SessionView,
): readonly { readonly person: PersonView; readonly assignment: Assignment }[] =>
  (view.board?.interpreters ?? []).flatMap((assignment) => {
    const person = personIn(view, assignment.participant);
    return person === null ? [] : [{ person, assignment }];
  });

export const assignmentOf = ({ board }: SessionView, person: PersonView): Assignment | null =>
  board?.interpreters.find(({ participant }) => participant === person.participant.id) ?? null;

/** What can be chosen: what they have, then what the people of the session speak; Chinese and English in any case. */
export function languagesFor(view: SessionView, { languages, participant }: Assignment): readonly Language[] {
  const own = personIn(view, participant)?.participant.languages ?? [];
  const spoken = [view.me, ...view.people].flatMap((person) => person.participant.languages);
  return [...new Set([...languages, ...own, ...spoken, 'zh', 'en'])];
}

/** Whoever is brought by one side works for its parties alone. */
export function partiesFor(view: SessionView, interpreter: PersonView): readonly PersonView[] {
  const side = sideOf(interpreter.participant);
  return view.people.filter(
    ({ participant }) => participant.role === 'party' && (side === null || participant.side === side),
  );
}

/** As the value of an option, and back. */
export function valueOf(bound: Bound): string {
  switch (bound.to) {
    case 'session':
      return 'session';
    case 'room':
      return `room ${bound.room}`;
    case 'party':
      return `party ${bound.participant}`;
  }
}

export function boundOf(value: string): Bound {
  const [to, id] = value.split(' ');
  if (to === 'room') return { to, room: RoomId.parse(id) };
  if (to === 'party') return { to, participant: ParticipantId.parse(id) };
  return { to: 'session' };
}

/** Those among these people who are here for a party that is among them too, each with that party. */
export const companionsAmong = (
  view: SessionView,
  people: readonly ParticipantId[],
): ReadonlyMap<ParticipantId, PersonView> =>
  new Map(
    interpretersIn(view).flatMap(({ assignment: { participant, bound } }) => {
      if (bound.to !== 'party' || !people.includes(participant)) return [];
      const party = personIn(view, bound.participant);
      return party === null ? [] : [[participant, party]];
    }),
  );
