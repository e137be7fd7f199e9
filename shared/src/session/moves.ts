import type { ParticipantId, RoomId } from '../ids.ts';
import { isSameOutlet } from '../interpreting/outlet.ts';
import { can } from '../policy/can.ts';
import { alongAtDoor } from '../policy/companions.ts';
import { isConducted } from '../policy/conditions.ts';
import { outletOnArrival, ownOutlet } from '../policy/outlets.ts';
import { type Door, doorway, isAttended, retreatOf } from '../policy/placing.ts';
import { isForSeveralSides, mixedSides } from '../policy/sides.ts';
import { forgoneBy, unservedAtLast } from '../policy/unserved.ts';
import type { ParticipantCommand } from './commands.ts';
import { type Decision, denied, happened } from './decision.ts';
import type { SessionEvent } from './events.ts';
import {
  destinationOf,
  type Entry,
  isPresent,
  type Presence,
  type SessionState,
  settledIn,
} from './state.ts';

/** How long the people in a private room know of somebody who comes before that person can hear them. */
const ENTRY_NOTICE_MS = 3_000;
/** Rooms a session has at most at a time. */
const ROOMS = 40;
const MINUTE_MS = 60_000;

/** The first half of a move: out of wherever they were, with a new epoch. `placement.settle` is the second. */
export function move(person: Presence, to: RoomId, by: ParticipantId): SessionEvent {
  return { type: 'participant.moving', participant: person.participant.id, by, to, epoch: person.epoch + 1 };
}

/** Who is sent where, all at once. */
interface Sending {
  readonly to: RoomId;
  readonly by: ParticipantId;
  readonly coming: readonly ParticipantId[];
}

/** On the way into a room; into a caucus, whoever asked for one has been heard. */
function send(state: SessionState, person: Presence, sending: Sending): readonly SessionEvent[] {
  const { to, by } = sending;
  const isCaucus = state.rooms.get(to)?.kind === 'caucus';
  return [
    ...muted(state, person, sending),
    move(person, to, by),
    ...(isCaucus ? granted(person, 'caucus', by) : []),
  ];
}

/**
 * Whom another sends out of a private room among people of several sides comes with a closed microphone: the sentence they
 * are in the middle of was not meant for those who would hear its end.
 */
function muted(
  state: SessionState,
  { participant: { id: participant }, microphone }: Presence,
  { to, by, coming }: Sending,
): readonly SessionEvent[] {
  const isToBe = participant !== by && microphone === 'open' && isForSeveralSides(state, to, coming);
  return isToBe ? [{ type: 'microphone.closed', participant, by }] : [];
}

/** Into the room, or before its door while those inside are told. */
function bring(
  state: SessionState,
  person: Presence,
  { to, participants }: Pick<Extract<ParticipantCommand, { type: 'people.move' }>, 'to' | 'participants'>,
  by: ParticipantId,
  at: number,
): readonly SessionEvent[] {
  const participant = person.participant.id;
  const underWay = state.entries.get(participant);
  if (destinationOf(person) === to) {
    return underWay === undefined ? [] : [{ type: 'entry.ended', participant, by }];
  }
  const door = doorway(state, person, to, by, { along: participants });
  switch (door) {
    case 'open':
      return send(state, person, { to, by, coming: participants });
    case 'announced':
    case 'asked': {
      if (underWay?.room === to && underWay.consent.kind === door) return [];
      return [atDoor(participant, { of: to, way: door }, by, at)];
    }
  }
}

export const atDoor = (
  participant: ParticipantId,
  { of: room, way }: Door,
  by: ParticipantId,
  at: number,
): SessionEvent => ({
  type: 'entry.announced',
  participant,
  by,
  room,
  at,
  consent: way === 'asked' ? { kind: 'asked' } : announced(at),
});

export const announced = (at: number): Entry['consent'] => ({ kind: 'announced', due: at + ENTRY_NOTICE_MS });

const people = (state: SessionState, ids: readonly ParticipantId[]): readonly Presence[] =>
  [...new Set(ids)].flatMap((id) => {
    const person = state.people.get(id);
    return person === undefined ? [] : [person];
  });

