import { boundFor } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** The side with which somebody gathers: their own, or that of the party they interpret for. */
function gathersWith(world: World, { side, work }: Soul): string | null {
  return work?.patron.to === 'party' ? world.soul(work.patron.participant).side : side;
}

/** The room where it gathers. */
export const home = (world: World, soul: Soul): string | null => {
  const side = gathersWith(world, soul);
  const rooms = [...world.rooms.values()];
  return side === null ? null : (rooms.find((room) => room.side === side)?.id ?? null);
};

const worksFor = ({ work }: Soul, party: string): boolean =>
  work?.patron.to === 'party' && work.patron.participant === party;

/** Who goes along with whom a mediator sends somewhere: interpreters who are beside their party, or await it where it gathers. */
export function withCompanions(world: World, sent: readonly string[], to: string | null): string[] {
  const along = world.all().filter((soul) => {
    const party = world.all().find(({ id }) => sent.includes(id) && worksFor(soul, id));
    const place = boundFor(soul);
    if (party === undefined || place === null) return false;
    const from = boundFor(party);
    return place === from || (from !== to && place === home(world, party));
  });
  return [...new Set([...sent, ...along.map(({ id }) => id)])];
}

/** Who stands before the same door because their party does. */
export function besideAtDoor(world: World, party: string): Soul[] {
  const room = world.knocks.get(party)?.room;
  return world
    .all()
    .filter(
      (soul) => room !== undefined && worksFor(soul, party) && world.knocks.get(soul.id)?.room === room,
    );
}
