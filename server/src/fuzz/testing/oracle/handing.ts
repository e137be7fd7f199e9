import type { Effects } from './places.ts';
import { isRendered, renders } from './voices.ts';
import type { Soul, World } from './world.ts';

/** What ends by itself of what one hands to another: the floor, and a language that is interpreted into. */

function loseTurn(world: World, soul: Soul): void {
  for (const turns of world.turns.values()) {
    if (turns.floor?.holder === soul.id) turns.floor = null;
    if (turns.lapsed === soul.id) turns.lapsed = null;
  }
}

/** Nobody has been on the line for so long who could end the turn in a room: the interpreters go on with it, or it is over. */
export function passOn(world: World, room: string, at: number): Effects {
  const turns = world.turns.get(room);
  const floor = turns?.floor ?? null;
  if (turns === undefined || floor === null) return [];
  const { holder, phase, since } = floor;
  const rendering = phase === 'interpreting' ? world.all().filter((soul) => renders(soul, room)) : [];
  const able = [world.soul(holder), ...rendering];
  if (able.some(({ line }) => line === 'online')) return [];
  const lost = able.filter(({ line }) => line === 'lost').map(({ lostSince }) => lostSince);
  if (at < Math.max(since, ...lost) + turns.awaySeconds * 1_000) return [];
  return [
    () => {
      const isNext = phase === 'speaking' && isRendered(world, room);
      turns.floor = isNext ? { holder, phase: 'interpreting', since: at } : null;
      turns.lapsed = holder;
    },
  ];
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
