import { home } from './companions.ts';
import { boundFor, leadsTalks, present, roomOf } from './conditions.ts';
import { mixedBy } from './mixing.ts';
import { canAnswer } from './places.ts';
import type { Soul, World } from './world.ts';

/** Where somebody comes in who waited; and before which door they stand then. */
export interface Coming {
  readonly soul: Soul;
  readonly to: string;
  readonly knocks: string | null;
  /** They stay there until somebody inside opens. */
  readonly asks: boolean;
}

/** Each of those who wait, when all before have come in. */
export function comings(world: World, ids: readonly string[], by: Soul): readonly Coming[] {
  const found: Coming[] = [];
  for (const id of new Set(ids)) {
    const soul = world.souls.get(id);
    if (soul?.where.at === 'waiting') found.push(coming(world, soul, by, found));
  }
  return found;
}

function coming(world: World, soul: Soul, by: Soul, found: readonly Coming[]): Coming {
  const inTo = (room: string): string[] =>
    found.filter(({ to }) => to === room).map((other) => other.soul.id);
  const opens = (room: string): boolean => {
    const first = inTo(room);
    const taken = room !== world.plenary && first.some((id) => id !== by.id);
    return isOwn(world, soul, room, first) || (!taken && isDoorOpen(world, soul, room, by));
  };
  const come = (to: string, knocks: string | null, asks = false): Coming => ({ soul, to, knocks, asks });
  const back = backTo(world, soul, found);
  if (back !== null && opens(back)) return come(back, null);
  const place = back === null ? comesIn(world, soul) : (home(world, soul) ?? world.plenary);
  const allowed = opens(place);
  if (back !== null) return come(allowed ? place : world.plenary, back);
  if (allowed) return come(place, null);
  const asks = world.rules.entry === 'admit' && !leadsTalks(soul) && canAnswer(world, place, inTo(place));
  return come(world.plenary, place, asks);
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
  const hosts = world.all().some((other) => other !== soul && other !== by && boundFor(other) === to);
  return world.rooms.get(to)?.kind === 'plenary' || isOwn(world, soul, to, along) || !hosts;
}

/** Where somebody goes whose room ends; null is the lobby. */
export interface Retreat extends Omit<Coming, 'to'> {
  readonly to: string | null;
}

/** Of everyone in a room that ends, by how things stand before any of them goes. */
export function retreats(world: World, room: string, by: Soul): readonly Retreat[] {
  const inside = world.all().filter((soul) => boundFor(soul) === room);
  const along = inside.map(({ id }) => id);
  return inside.map((soul) => {
    const own = home(world, soul);
    const stay = { soul, knocks: null, asks: false };
    if (own !== null && isDoorOpen(world, soul, own, by, along)) return { ...stay, to: own };
    if (!leadsTalks(soul) && !present(soul)) return { ...stay, to: null };
    const asks = own !== null && world.rules.entry === 'admit' && !leadsTalks(soul) && canAnswer(world, own);
    return { soul, to: world.plenary, knocks: own, asks };
  });
}

const isOwn = (world: World, soul: Soul, room: string, along: readonly string[]): boolean =>
  home(world, soul) === room && isExpectedAt(world, soul, room, along);

/** Of that side; or an interpreter of none whose party is there, or comes with them. */
function isExpectedAt(world: World, { side, work }: Soul, to: string, along: readonly string[]): boolean {
  if (world.rooms.get(to)?.side === side || work?.patron.to !== 'party') return true;
  const { participant } = work.patron;
  return boundFor(world.soul(participant)) === to || along.includes(participant);
}
