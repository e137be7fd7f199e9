import type { Participant, Roster } from '@parley/shared/session';
import { endOffers } from './handing.ts';
import { correctWork, fadingWith } from './interpreting.ts';
import { sideOfWord } from './papers.ts';
import type { Effects } from './places.ts';
import { voiceOf } from './voices.ts';
import type { Soul, World } from './world.ts';

/** What becomes of the session when its case says otherwise: who is expected, and what they are called. */

export const hasNeverCome = ({ where, epoch, line, peer }: Soul): boolean =>
  where.at === 'expected' && epoch === 0 && line === 'offline' && peer === null;

/** And nothing that they did from outside waits to happen, or to be told. */
export const mayGo = (world: World, soul: Soul): boolean =>
  hasNeverCome(soul) &&
  world.gathering?.by !== soul.id &&
  ![...world.knocks.values()].some(({ by }) => by === soul.id) &&
  !world.all().some(({ mutedBy, declined }) => mutedBy === soul.id || declined?.by === soul.id);

export function rosterEffects(world: World, roster: Roster): Effects {
  const named = new Set<string>(roster.people.map(({ id }) => id));
  const gone = world.all().filter((soul) => !named.has(soul.id) && mayGo(world, soul));
  const isPlaced = (person: Participant): boolean =>
    !('side' in person) || person.side === null || world.called.sides.some(({ id }) => id === person.side);
  const added = roster.people.filter((person) => !world.souls.has(person.id) && isPlaced(person));
  const others = roster.people.filter((person) => {
    const soul = world.souls.get(person.id);
    return soul !== undefined && !isCalled(soul, person);
  });
  return [
    ...(isSame(world, roster) ? [] : [() => call(world, roster)]),
    ...gone.map((soul) => () => forget(world, soul)),
    ...(added.length === 0
      ? []
      : [
          () => {
            const everyone = [...world.all().map(({ person }) => person), ...added];
            for (const person of added) world.expect(person, everyone);
          },
        ]),
    ...(others.length === 0
      ? []
      : [
          fadingWith(
            world,
            others.map((person) => () => correct(world, world.soul(person.id), person)),
          ),
        ]),
  ];
}

export const isCalled = ({ person: was }: Soul, { name, languages }: Participant): boolean =>
  was.name === name && was.languages.join() === languages.join();

const isSame = ({ called }: World, roster: Roster): boolean =>
  called.title === roster.title &&
  called.sides.every((side) => roster.sides.find(({ id }) => id === side.id)?.name === side.name);

function call(world: World, { title, sides }: Roster): void {
  const { called } = world;
  if (called.title !== title) world.formerly.add(called.title);
  for (const { id, name } of called.sides) {
    if (sides.find((side) => side.id === id)?.name !== name) world.formerly.add(name);
  }
  world.called = {
    ...called,
    title,
    sides: called.sides.map((side) => ({
      ...side,
      name: sides.find(({ id }) => id === side.id)?.name ?? '',
    })),
  };
}

function forget(world: World, soul: Soul): void {
  const { id, name } = soul;
  const side = sideOfWord(soul);
  if (side !== null) world.bereft.add(side);
  world.forget(id);
  world.captioners.delete(id);
  world.formerly.add(name);
  for (const { work } of world.all()) {
    if (work?.patron.to === 'party' && work.patron.participant === id) work.patron = { to: 'session' };
  }
}

function correct(world: World, soul: Soul, { name, languages }: Participant): void {
  if (soul.name !== name) world.formerly.add(soul.name);
  const speaksOtherwise = soul.person.languages.join() !== languages.join();
  soul.name = name;
  soul.person = { ...soul.person, name, languages };
  if (speaksOtherwise) correctWork(world, soul);
  endOffers(world, (from, to) => {
    const voice = voiceOf(world, world.soul(from));
    const known = soul.work?.languages ?? [];
    return to === soul.id && (voice.to !== 'channel' || !known.includes(voice.language));
  });
}
