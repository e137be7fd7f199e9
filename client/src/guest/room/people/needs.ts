import type { ParticipantId } from '@parley/shared/ids';
import type { EntryView, PersonView, RoomCard, SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { signalOf } from '../../../session/signal.ts';
import { SOON_MS } from '../private/time-left.ts';

/** Something only whoever conducts can settle, or should at least know at once. */
export type Need =
  | { readonly kind: 'lead' }
  | {
      readonly kind: 'waiting' | 'missed' | 'hand' | 'lost';
      readonly person: PersonView;
      readonly since: number | null;
    }
  | {
      readonly kind: 'wish';
      readonly person: PersonView;
      readonly wish: NonNullable<PersonView['wish']>;
      readonly since: number;
    }
  /** Somebody asks to be let into a private room; `mine` when I am inside and can open. */
  | { readonly kind: 'entry'; readonly entry: EntryView; readonly mine: boolean }
  /** People in this room listen to a language that nobody renders. */
  | {
      readonly kind: 'silent';
      readonly room: RoomCard;
      readonly language: Language;
      readonly since: number;
    }
  /** Interpreters suggest so many terms for the case. */
  | { readonly kind: 'terms'; readonly count: number }
  /** The time of a caucus is over, or, of one I am not in, about to be; `endsAt` tells. */
  | { readonly kind: 'timer'; readonly room: RoomCard; readonly since: number };

/**
 * What needs me now, by how little it can wait: nobody presides, who hears no interpretation, who asks for me, who waits (first whoever needs help)
 * or missed the beginning, who stands at a door, hands in my room, time that is or is about to be over, lost lines, terms
 * that are suggested; each the longest first. Times are the server's.
 */
export function needsOf(view: SessionView, suggestions: number, now: number): readonly Need[] {
  if (!view.powers.conduct) return [];
  const { people, powers } = view;
  const myRoom = view.place.kind === 'room' ? view.place.room : null;
  const isHere = ({ attendance }: PersonView): boolean => attendance === 'here';
  return [
    ...(powers.takeLead ? [{ kind: 'lead' } as const] : []),
    ...oldestFirst(
      (view.board?.silent ?? []).flatMap(({ room: id, language, since }) => {
        const room = view.board?.rooms.find((card) => card.id === id);
        return room === undefined ? [] : [{ kind: 'silent', room, language, since } as const];
      }),
    ),
    ...oldestFirst(
      people.flatMap((person) =>
        person.wish === null || signalOf(person) !== null
          ? []
          : [{ kind: 'wish', person, wish: person.wish, since: person.wish.at } as const],
      ),
    ),
    ...helpFirst(
      oldestFirst(
        people.flatMap((person) =>
          person.attendance === 'waiting' ? [{ kind: 'waiting', person, since: person.since } as const] : [],
        ),
      ),
    ),
    ...people.flatMap((person): Need[] =>
      person.missed && isHere(person) && person.line === 'online'
        ? [{ kind: 'missed', person, since: null }]
        : [],
    ),
    ...view.entries
      .filter(({ due }) => due === null)
      .map((entry): Need => ({ kind: 'entry', entry, mine: entry.room === myRoom })),
    ...oldestFirst(
      people.flatMap((person) =>
        isHere(person) && person.room === myRoom && person.handSince !== null
          ? [{ kind: 'hand', person, since: person.handSince } as const]
          : [],
      ),
    ),
    ...oldestFirst(
      (view.board?.rooms ?? []).flatMap((room) => {
        // Inside a room its own clock says that the end is near.
        const due = room.id === myRoom ? now : now + SOON_MS;
        return room.endsAt !== null && room.endsAt <= due
          ? [{ kind: 'timer', room, since: room.endsAt } as const]
          : [];
      }),
    ),
    ...people.flatMap((person): Need[] =>
      isHere(person) && person.line !== 'online' ? [{ kind: 'lost', person, since: null }] : [],
    ),
    ...(suggestions > 0 ? [{ kind: 'terms', count: suggestions } as const] : []),
  ];
}

/** Tells one need from another for as long as it stands. */
export function needKey(need: Need): string {
  switch (need.kind) {
    case 'lead':
    case 'terms':
      return need.kind;
    case 'entry':
      return `entry ${need.entry.participant.id}`;
    case 'timer':
      return `timer ${need.room.id}`;
    case 'silent':
      return `silent ${need.room.id} ${need.language}`;
    case 'waiting':
    case 'missed':
    case 'hand':
    case 'lost':
    case 'wish':
      return `${need.kind} ${need.person.participant.id}`;
  }
}

/** Whom it is about; null where it is about nobody in particular. */
export function needPerson(need: Need): { readonly id: ParticipantId; readonly name: string } | null {
  switch (need.kind) {
    case 'lead':
    case 'timer':
    case 'silent':
    case 'terms':
      return null;
    case 'entry':
      return need.entry.participant;
    case 'waiting':
    case 'missed':
    case 'hand':
    case 'lost':
    case 'wish':
      return need.person.participant;
  }
}

const oldestFirst = <N extends { readonly since: number | null }>(needs: readonly N[]): readonly N[] =>
  needs.toSorted((a, b) => (a.since ?? 0) - (b.since ?? 0));

const helpFirst = <N extends { readonly person: PersonView }>(needs: readonly N[]): readonly N[] => {
  const needsHelp = ({ person }: N): boolean => signalOf(person)?.kind === 'help';
  return [...needs.filter(needsHelp), ...needs.filter((need) => !needsHelp(need))];
};
