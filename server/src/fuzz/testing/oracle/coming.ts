import { home } from './companions.ts';
import { boundFor, leadsTalks, present, roomOf } from './conditions.ts';
import { mixedBy } from './mixing.ts';
import type { Soul, World } from './world.ts';

/** Where somebody comes in who waited; and before which door they stand then. */
export interface Coming {
  readonly soul: Soul;
  readonly to: string;
  readonly knocks: string | null;
}

/** Each of those who wait, when all before have come in. */
export function comings(world: World, ids: readonly string[], by: Soul): readonly Coming[] {
  const found: Coming[] = [];
  for (const id of new Set(ids)) {
    const soul = world.souls.get(id);
    if (soul?.where.at !== 'waiting') continue;
    const back = backTo(world, soul, found);
    const taken = found.some((other) => other.to === back && other.soul !== by);
    if (back === null) found.push({ soul, to: comesIn(world, soul), knocks: null });
    else if (!taken && isDoorOpen(world, soul, back, by)) found.push({ soul, to: back, knocks: null });
    else found.push({ soul, to: home(world, soul) ?? world.plenary, knocks: back });
  }
  return found;
}

/** The caucus they were taken out of, if it is still there and they meet nobody of another side in it. */
function backTo(world: World, { id, returnTo }: Soul, before: readonly Coming[]): string | null {
  if (returnTo === null || !world.rooms.has(returnTo)) return null;
  const theirs = before.filter(({ to, knocks }) => to === returnTo || knocks === returnTo);
  const mixed = mixedBy(world, returnTo, [...theirs.map(({ soul }) => soul.id), id]);
  return mixed.length === 0 ? returnTo : null;
}

function comesIn(world: World, soul: Soul): string {
  const held =
    world.jointSince !== null &&
    world.all().some((other) => leadsTalks(other) && present(other) && roomOf(other) === world.plenary);
  return (held ? null : home(world, soul)) ?? world.plenary;
}

/** Others who are in the room already have to be told first. */
export function isDoorOpen(
  world: World,
  soul: Soul,
  to: string,
  by: Soul,
  along: readonly string[] = [],
): boolean {
  const own = home(world, soul) === to && isExpectedAt(world, soul, to, along);
  const hosts = world.all().some((other) => other !== soul && other !== by && boundFor(other) === to);
  return world.rooms.get(to)?.kind === 'plenary' || own || !hosts;
}

/** Of that side; or an interpreter of none whose party is there, or comes with them. */
function isExpectedAt(world: World, { side, work }: Soul, to: string, along: readonly string[]): boolean {
  if (world.rooms.get(to)?.side === side || work?.patron.to !== 'party') return true;
  const { participant } = work.patron;
  return boundFor(world.soul(participant)) === to || along.includes(participant);
}
