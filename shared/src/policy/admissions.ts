import type { ParticipantId, RoomId } from '../ids.ts';
import type { Unserved } from '../session/commands.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { arrivalRoomOf, doorway, placeOnAdmission, placeToReturnTo } from './placing.ts';
import { areForgone, forgoneBy } from './unserved.ts';
import type { Verdict } from './verdict.ts';

/** Where somebody comes in who waited. */
export interface Admission {
  readonly person: Presence;
  readonly to: RoomId;
  /** The private room before whose door they are meanwhile. */
  readonly door: RoomId | null;
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
    to === person.returnTo || door === person.returnTo ? [other.participant.id] : [],
  );
  const back = placeToReturnTo(state, person, bound);
  if (back === null) return { person, to: placeOnAdmission(state, person), door: null };
  const isEmpty = !before.some(({ person: other, to }) => to === back && other.participant.id !== by);
  if (isEmpty && doorway(state, person, back, by) === 'open') return { person, to: back, door: null };
  return { person, to: arrivalRoomOf(state, person) ?? state.plenary, door: back };
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
