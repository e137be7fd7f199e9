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
  const coming = new Set(incoming);
  const sided = [...state.people.values()].filter((person) => sideOf(person.participant) !== null);
  const isBound = (person: Presence): boolean => room !== null && isBoundFor(state, person, room);
  const wouldBe = sided.filter((person) => coming.has(person.participant.id) || isBound(person));
  const sides = new Set(wouldBe.map((person) => sideOf(person.participant)));
  const adds = wouldBe.some((person) => !isBound(person));
  return adds && sides.size > 1 ? wouldBe.map((person) => person.participant.id) : [];
}

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
