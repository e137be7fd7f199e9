import type { RoomId } from '../ids.ts';
import { sideOf } from '../session/people.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { isConductor } from './conditions.ts';

/** After event `from`, before event `to`; null is open-ended. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
}

/**
 * Which part of a room's past is for somebody who stands in it now: the times they were there, and in the plenary, for
 * those who come late, while anybody of a side was. What the mediators write there among themselves, before and between
 * joint sessions, stays among themselves. The spans may overlap.
 */
export function spansIn(state: SessionState, person: Presence, room: RoomId): readonly Span[] {
  const isPlenary = state.rooms.get(room)?.kind === 'plenary';
  if (isPlenary && isConductor(person).kind === 'allow') return [{ from: 0, to: null }];
  const witnesses = isPlenary
    ? [...state.people.values()].filter((other) => other === person || sideOf(other.participant) !== null)
    : [person];
  return witnesses.flatMap(({ stays }) =>
    stays.filter((stay) => stay.room === room).map(({ from, to }) => ({ from, to })),
  );
}

export const isWithin = (spans: readonly Span[], seq: number): boolean =>
  spans.some(({ from, to }) => seq > from && (to === null || seq < to));
