import type { RoomId } from '../ids.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import { voiceReaches } from './outlets.ts';

/** Stands in the room, or has left it without the SFU having confirmed it yet. */
const isWithin = (person: Presence, room: RoomId): boolean =>
  settledIn(person)?.room === room || person.leaving === room;

const others = (state: SessionState, speaker: Presence): readonly Presence[] => {
  const room = settledIn(speaker)?.room;
  return room === undefined
    ? []
    : [...state.people.values()].filter((other) => other !== speaker && isWithin(other, room));
};

/** Whom somebody's voice is for, among those within their room. */
export const reachedBy = (state: SessionState, speaker: Presence): readonly Presence[] =>
  others(state, speaker).filter((other) => voiceReaches(state, speaker, other).kind === 'allow');

/** Everyone who hears somebody, also who should not any more until the SFU has cut them off. */
export function hearersOf(state: SessionState, speaker: Presence): ReadonlySet<Presence> {
  const before = speaker.interpreting?.fading?.heardBy ?? [];
  return new Set([
    ...reachedBy(state, speaker),
    ...others(state, speaker).filter(({ participant }) => before.includes(participant.id)),
  ]);
}
