import type { Coming } from './coming.ts';
import { takeNoPart } from './handing.ts';
import { boundFor, roomOf } from './conditions.ts';
import type { Knock, Outside, Soul, World } from './world.ts';

export const NOTICE_MS = 3_000;

/** What follows from a command that is allowed; none is «it holds already». Each is done in order, once it is stored. */
export type Effects = readonly (() => void)[];

/** Out of a room or on the way: everything that was of the place ends. */
function goOut(world: World, soul: Soul, where: Soul['where']): void {
  const from = roomOf(soul);
  if (from !== null) {
    soul.leaving = from;
    soul.leftAt = world.seq;
  }
  soul.where = where;
  soul.handSince = null;
  world.knocks.delete(soul.id);
  takeNoPart(world, soul);
  closeTracks(world, soul);
}

function closeTracks(world: World, soul: Soul): void {
  for (const track of world.tracks.values()) if (track.owner === soul.id) world.tracks.delete(track.id);
}

export function loseMedia(world: World, soul: Soul): void {
  closeTracks(world, soul);
  if (soul.peer !== null) world.gone.set(soul.peer, world.seq);
  soul.peer = null;
}

export function sendTo(world: World, soul: Soul, to: string): void {
  if (soul.where.at !== 'moving') soul.way += 1;
  if (soul.where.at === 'waiting') soul.wish = null;
  goOut(world, soul, { at: 'moving', to });
  soul.sentAt = world.seq;
  soul.epoch += 1;
  soul.returnTo = null;
  soul.welcome = false;
  soul.missed = false;
  if (soul.work !== null) soul.work.fading = null;
}

/** Who sends people where, all of them by one press. */
export interface Errand {
  readonly to: string;
  readonly by: string;
  readonly sent: readonly string[];
}

/** Nobody's sentence goes on among people of several sides because another sends them there. */
function closeMicrophone(world: World, soul: Soul, errand: Errand): void {
  if (!comesMuted(world, soul, errand)) return;
  soul.mic = false;
  if (soul.line !== 'online') soul.mutedBy = errand.by;
}

export const comesMuted = (world: World, soul: Soul, { to, by, sent }: Errand): boolean =>
  soul.id !== by && soul.mic && boundFor(soul) !== to && areSeveral(world, to, sent);

function areSeveral(world: World, to: string, sent: readonly string[]): boolean {
  if (to === world.plenary) return world.jointSince !== null;
  const sides = world
    .all()
    .filter(
      (soul) => sent.includes(soul.id) || world.knocks.get(soul.id)?.room === to || boundFor(soul) === to,
    )
    .flatMap(({ side }) => side ?? []);
  return new Set(sides).size > 1;
}

/** By a mediator, who has thereby heard whoever asked for a private room. */
export function bringInto(world: World, soul: Soul, errand: Errand): void {
  const { to } = errand;
  closeMicrophone(world, soul, errand);
  sendTo(world, soul, to);
  if (world.rooms.get(to)?.kind === 'caucus' && soul.wish?.kind === 'caucus') soul.wish = null;
}

export function putOut(world: World, soul: Soul, where: Outside): void {
  goOut(world, soul, where);
  loseMedia(world, soul);
  soul.mic = false;
  soul.mutedBy = null;
  soul.declined = null;
  soul.ready = false;
  soul.wish = null;
  soul.returnTo = null;
  soul.missed = false;
  soul.welcome = where.at === 'expected' || (where.at === 'waiting' && soul.welcome);
  if (world.lead === soul.id) world.lead = null;
}

export function knockAt(world: World, knock: Knock): void {
  if (world.knocks.get(knock.who)?.room !== knock.room) world.knocks.delete(knock.who);
  world.knocks.set(knock.who, knock);
}

/** There is somebody in the room, or about to be, who can let others in, or could once their line is back. */
export const canAnswer = (world: World, room: string, coming: readonly string[] = []): boolean =>
  world
    .all()
    .some(
      (soul) =>
        ['mediator', 'co-mediator', 'party', 'counsel'].includes(soul.role) &&
        soul.line !== 'offline' &&
        (boundFor(soul) === room || coming.includes(soul.id)),
    );

export function admit(world: World, { soul, to, knocks, asks }: Coming, by: Soul, at: number): void {
  sendTo(world, soul, to);
  if (knocks === null) return;
  knockAt(world, { who: soul.id, room: knocks, by: by.id, asked: asks, due: asks ? null : at + NOTICE_MS });
}

export function confirm(world: World, room: string, mixed: readonly string[]): void {
  for (const one of mixed) {
    for (const other of mixed) {
      if (world.soul(one).side !== world.soul(other).side) {
        world.rooms.get(room)?.confirmed.add(`${one} ${other}`);
      }
    }
  }
}

export function say(
  world: World,
  { id, room, text, file }: { id: string; room: string; text: string; file?: { readonly id: string } },
  { author, kind, at }: { author: string; kind: string; at: number },
): void {
  const inside = world.all().filter((soul) => roomOf(soul) === room);
  const coming = world.all().filter((soul) => {
    const told = kind === 'announced' || (kind === 'sent' && boundFor(soul) === room);
    return told && soul.where.at === 'moving';
  });
  world.words.push({
    id,
    room,
    author,
    kind,
    text,
    at,
    file: file?.id ?? null,
    witnesses: new Set(inside.map((soul) => soul.id)),
    met: new Set(),
    coming: new Map(coming.map((soul) => [soul.id, { way: soul.way, epoch: soul.epoch }])),
    due: new Set(inside.filter(({ line }) => line === 'online').map((soul) => soul.id)),
  });
}
