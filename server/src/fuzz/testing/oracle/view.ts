import type { SessionView } from '@parley/shared/policy';
import type { Plain } from './plain.ts';
import { captionsOf } from './captions.ts';
import { interpretationOf, workersOf } from './interpretation-view.ts';
import { hears, isHearer, knowsOfKnock, sees } from './sight.ts';
import { boundFor, hasLead, isAlone, isAround, leadsTalks, placed, present, roomOf } from './conditions.ts';
import type { Chamber, Soul, Track, World } from './world.ts';

type View = Plain<SessionView>;
type PersonView = View['people'][number];

/** All that somebody may be shown, field by field, by who is where. */
export function viewOf(world: World, me: Soul): View {
  const { id, kind, organisation, startsAt } = world.created;
  const { title, sides } = world.called;
  const here = roomOf(me);
  const all = world.all();
  const others = all.filter((soul) => soul !== me && sees(world, me, soul));
  const asks = me.role === 'party' || me.role === 'counsel';
  const directs = me.role === 'mediator' || me.role === 'co-mediator';
  const { gathering } = world;
  const tracks = [...world.tracks.values()];
  return {
    id,
    title,
    kind,
    organisation,
    startsAt,
    phase: world.phase,
    sides,
    mediators: all
      .filter(({ role }) => role === 'mediator' || role === 'co-mediator')
      .map(({ name }) => name),
    mediation: mediation(world, here),
    me: personView(world, me, me, tracks),
    place: placeOf(world, me),
    powers: {
      conduct: leadsTalks(me),
      preside: hasLead(world, me),
      takeLead: me.role === 'co-mediator' && isAround(me) && isAlone(world, me) && world.lead !== me.id,
      petition: asks,
      openDoor: asks || directs,
      speak: me.role !== 'observer',
      shareScreen: me.role !== 'observer' && me.role !== 'interpreter',
    },
    people: others.map((soul) => personView(world, me, soul, tracks)),
    hearers: others.filter((soul) => isHearer(world, me, soul)).map((soul) => soul.id),
    entries: [...world.knocks.values()]
      .filter(({ who }) => knowsOfKnock(world, me, who))
      .map(({ who, room, due }) => ({ participant: world.soul(who).person, room, due })),
    awaited: awaitedOf(world, me),
    gathering:
      placed(me) && gathering !== null ? { by: world.soul(gathering.by).name, due: gathering.due } : null,
    interpretation: interpretationOf(world, me),
    captions: captionsOf(world, me),
    board: leadsTalks(me)
      ? {
          rooms: [...world.rooms.values()].map(cardOf),
          jointSince: world.jointSince,
          locked: world.locked,
          houseRules: world.rules,
          lead: world.lead,
          interpreters: workersOf(world),
          captioners: [...world.captioners],
          transcripts: world.transcripts,
          inTurn: [...world.turns].map(([room, { limitSeconds, awaySeconds }]) => ({
            room,
            limitSeconds,
            awaySeconds,
          })),
          silent: world.silences
            .filter(({ known }) => known)
            .map(({ room, language, since }) => ({ room, language, since })),
        }
      : null,
  };
}

/** Through which door they are about to come, and who brings them there. */
function awaitedOf(world: World, me: Soul): View['awaited'] {
  const knock = world.knocks.get(me.id);
  if (knock === undefined) return null;
  return { by: knock.by === me.id ? null : world.soul(knock.by).name, asked: knock.asked };
}

function mediation(world: World, here: string | null): View['mediation'] {
  if (here === null) return null;
  const about = world.all().filter((soul) => leadsTalks(soul) && present(soul));
  if (about.some((soul) => roomOf(soul) === here)) return 'here';
  if (world.rules.absence === 'not-here') return 'not-here';
  return about.length > 0 ? 'with-another-room' : 'away';
}

function placeOf(world: World, { where, epoch }: Soul): View['place'] {
  switch (where.at) {
    case 'expected':
      return { kind: 'outside' };
    case 'waiting':
      return { kind: 'waiting', since: where.since };
    case 'refused':
    case 'removed':
      return { kind: where.at, reason: where.reason };
    case 'left':
      return { kind: 'left' };
    case 'moving':
      return { kind: 'moving', epoch };
    case 'in': {
      const room = world.rooms.get(where.room);
      if (room === undefined) return { kind: 'moving', epoch };
      const { id, kind, title, endsAt } = room;
      return { kind: 'room', room: id, roomKind: kind, title, endsAt, epoch };
    }
  }
}

/** A room as those who conduct are shown it. */
export const cardOf = ({ id, kind, side, title, openedAt, endsAt }: Chamber) => ({
  id,
  kind,
  side,
  title,
  openedAt,
  endsAt,
});

/** Whoever conducts, and everyone of themselves, knows where somebody is and what they ask for. */
function personView(world: World, me: Soul, soul: Soul, all: readonly Track[]): PersonView {
  const self = me === soul;
  const located = self || leadsTalks(me);
  const tracks = all.filter(({ owner }) => owner === soul.id);
  const audible = tracks.filter(({ source }) => self || hears(world, me, soul, source));
  const hasMicrophone = (located ? tracks : audible).some(({ source }) => source === 'microphone');
  const { where } = soul;
  const leaves = !located && soul.leaving !== null && soul.leaving === roomOf(me);
  return {
    participant: soul.person,
    attendance: leaves ? 'leaving' : attendance(where),
    since: where.at === 'waiting' && !leaves ? where.since : null,
    room: located ? boundFor(soul) : roomOf(me),
    line: soul.line,
    microphone: hasMicrophone ? (soul.mic ? 'open' : 'muted') : 'none',
    sources: audible.map(({ id, source }) => ({ id, source })),
    handSince: soul.handSince,
    ready: soul.ready,
    missed: soul.missed && leadsTalks(me),
    wish: located ? soul.wish : null,
  };
}

function attendance({ at }: Soul['where']): PersonView['attendance'] {
  switch (at) {
    case 'in':
      return 'here';
    case 'moving':
      return 'entering';
    case 'expected':
    case 'waiting':
    case 'refused':
    case 'left':
    case 'removed':
      return at;
  }
}
