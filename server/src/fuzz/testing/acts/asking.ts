import { withCompanions } from '../oracle/companions.ts';
import { mixedBy } from '../oracle/mixing.ts';
import { boundFor, leadsTalks, placed, roomOf } from '../oracle/conditions.ts';
import type { Soul } from '../oracle/world.ts';
import { someone, target } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';

/** One thing somebody does, or that befalls the server; whom and what it is about comes from `random` alone. */
export type Operation = (stage: Stage, random: Random) => Promise<void> | void;

export const waits = ({ where }: Soul): boolean => where.at === 'waiting';
export const inside = ({ where }: Soul): boolean => where.at === 'in';
/** Mostly one of the caucuses, or of the others as often as not. */
export function anyRoom(stage: Stage, random: Random, caucus = 0.5): string {
  if (random.chance(0.04)) return 'no-such-room-there-is';
  const rooms = [...stage.world.rooms.values()];
  const caucuses = rooms.filter(({ kind }) => kind === 'caucus');
  return random.maybe(caucuses.length > 0 && random.chance(caucus) ? caucuses : rooms)?.id ?? '';
}

/** A request of somebody who fits. */
export const asks =
  (
    name: string,
    fits: (soul: Soul) => boolean,
    input: (stage: Stage, random: Random, me: Soul) => unknown = () => ({}),
  ): Operation =>
  (stage, random) => {
    const guest = someone(stage, random, fits);
    if (guest === undefined) return;
    stage.ask(guest, name, input(stage, random, stage.world.soul(guest.participant)));
  };

/** With the epoch that somebody says they are in. */
export const asksHere =
  (
    name: string,
    fits: (soul: Soul, stage: Stage) => boolean,
    input: (stage: Stage, random: Random, me: Soul) => object = () => ({}),
  ): Operation =>
  (stage, random) =>
    asks(
      name,
      (soul) => fits(soul, stage),
      (_stage, _random, me) => ({ ...input(stage, random, me), epoch: stage.epochFor(me, random) }),
    )(stage, random);

export const aimed = (name: string, fits: (soul: Soul) => boolean, more: object = {}): Operation =>
  asks(name, leadsTalks, (stage, random) => ({ participant: target(stage, random, fits), ...more }));

/** What the mediator confirms: mostly exactly what they were shown. */
export function confirmation(
  stage: Stage,
  random: Random,
  room: string | null,
  who: readonly string[],
): readonly string[] {
  return confirming(stage, random, mixedBy(stage.world, room, withCompanions(stage.world, who, room)), who);
}

/** And whom they bring together without an interpreter. */
export const goingWithout = (stage: Stage, random: Random, lost: readonly string[]): readonly string[] =>
  confirming(stage, random, lost, [target(stage, random, placed)]);

function confirming(
  stage: Stage,
  random: Random,
  shown: readonly string[],
  others: readonly string[],
): readonly string[] {
  if (shown.length === 0) return random.chance(0.1) ? random.some(others) : [];
  const luck = random.next();
  if (luck < 0.5) return shown;
  if (luck < 0.6) return shown.slice(1);
  const another = target(stage, random, ({ id }) => !shown.includes(id));
  if (luck < 0.65) return [...shown, another];
  return luck < 0.75 ? [...shown.slice(1), another] : [];
}

/** A few people, mostly of one side, as a mediator would take them together. */
export function party(stage: Stage, random: Random): string[] {
  const all = stage.world.all();
  const side = random.maybe(['side-left-00', 'side-right-0', null, undefined]);
  const fits = all.filter((soul) => (side === undefined || soul.side === side) && placed(soul));
  const some = random.some(fits, 0.6);
  const taken = some.length > 0 ? some : fits.slice(0, 1);
  const extra = random.chance(0.2) ? random.some(all, 0.15) : [];
  const ids = [...new Set([...taken, ...extra])].map(({ id }) => id);
  return ids.length > 0 ? ids : [target(stage, random, placed)];
}

/** Whoever could open a door goes, while somebody waits at it. */
export function desert(stage: Stage, random: Random): void {
  const knock = random.maybe([...stage.world.knocks.values()].filter(({ asked }) => asked));
  if (knock === undefined) return;
  for (const guest of stage.guests) {
    if (boundFor(stage.world.soul(guest.participant)) === knock.room) stage.ask(guest, 'session.leave', {});
  }
}

export function door(stage: Stage, random: Random, name: 'entry.admit' | 'entry.end'): void {
  const knock = random.maybe([...stage.world.knocks.values()]);
  if (knock === undefined && random.chance(0.8)) return;
  const guest = someone(
    stage,
    random,
    (soul) => roomOf(soul) === knock?.room || (knock?.asked !== true && leadsTalks(soul)),
  );
  if (guest === undefined) return;
  const participant = knock?.who ?? target(stage, random, placed);
  const epoch = stage.epochFor(stage.world.soul(guest.participant), random);
  stage.ask(guest, name, name === 'entry.admit' ? { participant, epoch } : { participant });
}
