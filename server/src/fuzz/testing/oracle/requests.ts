import type { Refused } from './conditions.ts';
import type { Soul } from './world.ts';

/**
 * The room that what somebody writes for themselves is on: the one they stand in, or the one they left last unless
 * they are back in it. Null when there is none of that epoch.
 */
export function notedRoom({ stays }: Soul, epoch: number): string | null {
  const [before, last] = stays.length > 1 ? stays.slice(-2) : [undefined, stays[0]];
  if (last?.epoch === epoch) return last.room;
  return before?.epoch === epoch && before.room !== last?.room ? before.room : null;
}

/** Why somebody may not write it; null when they may. */
export function noteRefusal(me: Soul, line: string | null, epoch: number): Refused {
  if (me.line !== 'online' || me.connection !== line) return 'connection.superseded';
  if (me.where.at === 'removed') return 'participant.removed';
  return notedRoom(me, epoch) === null ? 'epoch.stale' : null;
}

/** Why somebody is refused what is of their room, when they say they are there in that epoch; null when they are not. */
export function roomRefusal(me: Soul, line: string | null, epoch: number): Refused {
  if (me.line !== 'online' || me.connection !== line) return 'connection.superseded';
  if (me.where.at === 'moving') return 'room.not-settled';
  if (me.where.at !== 'in') return 'room.not-in';
  return me.epoch === epoch ? null : 'epoch.stale';
}
