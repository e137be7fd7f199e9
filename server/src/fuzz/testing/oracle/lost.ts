import type { Command } from '@parley/shared/session';
import { comings } from './coming.ts';
import { withCompanions } from './companions.ts';
import { boundFor, placed } from './conditions.ts';
import { arePartners, worksElsewhere } from './voices.ts';
import type { Soul, World } from './world.ts';

/** Whom this would bring together with somebody they cannot talk to, or without their own interpreter. */
export function lostBy(world: World, command: Command, by: Soul): readonly string[] {
  switch (command.type) {
    case 'joint.gather':
      return lostIn(world);
    case 'lobby.admit':
      return lostOnAdmission(world, command.participants, by);
    case 'people.move':
      return lostOnMove(world, command.participants, command.to, by);
    default:
      return [];
  }
}

/**
 * Of everyone in a room who is brought together with all others; those too whose line is lost. Interpreters are there
 * on the line alone.
 */
export const lostIn = (world: World): readonly string[] =>
  lostOf(
    world,
    world.all().filter((soul) => placed(soul) && soul.line !== 'offline'),
    () => true,
  );

export function lostOnAdmission(world: World, ids: readonly string[], by: Soul): readonly string[] {
  const come = comings(world, ids, by).filter(({ to }) => to === world.plenary);
  return lostOnComing(
    world,
    come.map(({ soul }) => soul.id),
    by,
  );
}

export const lostOnMove = (world: World, ids: readonly string[], to: string, by: Soul): readonly string[] =>
  to === world.plenary ? lostOnComing(world, withCompanions(world, ids, to), by) : [];

/** At the end of a countdown an interpreter whose line is lost counts, until it is given up. */
export const lostAtLast = (world: World): readonly string[] =>
  lostOf(
    world,
    world.all().filter((soul) => placed(soul) && soul.line !== 'offline'),
    () => true,
    () => true,
  );

/** Of those who join the others in the open joint session, whatever their line is; nobody asks of themselves. */
function lostOnComing(world: World, ids: readonly string[], by: Soul): readonly string[] {
  if (world.jointSince === null) return [];
  const isInside = (soul: Soul): boolean => boundFor(soul) === world.plenary;
  const comes = (soul: Soul): boolean => ids.includes(soul.id) && !isInside(soul);
  const together = world.all().filter((soul) => comes(soul) || (isInside(soul) && soul.line !== 'offline'));
  return lostOf(world, together, (soul) => comes(soul) && soul !== by);
}

function lostOf(
  world: World,
  together: readonly Soul[],
  isAsked: (soul: Soul) => boolean,
  isThere: (soul: Soul) => boolean = ({ line }) => line === 'online',
): readonly string[] {
  const helpers = together.filter(
    (soul) => isThere(soul) && soul.work !== null && !worksElsewhere(soul, world.plenary),
  );
  const guests = together.filter(({ work }) => work === null);
  return guests
    .filter((soul) => isAsked(soul) && (isLost(soul, guests, helpers) || isBereft(world, soul, helpers)))
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
