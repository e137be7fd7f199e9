import type { SessionView } from '@parley/shared/policy';
import type { CaptionsCommand, CaptionsReport } from '@parley/shared/session';
import { standing } from './papers.ts';
import type { Effects } from './places.ts';
import type { Plain } from './plain.ts';
import { must } from '../violation.ts';
import { sees } from './sight.ts';
import { voiceOf } from './voices.ts';
import type { Voice } from './work.ts';
import {
  type Denials,
  firstOf,
  inEpoch,
  leadsTalks,
  placed,
  type Refused,
  roleChecks,
  roomOf,
} from './conditions.ts';
import type { Soul, World } from './world.ts';

/** Captions: who types them, who is told them, and who finds what was kept. */

/** A line from when it was begun. */
export interface Caption {
  readonly room: string;
  readonly by: string;
  /** Who stood in the room by then, and in which epoch. */
  readonly witnesses: ReadonlyMap<string, number>;
}

/** A line that was kept, and who was there from its beginning to its end. */
export interface Kept {
  readonly id: string;
  readonly by: string;
  readonly room: string;
  readonly text: string;
  readonly at: number;
  readonly witnesses: ReadonlySet<string>;
}

type View = NonNullable<Plain<SessionView>['captions']>;

export const isCaptioner = (world: World, { id, role }: Soul): boolean =>
  role === 'recorder' || world.captioners.has(id);

const inRoom = (world: World, room: string): Soul[] => world.all().filter((soul) => roomOf(soul) === room);

export function captionsRefusal(world: World, command: CaptionsCommand, me: Soul): Refused {
  const { conducts, presides } = roleChecks(world, me);
  switch (command.type) {
    case 'captions.choose':
      return firstOf([placed(me), 'room.not-in']);
    case 'captioner.name':
      return firstOf(...conducts, [world.souls.has(command.participant), 'participant.unknown']);
    case 'transcripts.keep':
      return firstOf(...presides);
    case 'captions.automate':
      return firstOf(
        ...conducts,
        [world.rooms.has(command.room), 'room.unknown'],
        [command.ear === null || world.provided, 'captions.unavailable'],
      );
    case 'caption.say':
      return firstOf(inEpoch(me, command.epoch), ...writes(world, me));
  }
}

const writes = (world: World, me: Soul): Denials => [
  [isCaptioner(world, me), 'captions.not-yours'],
  ...standing(me),
];

export function captionsEffects(world: World, command: CaptionsCommand, me: Soul, at: number): Effects {
  switch (command.type) {
    case 'captions.choose':
      return me.reads === command.language ? [] : [() => void (me.reads = command.language)];
    case 'captioner.name': {
      const { participant, named } = command;
      if (world.captioners.has(participant) === named) return [];
      return [() => void (named ? world.captioners.add(participant) : world.captioners.delete(participant))];
    }
    case 'transcripts.keep':
      return world.transcripts === command.kept ? [] : [() => void (world.transcripts = command.kept)];
    case 'captions.automate': {
      const { room, ear } = command;
      if (world.serverEars.has(room) === (ear !== null)) return [];
      return [() => (ear === null ? deafen(world, room) : listenIn(world, room, ear))];
    }
    case 'caption.say': {
      const { id, text, done } = command;
      return world.transcripts && done && text !== '' ? [() => keep(world, id, text, at)] : [];
    }
  }
}

/** What follows from what the server reports. */
export function captionsReported(world: World, command: CaptionsReport, at: number): Effects {
  switch (command.type) {
    case 'captions.provide':
      return world.provided === command.provided && world.understood?.join() === command.languages?.join()
        ? []
        : [() => Object.assign(world, { provided: command.provided, understood: command.languages })];
    case 'captions.stall': {
      const { room, ear, stalled } = command;
      if (world.serverEars.get(room) !== ear || world.stalled.has(room) === stalled) return [];
      return [() => void (stalled ? world.stalled.add(room) : world.stalled.delete(room))];
    }
    case 'caption.hear': {
      const { id, text, done, producer, saidAt } = command;
      const isWritten = speaksIn(world, producer) === command.language;
      const isKept = isWritten && world.transcripts && done && text !== '';
      return isKept ? [() => keep(world, id, text, saidAt ?? at)] : [];
    }
  }
}

