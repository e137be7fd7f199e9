import type { ParticipantId, RoomId } from '../ids.ts';
import type { Mixing } from '../session/commands.ts';
import { sideOf } from '../session/people.ts';
import { destinationOf, type Presence, type SessionState } from '../session/state.ts';
import { allow, deny, type Verdict, verdict } from './verdict.ts';

/**
 * Everyone of a side who would be in one private room if `incoming` came in: those inside, on the way, and about to
 * be let in. Empty when they are all of one side, or when nobody of a side comes in who is not bound for it already.
 * `null` is a room to be made.
 */
export function mixedSides(
  state: SessionState,
  room: RoomId | null,
  incoming: readonly ParticipantId[],
): readonly ParticipantId[] {
  const wouldBe = sidedIn(state, room, incoming);
  const adds = wouldBe.some((person) => room === null || !isBoundFor(state, person, room));
  return adds && areMixed(wouldBe) ? wouldBe.map((person) => person.participant.id) : [];
}

/**
 * Whether whoever is sent there comes among people of several sides: into the open joint session, or into a private room
 * for which more than one is bound, with all who are `coming` there.
 */
export const isForSeveralSides = (
  state: SessionState,
  room: RoomId,
  coming: readonly ParticipantId[],
): boolean => (room === state.plenary ? state.jointSince !== null : areMixed(sidedIn(state, room, coming)));

/** Everyone of a side who is, or will be, in a room; `null` is one to be made. */
function sidedIn(
  state: SessionState,
  room: RoomId | null,
  coming: readonly ParticipantId[],
): readonly Presence[] {
  const named = new Set(coming);
  return [...state.people.values()].filter(
    (person) =>
      sideOf(person.participant) !== null &&
      (named.has(person.participant.id) || (room !== null && isBoundFor(state, person, room))),
  );
}

const areMixed = (people: readonly Presence[]): boolean =>
  new Set(people.map(({ participant }) => sideOf(participant))).size > 1;

const isBoundFor = (state: SessionState, person: Presence, room: RoomId): boolean =>
  destinationOf(person) === room || state.entries.get(person.participant.id)?.room === room;

/** The side guard: opposing sides share a private room only when whoever moves them named exactly them. */
export function sidesStayApart(
  state: SessionState,
  room: RoomId | null,
  incoming: readonly ParticipantId[],
  confirmed: Mixing,
): Verdict {
  const mixed = mixedSides(state, room, incoming);
  if (mixed.length === 0) return allow;
  const named = new Set(confirmed);
  const same = named.size === mixed.length && mixed.every((id) => named.has(id));
  return same ? allow : { kind: 'deny', code: 'room.mixes-sides', people: mixed };
}

/** What each kind of room asks of those who come in. */
export function fitsRoom(
  state: SessionState,
  to: RoomId,
  incoming: readonly ParticipantId[],
  confirmed: Mixing,
): Verdict {
  const room = state.rooms.get(to);
  const sides = incoming.flatMap((id) => {
    const person = state.people.get(id);
    const side = person === undefined ? null : sideOf(person.participant);
    return side === null ? [] : [side];
  });
  switch (room?.kind) {
    case undefined:
      return deny('room.unknown');
    case 'plenary':
      return verdict(sides.length === 0 || state.jointSince !== null, 'joint.not-open');
    case 'arrival':
      return verdict(
        sides.every((side) => side === room.side),
        'room.of-other-side',
      );
    case 'caucus':
      return sidesStayApart(state, to, incoming, confirmed);
  }
}
