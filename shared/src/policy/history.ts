import type { ParticipantId, RoomId } from '../ids.ts';
import { sideOf } from '../session/people.ts';
import type { SessionState } from '../session/state.ts';
import { can } from './can.ts';

/** After event `from`, before event `to`; null is open-ended. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
}

/**
 * Which part of a room's history somebody may read who stands in it now: what was written while they were there, and
 * in the plenary, for those who come late, while anybody of a side was. What the mediators write there among
 * themselves, before and between joint sessions, stays among themselves. The spans may overlap.
 */
export function readable(state: SessionState, viewer: ParticipantId, room: RoomId): readonly Span[] {
  const person = state.people.get(viewer);
  if (person === undefined || can(state, viewer, 'chat.read', { room }).kind === 'deny') return [];
  const isPlenary = state.rooms.get(room)?.kind === 'plenary';
  if (isPlenary && can(state, viewer, 'board.see', {}).kind === 'allow') return [{ from: 0, to: null }];
  const witnesses = isPlenary
    ? [...state.people.values()].filter((other) => other === person || sideOf(other.participant) !== null)
    : [person];
  return witnesses.flatMap(({ stays }) =>
    stays.filter((stay) => stay.room === room).map(({ from, to }) => ({ from, to })),
  );
}