function confirmation(
  state: SessionState,
  room: RoomId,
  incoming: readonly ParticipantId[],
  by: ParticipantId,
): readonly SessionEvent[] {
  const mixed = mixedSides(state, room, incoming);
  const caucus = state.rooms.get(room)?.kind === 'caucus' || !state.rooms.has(room);
  return caucus && mixed.length > 0 ? [{ type: 'sides.mixed', by, room, people: [...mixed] }] : [];
}

/** That these come into the open joint session without an interpreter they need is written down by name. */
export function forgone(
  state: SessionState,
  coming: readonly ParticipantId[],
  by: ParticipantId,
): readonly SessionEvent[] {
  const without = forgoneBy(state, by, coming);
  return without.length === 0 ? [] : [{ type: 'interpreter.forgone', by, people: [...without] }];
}

export function movePeople(
  state: SessionState,
  command: Extract<ParticipantCommand, { type: 'people.move' }>,
  by: ParticipantId,
  at: number,
): Decision {
  const { participants, to } = command;
  const moves = people(state, participants).flatMap((person) => bring(state, person, command, by, at));
  if (moves.length === 0) return happened();
  const without = to === state.plenary ? forgone(state, participants, by) : [];
  return happened(...confirmation(state, to, participants, by), ...without, ...moves);
}

export function openCaucus(
  state: SessionState,
  command: Extract<ParticipantCommand, { type: 'caucus.open' }>,
  by: ParticipantId,
  at: number,
): Decision {
  if (state.rooms.size >= ROOMS) return denied('room.too-many');
  const { room, title, participants, minutes } = command;
  return happened(
    { type: 'caucus.opened', by, room, title, at, endsAt: endsAt(at, minutes) },
    ...confirmation(state, room, participants, by),
    ...people(state, participants).flatMap((person) => [
      ...muted(state, person, { to: room, by, coming: participants }),
      move(person, room, by),
    ]),
    ...people(state, participants).flatMap((person) => granted(person, 'caucus', by)),
  );
}

export const endsAt = (at: number, minutes: number | null): number | null =>
  minutes === null ? null : at + minutes * MINUTE_MS;

/** Everyone of it goes where they came from; what was said there is read by nobody any more. */
export function closeCaucus(state: SessionState, room: RoomId, by: ParticipantId, at: number): Decision {
  return happened(
    ...retreats(state, room, by, at).flatMap(({ person, to, events }): readonly SessionEvent[] =>
      to === null
        ? [{ type: 'participant.waiting', participant: person.participant.id, at, returnTo: null }]
        : events,
    ),
    { type: 'caucus.closed', by, room },
  );
}

/** Everyone in a room, or on the way there, and what becomes of those who do not go to the lobby (null). */
function retreats(
  state: SessionState,
  room: RoomId,
  by: ParticipantId,
  at: number,
): readonly { person: Presence; to: RoomId | null; events: readonly SessionEvent[] }[] {
  const inside = [...state.people.values()].filter((person) => destinationOf(person) === room);
  const along = inside.map(({ participant }) => participant.id);
  return inside.map((person) => {
    const { id: participant } = person.participant;
    const { to, door } = retreatOf(state, person, by, along);
    const goes = to === null || to === room ? [] : send(state, person, { to, by, coming: [participant] });
    return { person, to, events: [...goes, ...(door === null ? [] : [atDoor(participant, door, by, at)])] };
  });
}

/** Sends every side out of the plenary into its own arrival room. */
export function closeJoint(state: SessionState, by: ParticipantId, at: number): Decision {
  const apart = retreats(state, state.plenary, by, at).flatMap(({ events }) => events);
  return happened({ type: 'joint.closed', by }, ...apart);
}

/**
 * The countdown is over: everyone on the line comes together. Whoever is away stays where they are. Nobody is brought
 * to where they lack an interpreter and nobody was shown that they would.
 */
export function gather(state: SessionState, at: number): Decision {
  const { gathering } = state;
  if (gathering === null || at < gathering.due) return happened();
  if (!isConducted(state)) return happened({ type: 'gathering.called-off', by: null, unserved: [] });
  const unserved = unservedAtLast(state);
  if (!unserved.every((id) => gathering.without.includes(id))) {
    return happened({ type: 'gathering.called-off', by: null, unserved: [...unserved] });
  }
  const elsewhere = [...state.people.values()].filter(
    (person) => isPresent(person) && destinationOf(person) !== state.plenary,
  );
  return happened(
    { type: 'joint.opened', at },
    ...elsewhere.map((person) => move(person, state.plenary, gathering.by)),
  );
}

