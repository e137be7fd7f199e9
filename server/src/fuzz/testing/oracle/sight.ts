import type { Source } from '@parley/shared/session';
import { isFor, mayComeToHear } from './voices.ts';
import { leadsTalks, roomOf } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** Is shown to somebody: themselves, those in their room or not yet cut off from it, and to mediators everyone. */
export function sees(world: World, me: Soul, other: Soul): boolean {
  if (me === other || leadsTalks(me)) return true;
  const mine = roomOf(me);
  return mine !== null && isWithin(other, mine);
}

/** Stands in the room, or has gone out of it and may hear it still. */
export const isWithin = (other: Soul, room: string): boolean => (other.leaving ?? roomOf(other)) === room;

/** Both stand in one room, and the one could see the other come; and of a microphone, what is said into it is for them. */
export const hears = (world: World, me: Soul, owner: Soul, source: Source): boolean =>
  me !== owner &&
  roomOf(me) !== null &&
  roomOf(me) === roomOf(owner) &&
  !owner.unseen.has(me.id) &&
  (source !== 'microphone' || isFor(world, owner, me));

/** Both stand in one room; and the voice of the one may become one that the other listens to. */
export const isPrepared = (me: Soul, owner: Soul, source: Source): boolean =>
  roomOf(me) !== null &&
  roomOf(me) === roomOf(owner) &&
  !owner.unseen.has(me.id) &&
  source === 'microphone' &&
  mayComeToHear(owner, me);

/** Hears what they say, or did and has not been cut off from it. */
export const isHearer = (world: World, speaker: Soul, other: Soul): boolean => {
  const room = roomOf(speaker);
  const heard = speaker.work?.fading?.heardBy.has(other.id) === true;
  return room !== null && isWithin(other, room) && (heard || isFor(world, speaker, other));
};

/** Knows that somebody stands at a door: those inside, and whoever conducts. */
export const knowsOfKnock = (world: World, me: Soul, who: string): boolean => {
  const knock = world.knocks.get(who);
  return knock !== undefined && (leadsTalks(me) || roomOf(me) === knock.room);
};
