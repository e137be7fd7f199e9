import type { Epoch, RoomId } from '../ids.ts';
import type { Presence } from '../session/state.ts';

/**
 * The room that somebody's notes of this epoch are on: the one they stand in, or the one they left last, since a move
 * takes nobody's last words from them. Once they are back in that very room its notes are written there, and what comes
 * late may be older; then, as for any earlier epoch, there is none.
 */
export function notedRoom({ stays }: Presence, epoch: Epoch): RoomId | null {
  const [last, before] = stays.toReversed();
  if (last?.epoch === epoch) return last.room;
  return before?.epoch === epoch && before.room !== last?.room ? before.room : null;
}
