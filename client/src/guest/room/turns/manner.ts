import type { RoomId } from '@parley/shared/ids';
import type { Board, RoomCard, SessionView } from '@parley/shared/policy';

/** How turns are set in a room in which people speak in turn; null where they do not. */
export const turnsSetIn = ({ board }: SessionView, room: RoomId): Board['inTurn'][number] | null =>
  board?.inTurn.find((each) => each.room === room) ?? null;

/** The room I stand in, for whoever conducts. */
export const cardHere = ({ board, place }: SessionView): RoomCard | null =>
  place.kind === 'room' ? (board?.rooms.find(({ id }) => id === place.room) ?? null) : null;
