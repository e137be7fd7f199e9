import { leadsTalks, roomOf, type Soul, type World } from './world.ts';

/** Is shown to somebody: themselves, those in their room or not yet cut off from it, and to mediators everyone. */
export function sees(world: World, me: Soul, other: Soul): boolean {
  if (me === other || leadsTalks(me)) return true;
  const mine = roomOf(me);
  return mine !== null && isWithin(other, mine);
}

/** Stands in the room, or has gone out of it and may hear it still. */
export const isWithin = (other: Soul, room: string): boolean => (other.leaving ?? roomOf(other)) === room;

/** Can hear this person's tracks: both stand in one room. */
export const hears = (me: Soul, owner: Soul): boolean =>
  me !== owner && roomOf(me) !== null && roomOf(me) === roomOf(owner);

/** Knows that somebody stands at a door: those inside, and whoever conducts. */
export const knowsOfKnock = (world: World, me: Soul, who: string): boolean => {
  const knock = world.knocks.get(who);
  return knock !== undefined && (leadsTalks(me) || roomOf(me) === knock.room);
};