/** In which language a track is written along; null where it is not, or not any more. */
export function speaksIn(world: World, producer: string): string | null {
  const track = world.tracks.get(producer);
  if (track?.source !== 'microphone' || !world.serverEars.has(track.room)) return null;
  const owner = world.soul(track.owner);
  if (roomOf(owner) !== track.room || owner.epoch !== track.epoch) return null;
  if (owner.unseen.has(world.serverEars.get(track.room) ?? '')) return null;
  const voice = voiceOf(world, owner);
  return voice.to === 'booth' || !understands(world, owner, voice) ? null : spokenIn(owner, voice);
}

const spokenIn = ({ person }: Soul, voice: Voice): string | null =>
  voice.to === 'channel' ? voice.language : (person.languages[0] ?? null);

/** Whether the server makes text of the language somebody speaks there. */
export const understands = ({ understood }: World, me: Soul, voice: Voice): boolean =>
  understood === null || understood.includes(spokenIn(me, voice) ?? '');

function listenIn(world: World, room: string, ear: string): void {
  world.serverEars.set(room, ear);
  for (const soul of inRoom(world, room)) if (soul.line !== 'online') soul.unseen.add(ear);
  world.earRooms.set(ear, room);
}

export function deafen(world: World, room: string): void {
  const ear = world.serverEars.get(room);
  if (ear !== undefined) world.earsGone.set(ear, world.seq);
  world.serverEars.delete(room);
  world.stalled.delete(room);
}

/** The server has made something out of a voice. */
export function overhear(world: World, owner: string, text: string): void {
  const me = world.soul(owner);
  const room = roomOf(me);
  must(room !== null && world.serverEars.has(room), () => `${owner} is written along unseen`);
  const voice = voiceOf(world, me);
  must(voice.to !== 'booth', () => `${owner} is written along in the booth`);
  must(understands(world, me, voice), () => `${owner} is listened to and cannot be understood`);
  const witnesses = new Map(inRoom(world, room).map((soul) => [soul.id, soul.epoch]));
  world.overheard.set(text, { room, by: owner, witnesses });
}

function keep(world: World, id: string, text: string, at: number): void {
  const line = world.captions.get(id) ?? world.overheard.get(text);
  if (line === undefined) throw new Error('nobody began what is kept');
  const stayed = inRoom(world, line.room).filter((soul) => line.witnesses.get(soul.id) === soul.epoch);
  const witnesses = new Set(stayed.map((soul) => soul.id));
  world.kept.push({ id, by: line.by, room: line.room, text, at, witnesses });
}

/** A line begins: it is for whoever is there now. */
export function begin(world: World, id: string, me: Soul): void {
  const room = roomOf(me);
  if (room === null) return;
  const witnesses = new Map(inRoom(world, room).map((soul) => [soul.id, soul.epoch]));
  world.captions.set(id, { room, by: me.id, witnesses });
}

/** Was there when it was begun, is there still, and reads its language. */
export const readsLine = (me: Soul, { room, witnesses }: Caption, language: string): boolean =>
  roomOf(me) === room && witnesses.get(me.id) === me.epoch && me.reads === language;

/** Of what was kept: what one was there for; in the plenary, what a side was; and there all, for who leads the talks. */
export function findsKept(world: World, me: Soul, { room, witnesses }: Kept): boolean {
  if (room !== roomOf(me)) return false;
  if (witnesses.has(me.id)) return true;
  if (room !== world.plenary) return false;
  return leadsTalks(me) || [...witnesses].some((id) => world.soul(id).side !== null);
}

/** What else those speak whom they see. */
const spokenBesides = (world: World, me: Soul): string[] =>
  world
    .all()
    .filter((soul) => sees(world, me, soul) && soul.person.languages.some((each) => !world.spoken.has(each)))
    .flatMap(({ person }) => person.languages);

export function captionsOf(world: World, me: Soul): View | null {
  const room = roomOf(me);
  if (room === null) return null;
  const here = inRoom(world, room);
  const writes = isCaptioner(world, me);
  return {
    reads: me.reads,
    languages: [...new Set([...world.spoken, ...spokenBesides(world, me)])],
    captioners: here.filter((soul) => isCaptioner(world, soul)).map(({ id }) => id),
    kept: world.transcripts,
    automatic: world.serverEars.has(room),
    understood: world.understood === null ? null : [...world.understood],
    stalled: world.stalled.has(room),
    mayAutomate: leadsTalks(me) && world.provided,
    mayWrite: writes,
    readers:
      writes || leadsTalks(me)
        ? countedIn(here.filter((soul) => soul !== me).flatMap(({ reads }) => reads ?? []))
        : null,
  };
}

function countedIn(chosen: readonly string[]): View['readers'] {
  const counts = new Map<string, number>();
  for (const language of chosen.toSorted()) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].map(([language, count]) => ({ language, count }));
}
