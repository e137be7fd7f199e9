import type { PersonView, SessionView } from '@parley/shared/policy';
import { must } from '../violation.ts';
import {
  boundFor,
  hasLead,
  isAlone,
  isAround,
  leadsTalks,
  placed,
  present,
  readsRemark,
  roomOf,
  type Soul,
  type World,
} from './world.ts';

/** Is shown to somebody: themselves, those in their room or not yet cut off from it, and to mediators everyone. */
export function sees(world: World, me: Soul, other: Soul): boolean {
  if (me === other || leadsTalks(me)) return true;
  const mine = roomOf(me);
  return mine !== null && withinRoom(other, mine);
}

const withinRoom = (other: Soul, room: string): boolean => (other.leaving ?? roomOf(other)) === room;

/** Can hear this person's tracks: both stand in one room. */
export const hears = (me: Soul, owner: Soul): boolean =>
  me !== owner && roomOf(me) !== null && roomOf(me) === roomOf(owner);

/** Every field of a view, judged by who is where. Throws a `Violation` that names what is wrong. */
export function judgeView(world: World, me: Soul, view: SessionView): void {
  const same = (what: string, shown: unknown, expected: unknown): void => {
    if (shown === expected) return;
    const [a, b] = [JSON.stringify(shown), JSON.stringify(expected)];
    must(a === b, () => `${me.id} is shown ${what} ${a} instead of ${b}`);
  };
  const here = roomOf(me);
  const leads = leadsTalks(me);
  const others = world.all().filter((soul) => soul !== me && sees(world, me, soul));

  same('place', placeOf(view), expectedPlace(world, me));
  same(
    'people',
    view.people.map(({ participant }) => participant.id),
    others.map(({ id }) => id),
  );
  same(
    'hearers',
    view.hearers,
    here === null ? [] : others.filter((soul) => withinRoom(soul, here)).map(({ id }) => id),
  );
  same('mediation', view.mediation, mediation(world, here));
  same(
    'entries',
    view.entries.map(({ participant, room, due }) => [participant.id, room, due]),
    [...world.knocks.values()]
      .filter(({ room }) => leads || here === room)
      .map(({ who, room, due }) => [who, room, due]),
  );
  const knock = world.knocks.get(me.id);
  same(
    'awaited',
    view.awaited,
    knock === undefined
      ? null
      : { by: knock.by === me.id ? null : world.soul(knock.by).name, asked: knock.asked },
  );
  same('gathering', view.gathering?.due ?? null, placed(me) ? (world.gathering?.due ?? null) : null);
  same('phase', view.phase.kind, world.phase);
  same('powers', Object.values(view.powers), powers(world, me));
  judgeBoard(world, leads, view, same);
  judgePerson(world, me, me, view.me, same);
  for (const [index, soul] of others.entries()) {
    const shown = view.people[index];
    if (shown !== undefined) judgePerson(world, me, soul, shown, same);
  }
}

type Same = (what: string, shown: unknown, expected: unknown) => void;

function placeOf({ place }: SessionView): unknown {
  switch (place.kind) {
    case 'moving':
      return ['moving', place.epoch];
    case 'room':
      return ['room', place.room, place.roomKind, place.title, place.endsAt, place.epoch];
    case 'outside':
    case 'waiting':
    case 'refused':
    case 'left':
    case 'removed':
      return [place.kind];
  }
}

function expectedPlace(world: World, me: Soul): unknown {
  const { where } = me;
  if (where.at === 'moving') return ['moving', me.epoch];
  if (where.at !== 'in') return [where.at === 'expected' ? 'outside' : where.at];
  const room = world.rooms.get(where.room);
  return ['room', where.room, room?.kind, room?.title ?? null, room?.endsAt ?? null, me.epoch];
}

function mediation(world: World, here: string | null): SessionView['mediation'] {
  if (here === null) return null;
  const about = world.all().filter((soul) => leadsTalks(soul) && present(soul));
  if (about.some((soul) => roomOf(soul) === here)) return 'here';
  if (world.hidesAbsence) return 'not-here';
  return about.length > 0 ? 'with-another-room' : 'away';
}

function powers(world: World, me: Soul): readonly boolean[] {
  const asks = me.role === 'party' || me.role === 'counsel';
  const speaks = me.role !== 'observer';
  const conducts = me.role === 'mediator' || me.role === 'co-mediator';
  const mayStandIn = me.role === 'co-mediator' && isAround(me) && isAlone(world, me) && world.lead !== me.id;
  return [
    leadsTalks(me),
    hasLead(world, me),
    mayStandIn,
    asks,
    asks || conducts,
    speaks,
    speaks && me.role !== 'interpreter',
  ];
}

