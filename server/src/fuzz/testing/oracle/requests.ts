import type { Refused, Soul } from './world.ts';

/** Why somebody is refused what is of their room, when they say they are there in that epoch; null when they are not. */
export function roomRefusal(me: Soul, line: string | null, epoch: number): Refused {
  if (me.line !== 'online' || me.connection !== line) return 'connection.superseded';
  if (me.where.at === 'moving') return 'room.not-settled';
  if (me.where.at !== 'in') return 'room.not-in';
  return me.epoch === epoch ? null : 'epoch.stale';
}
