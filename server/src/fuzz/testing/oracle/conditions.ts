import type { ErrorCode } from '@parley/shared/errors';
import type { Answer } from './paper.ts';
import type { Soul, Word, World } from './world.ts';

/** What the rules ask of somebody, and how what does not hold is answered. */

/** Why something is refused, or null. */
export type Refused = ErrorCode | null;

const directs = ({ role }: Soul): boolean => role === 'mediator' || role === 'co-mediator';
/** Conducts the session; whoever was removed has nothing to say any more. */
export const leadsTalks = (soul: Soul): boolean => directs(soul) && soul.where.at !== 'removed';
export const placed = ({ where }: Soul): boolean => where.at === 'in' || where.at === 'moving';
export const present = (soul: Soul): boolean => placed(soul) && soul.line === 'online';
export const roomOf = ({ where }: Soul): string | null => (where.at === 'in' ? where.room : null);
export const boundFor = ({ where }: Soul): string | null => {
  if (where.at === 'in') return where.room;
  return where.at === 'moving' ? where.to : null;
};
const hasLeadRole = (world: World, soul: Soul): boolean => soul.role === 'mediator' || world.lead === soul.id;
export const hasLead = (world: World, soul: Soul): boolean =>
  hasLeadRole(world, soul) && soul.where.at !== 'removed';
/** Nobody else who presides is there. */
export const isAlone = (world: World, me: Soul): boolean =>
  !world
    .all()
    .some((soul) => soul !== me && hasLeadRole(world, soul) && isAround(soul) && soul.line === 'online');
/** In a room, or waiting as everyone does while the session is adjourned. */
export const isAround = (soul: Soul): boolean => placed(soul) || soul.where.at === 'waiting';
/**
 * Of the room they stand in: of a private room what was written while they were there; of the joint session what was
 * not among mediators only.
 */
export function mayRead(world: World, me: Soul, word: Pick<Word, 'room' | 'witnesses' | 'met'>): boolean {
  if (word.room !== roomOf(me)) return false;
  if (word.witnesses.has(me.id) || word.met.has(me.id)) return true;
  if (word.room !== world.plenary) return false;
  return leadsTalks(me) || [...word.witnesses].some((id) => world.soul(id).side !== null);
}
/** Of a room: for those who were there, while they are; in the plenary for all, of what a side has witnessed. */
export function readsRemark(world: World, me: Soul, { of, room, witnesses }: Answer): boolean {
  if (of !== null) return roomOf(me) === of;
  if (room === null) return placed(me);
  if (roomOf(me) !== room) return false;
  if (witnesses.has(me.id)) return true;
  const isJoint = [...witnesses].some((id) => world.soul(id).side !== null);
  return room === world.plenary && (leadsTalks(me) || isJoint);
}

/** What a role is denied, and what only the one who bears it is, once they were put out. */
export const roleChecks = (world: World, me: Soul): { conducts: Denials; presides: Denials } => {
  const stays: Denials[number] = [me.where.at !== 'removed', 'participant.removed'];
  return {
    conducts: [[directs(me), 'role.not-allowed'], stays],
    presides: [[hasLeadRole(world, me), 'role.not-allowed'], stays],
  };
};
/** In order: what has to hold, and what is answered otherwise. */
export type Denials = readonly (readonly [holds: boolean, otherwise: ErrorCode])[];
/** What is asked of a room is not done in the next. */
export const inEpoch = (me: Soul, epoch: number): Denials[number] => [
  me.where.at !== 'in' || me.epoch === epoch,
  'epoch.stale',
];
export const firstOf = (...checks: Denials): Refused => checks.find(([holds]) => !holds)?.[1] ?? null;
