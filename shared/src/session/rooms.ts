import { RoomId, type SideId } from '../ids.ts';
import type { Room } from './state.ts';

/**
 * A side's arrival room exists from the first moment; its id follows from the side's. Nobody names a room to get into
 * it, so that it can be guessed gives nothing away.
 */
export const arrivalRoom = (side: SideId): Room => ({
  kind: 'arrival',
  id: RoomId.parse(`a-${side}`.slice(0, 64)),
  side,
});
