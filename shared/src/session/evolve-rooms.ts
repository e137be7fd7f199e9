import { withoutEar } from '../captions/evolve.ts';
import type { ParticipantId, RoomId } from '../ids.ts';
import { withoutRoom } from '../interpreting/evolve.ts';
import type { Caucus, Room, SessionState } from './state.ts';

/** What becomes of rooms, and of who stands at their doors. */

export function endEntry(state: SessionState, id: ParticipantId): SessionState {
  if (!state.entries.has(id)) return state;
  const entries = new Map(state.entries);
  entries.delete(id);
  return { ...state, entries };
}

export function withRoom(state: SessionState, room: Room): SessionState {
  return { ...state, rooms: new Map(state.rooms).set(room.id, room) };
}

export function patchCaucus(
  state: SessionState,
  id: RoomId,
  change: (caucus: Caucus) => Caucus,
): SessionState {
  const room = state.rooms.get(id);
  return room?.kind === 'caucus' ? withRoom(state, change(room)) : state;
}

export function closeRoom(state: SessionState, id: RoomId): SessionState {
  const room = state.rooms.get(id);
  const rooms = new Map(state.rooms);
  rooms.delete(id);
  const closed = room?.kind === 'caucus' ? new Map(state.closed).set(id, room) : state.closed;
  const entries = new Map([...state.entries].filter(([, entry]) => entry.room !== id));
  return { ...withoutEar(withoutRoom(state, id), id), rooms, closed, entries };
}