function judgeBoard(world: World, leads: boolean, { board }: SessionView, same: Same): void {
  same('a board', board !== null, leads);
  if (board === null) return;
  same(
    'rooms',
    board.rooms.map(({ id, title, endsAt, side }) => [id, title, endsAt, side]),
    [...world.rooms.values()].map(({ id, title, endsAt, side }) => [id, title, endsAt, side]),
  );
  same('the joint session', board.jointSince !== null, world.joint);
  same('the lock', board.locked, world.locked);
  same('the lead', board.lead, world.lead);
}

function judgePerson(world: World, me: Soul, soul: Soul, shown: PersonView, same: Same): void {
  const self = me === soul;
  const located = self || leadsTalks(me);
  const tracks = [...world.tracks.values()].filter(({ owner }) => owner === soul.id);
  const audible = self || hears(me, soul) ? tracks : [];
  const sounding = located ? tracks : audible;
  const of = (what: string): string => `${what} of ${soul.id}`;
  same(of('attendance'), shown.attendance, attendance(me, soul, located));
  same(of('room'), shown.room, located ? boundFor(soul) : roomOf(me));
  same(of('line'), shown.line, soul.line);
  same(
    of('microphone'),
    shown.microphone,
    sounding.some(({ source }) => source === 'microphone') ? (soul.mic ? 'open' : 'muted') : 'none',
  );
  same(
    of('sources'),
    shown.sources.map(({ id }) => id),
    audible.map(({ id }) => id),
  );
  same(of('hand'), shown.handSince !== null, soul.hand);
  same(of('readiness'), shown.ready, soul.ready);
  same(of('absence'), shown.missed, soul.missed && leadsTalks(me));
  same(of('wish'), shown.wish?.note ?? null, located ? (soul.wish?.note ?? null) : null);
}

function attendance(me: Soul, soul: Soul, located: boolean): PersonView['attendance'] {
  if (!located && soul.leaving !== null && soul.leaving === roomOf(me)) return 'leaving';
  switch (soul.where.at) {
    case 'in':
      return 'here';
    case 'moving':
      return 'entering';
    case 'expected':
    case 'waiting':
    case 'refused':
    case 'left':
    case 'removed':
      return soul.where.at;
  }
}

/** What a string may be that nobody else may read; found in any text that is sent. */
export type Secret =
  | { readonly of: 'person'; readonly id: string }
  | { readonly of: 'room'; readonly id: string }
  | { readonly of: 'title'; readonly room: string }
  | { readonly of: 'wish'; readonly id: string }
  | { readonly of: 'track'; readonly owner: string }
  | { readonly of: 'word'; readonly id: string }
  /** A clause of a room's draft, and what was remarked. */
  | { readonly of: 'draft'; readonly room: string }
  | { readonly of: 'remark'; readonly id: string }
  /** Of a participant's own device: nobody else is told of it. */
  | { readonly of: 'device'; readonly id: string };

/**
 * Reads every string of what is sent and asks of each that is a secret whether its reader may know it now.
 * `also` are those that this very message is about.
 */
export function judgeStrings(
  secrets: ReadonlyMap<string, Secret>,
  value: unknown,
  may: (secret: Secret, text: string) => boolean,
  reader: string,
): void {
  if (typeof value === 'string') {
    const secret = secrets.get(value);
    must(
      secret === undefined || may(secret, value),
      () => `${reader} is sent a ${secret?.of} they may not know: ${value}`,
    );
  } else if (Array.isArray(value)) {
    for (const each of value) judgeStrings(secrets, each, may, reader);
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) judgeStrings(secrets, value[key as keyof typeof value], may, reader);
  }
}

export function mayKnow(world: World, me: Soul, secret: Secret): boolean {
  const leads = leadsTalks(me);
  switch (secret.of) {
    case 'person': {
      const other = world.soul(secret.id);
      const knock = world.knocks.get(secret.id);
      return sees(world, me, other) || (knock !== undefined && knock.room === roomOf(me));
    }
    case 'room':
      return leads || roomOf(me) === secret.id || boundFor(me) === secret.id;
    case 'title':
      return leads || roomOf(me) === secret.room;
    case 'wish':
      return leads || me.id === secret.id;
    case 'track': {
      const owner = world.soul(secret.owner);
      return owner === me || hears(me, owner);
    }
    case 'draft':
      return roomOf(me) === secret.room;
    case 'remark': {
      const remark = world.remarks.find(({ id }) => id === secret.id);
      return remark !== undefined && readsRemark(world, me, remark);
    }
    case 'word':
      return false;
    case 'device':
      return me.id === secret.id;
  }
}
