import type { ErrorCode } from '../errors/index.ts';
import type { ParticipantId, ProducerId, RoomId } from '../ids.ts';
import type { Producer } from '../session/media.ts';
import type { Attendance, Presence, SessionState } from '../session/state.ts';
import { destinationOf, isPresent, settledIn, settledSince } from '../session/state.ts';
import { conductorsOf } from './naming.ts';
import { voiceReaches } from './outlets.ts';
import { conducts, opensDoor, petitions, presides, speaks, standsIn } from './roles.ts';
import { isTold } from './told.ts';
import { all, allow, deny, type Verdict, verdict } from './verdict.ts';

/** The conditions that the rules are made of: each says one thing and has one denial. */

/** Whoever was put out has no say and no sight of anything any more, whatever their role. */
export const isNotPutOut = (actor: Presence): Verdict =>
  verdict(actor.attendance.kind !== 'removed', 'participant.removed');

export const isConductor = (actor: Presence): Verdict =>
  all(verdict(conducts(actor.participant.role), 'role.not-allowed'), isNotPutOut(actor));

const doesPreside = (state: SessionState, { participant }: Presence): boolean =>
  presides(participant.role) || state.lead === participant.id;

/** The mediator, or the co-mediator who has taken the lead. */
export const isPresiding = (state: SessionState, actor: Presence): Verdict =>
  all(verdict(doesPreside(state, actor), 'role.not-allowed'), isNotPutOut(actor));

export const hasVoice = (actor: Presence): Verdict =>
  verdict(speaks(actor.participant.role), 'role.not-allowed');

export const mayPetition = (actor: Presence): Verdict =>
  verdict(petitions(actor.participant.role), 'role.not-allowed');

export const mayStandIn = (actor: Presence): Verdict =>
  verdict(standsIn(actor.participant.role), 'role.not-allowed');

export const mayOpenDoor = (actor: Presence): Verdict =>
  verdict(opensDoor(actor.participant.role), 'role.not-allowed');

/** Somebody who conducts is in a room of the session and on the line. */
export const isConducted = ({ people }: SessionState): boolean => conductorsOf(people).some(isPresent);

/** In a room, or waiting as everyone does while the session is adjourned. */
export const isAround = ({ attendance }: Presence): boolean =>
  attendance.kind === 'placed' || attendance.kind === 'waiting';

export const hasCome = (actor: Presence): Verdict => verdict(isAround(actor), 'room.not-in');

/** Nobody else who presides is on the line. */
export const isWithoutMediator = (state: SessionState, actor: Presence): Verdict =>
  verdict(
    !conductorsOf(state.people).some(
      (person) =>
        person.participant.id !== actor.participant.id &&
        doesPreside(state, person) &&
        isAround(person) &&
        person.line.kind === 'online',
    ),
    'lead.mediator-present',
  );

export function mayEnter(state: SessionState, actor: Presence): Verdict {
  switch (actor.attendance.kind) {
    case 'removed':
      return deny('participant.removed');
    case 'placed':
      return deny('participant.already-in');
    case 'waiting':
      return allow;
    case 'expected':
    case 'refused':
    case 'left':
      return verdict(!state.locked || actor.welcome || conducts(actor.participant.role), 'session.locked');
  }
}

export function isOpen(state: SessionState): Verdict {
  switch (state.phase.kind) {
    case 'open':
      return allow;
    case 'scheduled':
      return deny('session.not-open');
    case 'adjourned':
      return deny('session.adjourned');
  }
}

export const isPlaced = (actor: Presence): Verdict =>
  verdict(actor.attendance.kind === 'placed', 'room.not-in');

export const isSettled = (actor: Presence): Verdict =>
  all(isPlaced(actor), verdict(settledIn(actor) !== null, 'room.not-settled'));

export const isIn = (actor: Presence, room: RoomId): Verdict =>
  verdict(settledIn(actor)?.room === room, 'room.not-in');

export const exists = (state: SessionState, room: RoomId): Verdict =>
  verdict(state.rooms.has(room), 'room.unknown');

export const isCaucus = (state: SessionState, room: RoomId): Verdict =>
  verdict(state.rooms.get(room)?.kind === 'caucus', 'room.unknown');

export const hasPeer = (actor: Presence): Verdict => verdict(actor.peer !== null, 'media.not-joined');

export const notSelf = (actor: Presence, target: ParticipantId): Verdict =>
  verdict(actor.participant.id !== target, 'participant.self');

