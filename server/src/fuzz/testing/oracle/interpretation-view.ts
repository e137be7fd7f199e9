import type { SessionView } from '@parley/shared/policy';
import type { Plain } from './plain.ts';
import { couldRender } from './silences.ts';
import {
  arePartners,
  countsListeners,
  hasTurn,
  isHeldBack,
  isRendered,
  voiceOf,
  worksElsewhere,
} from './voices.ts';
import type { Patron } from './work.ts';
import { roomOf } from './conditions.ts';
import type { Soul, World } from './world.ts';

type View = NonNullable<Plain<SessionView>['interpretation']>;

/** Of interpretation somebody is told what is so in their room, and of themselves. */
export function interpretationOf(world: World, me: Soul): View | null {
  const room = roomOf(me);
  if (room === null) return null;
  const here = world.all().filter((soul) => roomOf(soul) === room);
  return {
    interpreters: here.flatMap(({ id, work }) =>
      work === null ? [] : [{ participant: id, languages: work.languages }],
    ),
    channels: here.flatMap((soul) => {
      const voice = voiceOf(world, soul);
      return voice.to === 'channel' ? [{ language: voice.language, interpreter: soul.id }] : [];
    }),
    turns: turnsOf(world, me, room),
    listens: me.listens,
    listeners: countsListeners(me)
      ? counted(here.flatMap((soul) => (soul === me ? [] : (soul.listens ?? []))))
      : null,
    mine: mineOf(world, me, here),
  };
}

function turnsOf(world: World, me: Soul, room: string): View['turns'] {
  const turns = world.turns.get(room);
  if (turns === undefined) return null;
  const { limitSeconds, floor, lapsed } = turns;
  return {
    limitSeconds,
    floor,
    lapsed,
    mayTake: floor === null && me.role !== 'observer',
    mayPass: hasTurn(world, me),
    interpreted: isRendered(world, room),
    hushed: isHeldBack(world, me),
  };
}

const counted = (chosen: readonly string[]): View['listeners'] => {
  const counts = new Map<string, number>();
  for (const language of chosen.toSorted()) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].map(([language, count]) => ({ language, count }));
};

function mineOf(world: World, me: Soul, here: readonly Soul[]): View['mine'] {
  if (me.work === null) return null;
  const beside = here.filter((soul) => soul !== me);
  const offers = [...world.offers].map(([from, { to, at }]) => ({ from, to, at }));
  return {
    outlet: voiceOf(world, me),
    bound: patronOf(me.work.patron, me, beside),
    partners: beside.filter((soul) => arePartners(me, soul)).map(({ id }) => id),
    handovers: offers.filter(({ from, to }) => [from, to].includes(me.id)),
    silent: world.silences
      .filter((silence) => couldRender(me, silence))
      .map(({ language, since }) => ({ language, since })),
  };
}

/** Of a room no more than whether it is this one, and of a party that is elsewhere not who it is. */
function patronOf(patron: Patron, me: Soul, beside: readonly Soul[]): NonNullable<View['mine']>['bound'] {
  switch (patron.to) {
    case 'session':
      return patron;
    case 'room':
      return { to: 'room', here: !worksElsewhere(me, roomOf(me)) };
    case 'party':
      return { to: 'party', participant: beside.find(({ id }) => id === patron.participant)?.id ?? null };
  }
}

/** Who interprets for whom, for those who lead the talks; who worked for a room that is closed works for everyone. */
export const workersOf = (world: World) =>
  world.all().flatMap(({ id, work }) => {
    if (work === null) return [];
    const { languages, patron } = work;
    const isGone = patron.to === 'room' && !world.rooms.has(patron.room);
    return [{ participant: id, languages, bound: isGone ? { to: 'session' as const } : patron }];
  });
