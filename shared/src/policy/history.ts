import type { ParticipantId, RoomId } from '../ids.ts';
import type { SessionState } from '../session/state.ts';
import { can } from './can.ts';

/** After event `from`, before event `to`; null is open-ended. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
}

/**
 * Which part of a room's history somebody may read who stands in it now: all of the plenary's, and of a private
 * room's what was written while they were there. Nobody reads later what they were not there for.
 */
export function readable(state: SessionState, viewer: ParticipantId, room: RoomId): readonly Span[] {
  const person = state.people.get(viewer);
  if (person === undefined || can(state, viewer, 'chat.read', { room }).kind === 'deny') return [];
  if (state.rooms.get(room)?.kind === 'plenary') return [{ from: 0, to: null }];
  return person.stays.filter((stay) => stay.room === room).map(({ from, to }) => ({ from, to }));
}
