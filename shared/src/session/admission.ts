import type { ParticipantId } from '../ids.ts';
import { arrivalRoomOf, doorway, placeOnAdmission, placeToReturnTo } from '../policy/placing.ts';
import { type Decision, happened } from './decision.ts';
import type { SessionEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { announced, move } from './moves.ts';
import type { Presence, SessionState } from './state.ts';

/** Those of them who wait, each where those before have gone: into which room somebody comes may hang on who is in it. */
export function admit(
  state: SessionState,
  participants: readonly ParticipantId[],
  by: ParticipantId,
  at: number,
): Decision {
  const events: SessionEvent[] = [];
  let reached = state;
  for (const participant of participants) {
    const person = reached.people.get(participant);
    if (person?.attendance.kind !== 'waiting') continue;
    const next = admission(reached, person, by, at);
    events.push(...next);
    reached = next.reduce(evolve, reached);
  }
  return happened(...events);
}

/**
 * Out of the lobby. Into a caucus that an adjournment took them out of they come back without being asked for, but
 * not before those who are in it by now have been told.
 */
function admission(
  state: SessionState,
  person: Presence,
  by: ParticipantId,
  at: number,
): readonly SessionEvent[] {
  const room = placeToReturnTo(state, person);
  if (room === null) return [move(person, placeOnAdmission(state, person), by)];
  if (doorway(state, person, room, by) === 'open') return [move(person, room, by)];
  const { id: participant } = person.participant;
  return [
    move(person, arrivalRoomOf(state, person) ?? state.plenary, by),
    { type: 'entry.announced', participant, by, room, at, consent: announced(at) },
  ];
}
