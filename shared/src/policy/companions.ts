import type { ParticipantId, RoomId } from '../ids.ts';
import { destinationOf, type Presence, type SessionState } from '../session/state.ts';
import { arrivalRoomOf } from './placing.ts';

/** The party that an interpreter works for, and whom they come and go with. */
const partyOf = (state: SessionState, { interpreting }: Presence): Presence | null =>
  interpreting?.bound.to === 'party' ? (state.people.get(interpreting.bound.participant) ?? null) : null;

/**
 * Who is sent to a room (null is one to be made), and the interpreters who go along: those who work for a party that is
 * sent, and are with it or wait where its side gathers. A party that stays where it is brings nobody there.
 */
export function withInterpreters(
  state: SessionState,
  sent: readonly ParticipantId[],
  to: RoomId | null,
): readonly ParticipantId[] {
  const along = [...state.people.values()].filter((person) => {
    const party = partyOf(state, person);
    const place = destinationOf(person);
    if (party === null || place === null || !sent.includes(party.participant.id)) return false;
    const from = destinationOf(party);
    return place === from || (from !== to && place === arrivalRoomOf(state, party));
  });
  return [...new Set([...sent, ...along.map(({ participant }) => participant.id)])];
}

/** The interpreters who work for this party and stand at the same door. */
export const alongAtDoor = (state: SessionState, party: ParticipantId): readonly Presence[] => {
  const room = state.entries.get(party)?.room;
  return [...state.people.values()].filter(
    (person) =>
      room !== undefined &&
      partyOf(state, person)?.participant.id === party &&
      state.entries.get(person.participant.id)?.room === room,
  );
};
