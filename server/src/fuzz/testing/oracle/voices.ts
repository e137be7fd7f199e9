import type { Voice, Work } from './work.ts';
import { leadsTalks, present, roomOf } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** Whom an interpreter's voice is for, and whose voice is held back where people speak in turn. */

/** Where it goes where they stand: whoever interprets in turn is heard by the whole room. */
export function voiceOf(world: World, soul: Soul): Voice {
  const room = roomOf(soul);
  const voice = soul.work?.voice ?? { to: 'room' };
  const inTurn = room !== null && world.turns.has(room);
  return voice.to === 'channel' && inTurn ? { to: 'room' } : voice;
}

/** Two languages in common, and no other side behind the one than behind the other. */
export function arePartners(
  one: Pick<Soul, 'side'> & { readonly work: Pick<Work, 'languages'> | null },
  other: Soul,
): boolean {
  const common = one.work?.languages.filter((language) => other.work?.languages.includes(language));
  const opposed = one.side !== null && other.side !== null && one.side !== other.side;
  return (common?.length ?? 0) > 1 && !opposed;
}

/** Of two in one room: whether what the one says is for the other. */
export function isFor(world: World, owner: Soul, listener: Soul): boolean {
  const voice = voiceOf(world, owner);
  switch (voice.to) {
    case 'room':
      return true;
    case 'booth':
      return arePartners(owner, listener);
    case 'channel':
      return listener.work !== null || listener.listens === voice.language;
  }
}

/** Of two in one room: the one interprets, and the other has chosen a language to hear. */
export const mayComeToHear = (owner: Soul, listener: Soul): boolean =>
  owner !== listener && owner.work !== null && listener.listens !== null;

export const worksElsewhere = ({ work }: Soul, room: string | null): boolean =>
  work?.patron.to === 'room' && work.patron.room !== room;

/** Who speaks into this language in the room, or would if people did not speak in turn there. */
export const speakersInto = (world: World, room: string | null, language: string, besides: Soul): Soul[] =>
  world.all().filter((soul) => {
    const voice = soul.work?.voice;
    const isInto = voice?.to === 'channel' && voice.language === language;
    return soul !== besides && roomOf(soul) === room && isInto;
  });

/** Says again in this room, for everyone, what was said in it. */
export const renders = (soul: Soul, room: string): boolean =>
  soul.work !== null &&
  soul.work.voice.to !== 'booth' &&
  roomOf(soul) === room &&
  !worksElsewhere(soul, room);

export const isRendered = (world: World, room: string): boolean =>
  world.all().some((soul) => renders(soul, room) && present(soul));

/** The floor of the room they stand in: undefined where nobody waits for a turn, null while it is nobody's. */
const floorBefore = (world: World, soul: Soul) => {
  const room = roomOf(soul);
  return room === null ? undefined : world.turns.get(room)?.floor;
};

/** May pass the floor on. */
export function hasTurn(world: World, soul: Soul): boolean {
  const room = roomOf(soul);
  const floor = floorBefore(world, soul);
  if (room === null || floor === null || floor === undefined) return false;
  const holds = floor.holder === soul.id;
  if (floor.phase === 'speaking') return holds;
  return renders(soul, room) || (holds && !isRendered(world, room));
}

/** Is not let through now, because people speak in turn and it is not theirs. */
export function isHeldBack(world: World, soul: Soul): boolean {
  const room = roomOf(soul);
  const floor = floorBefore(world, soul);
  if (room === null || floor === undefined) return false;
  if (soul.role === 'mediator' || soul.role === 'co-mediator' || soul.work?.voice.to === 'booth')
    return false;
  if (floor === null) return true;
  return floor.phase === 'speaking' ? floor.holder !== soul.id : !renders(soul, room);
}

/** How many in the room listen to what: for those who lead the talks or interpret. */
export const countsListeners = (soul: Soul): boolean => leadsTalks(soul) || soul.work !== null;

/** Who hears whom, and who is silent, as of what was stored last; and as of when those are not heard who were. */
export function followVoices(world: World): void {
  for (const soul of world.all()) {
    const isSilent = !soul.mic || isHeldBack(world, soul);
    soul.silentSince = isSilent ? (soul.silentSince ?? world.seq) : null;
    const room = roomOf(soul);
    for (const other of world.all()) {
      const isBeside = room !== null && roomOf(other) === room && !soul.unseen.has(other.id);
      note(world, soul.heardBy, other, isBeside && isFor(world, soul, other));
      note(world, soul.preparedFor, other, isBeside && mayComeToHear(soul, other));
    }
  }
}

function note(world: World, since: Map<string, number | null>, other: Soul, isSo: boolean): void {
  if (isSo) since.set(other.id, null);
  else if (since.get(other.id) === null) since.set(other.id, world.seq);
}
