import type { RoomId } from '../ids.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import { voiceReaches } from './outlets.ts';

/** Stands in the room, or has left it without the SFU having confirmed it yet. */
const isWithin = (person: Presence, room: RoomId): boolean =>
  settledIn(person)?.room === room || person.leaving === room;

const isBeside = (speaker: Presence, other: Presence): boolean => {
  const room = settledIn(speaker)?.room;
  return room !== undefined && other !== speaker && isWithin(other, room);
};

const reaches = (state: SessionState, speaker: Presence, other: Presence): boolean =>
  isBeside(speaker, other) && voiceReaches(state, speaker, other).kind === 'allow';

/** Whom somebody's voice is for, among those within their room. */
export const reachedBy = (state: SessionState, speaker: Presence): readonly Presence[] =>
  [...state.people.values()].filter((other) => reaches(state, speaker, other));

/** Whether one hears the other, also who should not any more until the SFU has cut them off. */
export function isHeardBy(state: SessionState, speaker: Presence, other: Presence): boolean {
  const before = speaker.interpreting?.fading?.heardBy ?? [];
  return (
    reaches(state, speaker, other) || (isBeside(speaker, other) && before.includes(other.participant.id))
  );
}
