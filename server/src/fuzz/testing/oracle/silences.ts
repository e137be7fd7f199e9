import type { ServerCommand } from '@parley/shared/session';
import type { Effects } from './places.ts';
import { worksElsewhere } from './voices.ts';
import { present, roomOf } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** What nobody renders for those who listen to it. */

interface Language {
  readonly room: string;
  readonly language: string;
}
type About = Extract<ServerCommand, { type: `silence.${string}` }>;

const KNOWN_AFTER_MS = 15_000;

/** Where people speak as they like, and somebody with a line or about to have it again, who does not interpret, listens. */
const isMissed = (world: World, { room, language }: Language): boolean =>
  !world.turns.has(room) &&
  world
    .all()
    .some(
      (soul) =>
        roomOf(soul) === room && soul.work === null && soul.listens === language && soul.line !== 'offline',
    );

export const couldRender = (soul: Soul, { room, language }: Language): boolean =>
  roomOf(soul) === room && soul.work?.languages.includes(language) === true && !worksElsewhere(soul, room);

export function silenceEffects(world: World, command: About, at: number): Effects {
  const { room, language } = command;
  const found = world.silences.find((each) => each.room === room && each.language === language);
  switch (command.type) {
    case 'silence.begin': {
      if (found !== undefined || !isMissed(world, command)) return [];
      const known = !world.all().some((soul) => couldRender(soul, command) && present(soul));
      return [() => void world.silences.push({ room, language, since: at, known })];
    }
    case 'silence.tell': {
      const isDue = found?.since === command.since && !found.known && at >= found.since + KNOWN_AFTER_MS;
      return isDue ? [() => void (found.known = true)] : [];
    }
    case 'silence.end':
      return found === undefined
        ? []
        : [() => void (world.silences = world.silences.filter((each) => each !== found))];
  }
}

/** What nobody listens to any more is silent for nobody. */
export function followSilences(world: World): void {
  world.silences = world.silences.filter((each) => isMissed(world, each));
}
