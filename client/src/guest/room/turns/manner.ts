import type { RoomId } from '@parley/shared/ids';
import type { RoomCard, SessionView } from '@parley/shared/policy';

/** After how many seconds a speaker is reminded in a room in which people speak in turn; null where they do not. */
export const limitIn = ({ board }: SessionView, room: RoomId): number | null =>
  board?.inTurn.find((each) => each.room === room)?.limitSeconds ?? null;

/** The room I stand in, for whoever conducts. */
export const cardHere = ({ board, place }: SessionView): RoomCard | null =>
  place.kind === 'room' ? (board?.rooms.find(({ id }) => id === place.room) ?? null) : null;
