import type { Notice } from '@parley/shared/protocol';
import type { Command } from '@parley/shared/session';
import type { Plain } from './plain.ts';
import { isDoorOpen, retreats } from './coming.ts';
import { besideAtDoor, withCompanions } from './companions.ts';
import { boundFor, leadsTalks, roomOf } from './conditions.ts';
import { comesMuted, type Errand } from './places.ts';
import { strandedBy } from './server-effects.ts';
import type { Soul, World } from './world.ts';

/** What one person alone is told of what another has just done. */
export interface Told {
  readonly to: string;
  readonly notice: Plain<Notice<'told'>>;
}

/** By how things stood before the command. */
export function toldBy(world: World, command: Command, me: Soul | null, at: number): readonly Told[] {
  if (command.type === 'gathering.due') return stopped(world, at);
  if (command.type === 'entry.due') return comeIn(world, command.participant, at);
  if (me === null) return byServer(world, command);
  switch (command.type) {
    case 'participant.mute':
      return command.participant === me.id
        ? []
        : [{ to: command.participant, notice: { kind: 'muted', by: me.name } }];
    case 'wish.decline':
      return [
        {
          to: command.participant,
          notice: { kind: 'wish-declined', by: me.name, reason: command.reason },
        },
      ];
    case 'entry.end':
      return [command.participant, ...besideAtDoor(world, command.participant).map(({ id }) => id)].flatMap(
        (id) => turnedAway(world, id, me),
      );
    case 'people.move': {
      const sent = withCompanions(world, command.participants, command.to);
      return sent.flatMap((id) => {
        const soul = world.souls.get(id);
        if (soul === undefined) return [];
        if (boundFor(soul) === command.to) return turnedAway(world, id, me);
        return isDoorOpen(world, soul, command.to, me, sent)
          ? cameMuted(world, soul, { to: command.to, by: me.id, sent })
          : [];
      });
    }
    case 'caucus.open': {
      const sent = withCompanions(world, command.participants, null);
      const errand = { to: command.room, by: me.id, sent };
      return sent.flatMap((id) => cameMuted(world, world.soul(id), errand));
    }
    case 'entry.admit': {
      const along = besideAtDoor(world, command.participant).filter(({ id }) => world.knocks.get(id)?.asked);
      return letThrough(world, command.participant, along);
    }
    case 'caucus.close':
      return retreats(world, command.room, me).flatMap(({ soul, to }) =>
        to === null ? [] : cameMuted(world, soul, { to, by: me.id, sent: [soul.id] }),
      );
    case 'pace.ask':
      return askedSlower(world, command.participant, me);
    default:
      return [];
  }
}

/**
 * Whoever comes back on another device, or too late, finds the microphone closed that they had open; whom a mediator
 * muted meanwhile is told by whom, and so is whose wish was declined.
 */
function byServer(world: World, command: Command): readonly Told[] {
  if (command.type !== 'line.connected') return [];
  const soul = world.soul(command.participant);
  const { declined } = soul;
  return [
    ...ofMicrophone(world, soul, command.device),
    ...(declined === null
      ? []
      : [
          {
            to: soul.id,
            notice: {
              kind: 'wish-declined' as const,
              by: world.soul(declined.by).name,
              reason: declined.reason,
            },
          },
        ]),
  ];
}

function ofMicrophone(world: World, soul: Soul, device: string): readonly Told[] {
  if (soul.mutedBy !== null) {
    return [{ to: soul.id, notice: { kind: 'muted', by: world.soul(soul.mutedBy).name } }];
  }
  const goesOn = soul.line !== 'offline' && soul.device === device;
  return soul.mic && !goesOn ? [{ to: soul.id, notice: { kind: 'microphone-closed' } }] : [];
}

/** Those who lead the talks are told for whose sake nobody was brought together. */
function stopped(world: World, at: number): readonly Told[] {
  const names = strandedBy(world, at).map((id) => world.soul(id).name);
  if (names.length === 0) return [];
  return world
    .all()
    .filter(leadsTalks)
    .map(({ id }) => ({ to: id, notice: { kind: 'gathering-stopped', names } }));
}

/**
 * Whoever was at a door is told that they stay, unless they have ended it themselves; whoever brought somebody else
 * there, that another has ended it, as long as they conduct.
 */
function turnedAway(world: World, who: string, me: Soul): readonly Told[] {
  const knock = world.knocks.get(who);
  if (knock === undefined) return [];
  const kept: Told[] = who === me.id ? [] : [{ to: who, notice: { kind: 'kept-out' } }];
  if (knock.by === me.id || knock.by === who || !leadsTalks(world.soul(knock.by))) return kept;
  return [...kept, { to: knock.by, notice: { kind: 'entry-declined', name: world.soul(who).name } }];
}

const cameMuted = (world: World, soul: Soul, errand: Errand): readonly Told[] =>
  comesMuted(world, soul, errand) ? [{ to: soul.id, notice: { kind: 'came-muted' } }] : [];

/** Whoever is let in, and those beside them. */
function letThrough(world: World, who: string, along: readonly Soul[]): readonly Told[] {
  const knock = world.knocks.get(who);
  if (knock === undefined) return [];
  const all = [world.soul(who), ...along];
  const errand = { to: knock.room, by: knock.by, sent: all.map(({ id }) => id) };
  return all.flatMap((soul) => cameMuted(world, soul, errand));
}

/** Whoever was announced for long enough. */
function comeIn(world: World, who: string, at: number): readonly Told[] {
  const isDue = (id: string): boolean => at >= (world.knocks.get(id)?.due ?? Number.POSITIVE_INFINITY);
  return isDue(who)
    ? letThrough(
        world,
        who,
        besideAtDoor(world, who).filter(({ id }) => isDue(id)),
      )
    : [];
}

/** Whoever speaks too fast is told by whom, and who leads the talks in that room that they were. */
function askedSlower(world: World, id: string, me: Soul): readonly Told[] {
  const { name } = world.soul(id);
  const leaders = world
    .all()
    .filter((soul) => leadsTalks(soul) && soul.id !== id && roomOf(soul) === roomOf(me));
  return [
    { to: id, notice: { kind: 'speak-slower', by: me.name } },
    ...leaders.map(({ id: to }): Told => ({ to, notice: { kind: 'asked-slower', by: me.name, name } })),
  ];
}
