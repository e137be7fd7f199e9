import type { ParticipantId, RoomId } from '../ids.ts';
import type { Unserved } from '../session/commands.ts';
import type { Presence, SessionState } from '../session/state.ts';
import {
  arrivalRoomOf,
  type Door,
  type Doorway,
  doorway,
  placeOnAdmission,
  placeToReturnTo,
} from './placing.ts';
import { areForgone, forgoneBy } from './unserved.ts';
import type { Verdict } from './verdict.ts';

/** Where somebody comes in who waited. */
export interface Admission {
  readonly person: Presence;
  readonly to: RoomId;
  /** The private room before whose door they are meanwhile. */
  readonly door: Door | null;
}

/** Those of them who wait, each where those before have gone: into which room somebody comes may hang on who is in it. */
export function admissions(
  state: SessionState,
  participants: readonly ParticipantId[],
  by: ParticipantId,
): readonly Admission[] {
  const found: Admission[] = [];
  for (const participant of new Set(participants)) {
    const person = state.people.get(participant);
    if (person?.attendance.kind === 'waiting') found.push(admission(state, person, by, found));
  }
  return found;
}

/**
 * Into a caucus that an adjournment took them out of they come back without being asked for, but not before those who
 * are in it by now have been told.
 */
function admission(
  state: SessionState,
  person: Presence,
  by: ParticipantId,
  before: readonly Admission[],
): Admission {
  const bound = before.flatMap(({ person: other, to, door }) =>
    to === person.returnTo || door?.of === person.returnTo ? [other.participant.id] : [],
  );
  const back = placeToReturnTo(state, person, bound);
  if (back === null) return homecoming(state, person, placeOnAdmission(state, person), by, before);
  if (wayInto(state, person, back, by, before) === 'open') return { person, to: back, door: null };
  const home = arrivalRoomOf(state, person) ?? state.plenary;
  const { to } = homecoming(state, person, home, by, before);
  return { person, to, door: { of: back, way: 'announced' } };
}

/** An interpreter of no side whose party is not there waits before the room of that side like anybody from outside. */
function homecoming(
  state: SessionState,
  person: Presence,
  home: RoomId,
  by: ParticipantId,
  before: readonly Admission[],
): Admission {
  const way = wayInto(state, person, home, by, before);
  return way === 'open'
    ? { person, to: home, door: null }
    : { person, to: state.plenary, door: { of: home, way } };
}

function wayInto(
  state: SessionState,
  person: Presence,
  room: RoomId,
  by: ParticipantId,
  admitted: readonly Admission[],
): Doorway {
  const before = admitted.flatMap(({ person: other, to }) => (to === room ? [other.participant.id] : []));
  return doorway(state, person, room, by, { before });
}

/** Nobody is let into the open joint session without their interpreter unless whoever does it named exactly them. */
export function comeInServed(
  state: SessionState,
  actor: Presence,
  participants: readonly ParticipantId[],
  confirmed: Unserved,
): Verdict {
  const by = actor.participant.id;
  return areForgone(forgoneBy(state, by, admittedToPlenary(state, participants, by)), confirmed);
}

/** Who of them comes into the plenary. */
export const admittedToPlenary = (
  state: SessionState,
  participants: readonly ParticipantId[],
  by: ParticipantId,
): readonly ParticipantId[] =>
  admissions(state, participants, by).flatMap(({ person, to }) =>
    to === state.plenary ? [person.participant.id] : [],
  );