/** Both stand in one room; somebody who is just being cut off from it counts as long as they might still hear. */
export function sharesRoom(state: SessionState, actor: Presence, target: ParticipantId): Verdict {
  const mine = settledIn(actor);
  const other = state.people.get(target);
  const theirs = other === undefined ? null : (other.leaving ?? settledIn(other)?.room ?? null);
  return verdict(mine !== null && mine.room === theirs, 'participant.not-in-room');
}

export const attends = (
  state: SessionState,
  target: ParticipantId,
  kind: Attendance['kind'],
  code: ErrorCode,
): Verdict => verdict(state.people.get(target)?.attendance.kind === kind, code);

export const someoneWaits = (state: SessionState, targets: readonly ParticipantId[]): Verdict =>
  verdict(
    targets.some((target) => state.people.get(target)?.attendance.kind === 'waiting'),
    'participant.not-waiting',
  );

export function arePlaced(state: SessionState, targets: readonly ParticipantId[]): Verdict {
  const placed = targets.every((target) => state.people.get(target)?.attendance.kind === 'placed');
  return verdict(placed && targets.length > 0, 'participant.not-in-room');
}

/** Whoever conducts is not pushed about by an equal: only whoever presides, or they themselves, moves them. */
export function mayBeMoved(state: SessionState, actor: Presence, targets: readonly ParticipantId[]): Verdict {
  const others = targets.filter((target) => target !== actor.participant.id);
  const conductors = others.flatMap((target) => {
    const person = state.people.get(target);
    return person !== undefined && conducts(person.participant.role) ? [target] : [];
  });
  return conductors.length === 0 ? allow : isPresiding(state, actor);
}

/** To close a caucus is to move everyone who is in it, or on the way there. */
export function mayBeClosed(state: SessionState, actor: Presence, room: RoomId): Verdict {
  const inside = [...state.people.values()].filter((person) => destinationOf(person) === room);
  return all(
    isCaucus(state, room),
    mayBeMoved(
      state,
      actor,
      inside.map(({ participant }) => participant.id),
    ),
  );
}

/** A stand-in does not put out the mediator they stand in for. */
export const outranks = (state: SessionState, actor: Presence, target: ParticipantId): Verdict => {
  const role = state.people.get(target)?.participant.role;
  const isMediator = role !== undefined && presides(role);
  return verdict(!isMediator || presides(actor.participant.role), 'role.not-allowed');
};

export const isHere = (state: SessionState, target: ParticipantId): Verdict => {
  const kind = state.people.get(target)?.attendance.kind;
  return verdict(kind === 'placed' || kind === 'waiting', 'participant.not-in-room');
};

export const isOut = (state: SessionState, target: ParticipantId): Verdict => {
  const kind = state.people.get(target)?.attendance.kind;
  return verdict(kind === 'removed' || kind === 'refused', 'participant.not-removed');
};

export const owns = (state: SessionState, actor: Presence, id: ProducerId): Verdict =>
  verdict(state.producers.get(id)?.owner === actor.participant.id, 'media.unknown');

/**
 * A producer is heard by those settled in its own room while its owner still stands there in the epoch in which
 * it was opened. An interpreter's voice goes to those it is for.
 */
export const hears = (state: SessionState, actor: Presence, id: ProducerId): Verdict =>
  isBeside(state, actor, id, ({ source }, owner) =>
    source === 'microphone' ? voiceReaches(state, owner, actor) : allow,
  );

/**
 * Whoever listens to a language is prepared for every interpreter in the room, whatever they do there at that moment:
 * who they are, everyone in it is shown. Nothing is heard by it.
 */
export const isPreparedFor = (state: SessionState, actor: Presence, id: ProducerId): Verdict =>
  isBeside(state, actor, id, ({ source }, owner) =>
    all(
      verdict(source === 'microphone' && owner.interpreting !== null, 'interpreter.unknown'),
      verdict(actor.listens !== null, 'channel.not-chosen'),
    ),
  );

/** Both stand in the room that the producer was opened in, its owner still in that epoch; and what is asked of the two. */
function isBeside(
  state: SessionState,
  actor: Presence,
  id: ProducerId,
  rule: (producer: Producer, owner: Presence) => Verdict,
): Verdict {
  const producer = state.producers.get(id);
  const owner = producer === undefined ? undefined : state.people.get(producer.owner);
  if (producer === undefined || owner === undefined) return deny('media.unknown');
  const source = settledIn(owner);
  const mine = settledIn(actor);
  if (mine === null || source === null) return deny('room.not-settled');
  return all(
    notSelf(actor, producer.owner),
    verdict(source.epoch === producer.epoch && source.room === producer.room, 'epoch.stale'),
    verdict(mine.room === producer.room, 'room.not-in'),
    verdict(isTold(owner, settledSince(actor) ?? state.seq), 'media.not-now'),
    rule(producer, owner),
  );
}