export function admitEntry(state: SessionState, participant: ParticipantId, by: ParticipantId): Decision {
  const entry = state.entries.get(participant);
  const person = state.people.get(participant);
  if (entry === undefined || person === undefined) return denied('entry.unknown');
  const along = alongAtDoor(state, participant).filter(
    (other) => state.entries.get(other.participant.id)?.consent.kind === 'asked',
  );
  const all = [person, ...along];
  const coming = all.map((one) => one.participant.id);
  return happened(
    ...all.flatMap((one): SessionEvent[] => [
      { type: 'entry.admitted', participant: one.participant.id, by },
      ...send(state, one, { to: entry.room, by: entry.by, coming }),
    ]),
  );
}

/** Whoever is kept out is kept out with those who come along. */
export const endEntry = (state: SessionState, participant: ParticipantId, by: ParticipantId): Decision =>
  happened(
    { type: 'entry.ended', participant, by },
    ...alongAtDoor(state, participant).map(
      (one): SessionEvent => ({ type: 'entry.ended', participant: one.participant.id, by }),
    ),
  );

const isDue = (entry: Entry | undefined, at: number): boolean =>
  entry?.consent.kind === 'announced' && at >= entry.consent.due;

export function entryDue(state: SessionState, participant: ParticipantId, at: number): Decision {
  const entry = state.entries.get(participant);
  const person = state.people.get(participant);
  if (entry === undefined || person === undefined) return happened();
  if (!isDue(entry, at)) return happened();
  const along = alongAtDoor(state, participant).filter((other) =>
    isDue(state.entries.get(other.participant.id), at),
  );
  const all = [person, ...along];
  const coming = all.map((one) => one.participant.id);
  return happened(...all.flatMap((one) => send(state, one, { to: entry.room, by: entry.by, coming })));
}

/** Nobody is left who could let them in, so they are announced like anybody whom nobody has to let in. */
export function announceUnattended(state: SessionState, participant: ParticipantId, at: number): Decision {
  const entry = state.entries.get(participant);
  if (entry?.consent.kind !== 'asked' || isAttended(state, entry.room)) return happened();
  const { by, room } = entry;
  return happened({ type: 'entry.announced', participant, by, room, at, consent: announced(at) });
}

/** The SFU has acknowledged this very move. Whoever asked for the mediator and is with one now has been heard. */
export function settle(state: SessionState, person: Presence, epoch: number): Decision {
  const { attendance } = person;
  if (attendance.kind !== 'placed' || attendance.placement.kind !== 'moving') return happened();
  if (attendance.placement.epoch !== epoch) return happened();
  const room = attendance.placement.to;
  const present = [...state.people.values()].filter((other) => settledIn(other)?.room === room);
  const answers = (other: Presence): boolean =>
    can(state, other.participant.id, 'board.see', {}).kind === 'allow';
  const mediator = answers(person) ? person : present.find((other) => answers(other) && isPresent(other));
  const heard = answers(person) ? present : mediator === undefined ? [] : [person];
  return happened(
    { type: 'participant.settled', participant: person.participant.id, room, epoch },
    ...redirected(state, person, room),
    ...heard.flatMap((other) => granted(other, 'mediator', mediator?.participant.id ?? null)),
  );
}

/** Whoever comes to where somebody else interprets into their language is in the booth with them. */
function redirected(state: SessionState, person: Presence, room: RoomId): readonly SessionEvent[] {
  const outlet = outletOnArrival(state, person, room);
  if (isSameOutlet(outlet, ownOutlet(person))) return [];
  return [{ type: 'interpreter.directed', participant: person.participant.id, by: null, outlet }];
}

/** The SFU has acknowledged that somebody who is in no room any more hears nothing of the one they were in. */
export function cut(person: Presence, epoch: number): Decision {
  return person.leaving !== null && person.attendance.kind !== 'placed' && person.epoch === epoch
    ? happened({ type: 'participant.cut', participant: person.participant.id })
    : happened();
}

function granted(
  person: Presence,
  kind: NonNullable<Presence['wish']>['kind'],
  by: ParticipantId | null,
): readonly SessionEvent[] {
  if (person.wish?.kind !== kind) return [];
  return [{ type: 'wish.ended', participant: person.participant.id, by, outcome: 'granted', reason: '' }];
}
