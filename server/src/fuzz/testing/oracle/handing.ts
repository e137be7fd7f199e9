import type { Soul, World } from './world.ts';

/** What ends by itself of what one hands to another: the floor, and a language that is interpreted into. */

export function loseTurn(world: World, soul: Soul): void {
  for (const turns of world.turns.values()) if (turns.floor?.holder === soul.id) turns.floor = null;
}

export function endOffers(world: World, which: (from: string, to: string) => boolean): void {
  for (const [from, { to }] of world.offers) if (which(from, to)) world.offers.delete(from);
}

/** Out of their room: nothing of it is theirs to hand on, or to be handed. */
export function takeNoPart(world: World, soul: Soul): void {
  const { id } = soul;
  loseTurn(world, soul);
  endOffers(world, (from, to) => from === id || to === id);
}
