import type { ParticipantId } from '../ids.ts';
import { admissions, admittedToPlenary } from '../policy/admissions.ts';
import { type Decision, happened } from './decision.ts';
import type { SessionEvent } from './events.ts';
import { atDoor, forgone, move } from './moves.ts';
import type { SessionState } from './state.ts';

/** Out of the lobby, with what is written down of those who come without their interpreter. */
export function admit(
  state: SessionState,
  participants: readonly ParticipantId[],
  by: ParticipantId,
  at: number,
): Decision {
  return happened(
    ...forgone(state, admittedToPlenary(state, participants, by), by),
    ...admissions(state, participants, by).flatMap(({ person, to, door }): readonly SessionEvent[] => {
      const { id: participant } = person.participant;
      return [move(person, to, by), ...(door === null ? [] : [atDoor(participant, door, by, at)])];
    }),
  );
}
