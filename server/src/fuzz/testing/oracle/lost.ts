import { arePartners, worksElsewhere } from './voices.ts';
import { placed, present } from './conditions.ts';
import type { Soul, World } from './world.ts';

/**
 * Everyone in a room who would be brought together with somebody they cannot talk to, or without their own interpreter;
 * those too whose line is lost. Interpreters are there on the line alone.
 */
export function lostIn(world: World): readonly string[] {
  const here = world.all().filter((soul) => placed(soul) && soul.line !== 'offline');
  const helpers = here.filter(
    (soul) => present(soul) && soul.work !== null && !worksElsewhere(soul, world.plenary),
  );
  const guests = here.filter(({ work }) => work === null);
  return guests
    .filter((soul) => isLost(soul, guests, helpers) || isBereft(world, soul, helpers))
    .map(({ id }) => id);
}

const isLost = (soul: Soul, guests: readonly Soul[], helpers: readonly Soul[]): boolean => {
  const within = reach(soul.person.languages, helpers);
  return guests.some(
    (other) =>
      other !== soul &&
      !(soul.role === 'observer' && other.role === 'observer') &&
      !other.person.languages.some((language) => within.has(language)),
  );
};

/** From these languages into which others, from one interpreter to the next. */
function reach(from: readonly string[], helpers: readonly Soul[]): ReadonlySet<string> {
  const within = new Set(from);
  for (let before = -1; before < within.size; ) {
    before = within.size;
    for (const { work } of helpers) {
      if (work?.languages.some((language) => within.has(language)) !== true) continue;
      for (const language of work.languages) within.add(language);
    }
  }
  return within;
}

const isBereft = (world: World, { id }: Soul, helpers: readonly Soul[]): boolean =>
  world
    .all()
    .filter(
      ({ work, where }) =>
        work?.patron.to === 'party' && work.patron.participant === id && where.at !== 'removed',
    )
    .some((own) => !helpers.includes(own) && !helpers.some((other) => arePartners(own, other)));
