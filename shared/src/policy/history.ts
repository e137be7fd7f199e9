import type { ParticipantId, RoomId } from '../ids.ts';
import type { SessionState } from '../session/state.ts';
import { can } from './can.ts';
import { type Span, spansIn } from './stays.ts';

/** Which part of a room's history somebody may read who stands in it now. */
export function readable(state: SessionState, viewer: ParticipantId, room: RoomId): readonly Span[] {
  const person = state.people.get(viewer);
  return person === undefined || can(state, viewer, 'chat.read', { room }).kind === 'deny'
    ? []
    : spansIn(state, person, room);
}
