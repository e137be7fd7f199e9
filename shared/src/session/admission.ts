import type { ParticipantId } from '../ids.ts';
import { admissions, admittedToPlenary } from '../policy/admissions.ts';
import { type Decision, happened } from './decision.ts';
import type { SessionEvent } from './events.ts';
import { consentAt, forgone, move } from './moves.ts';
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
      if (door === null) return [move(person, to, by)];
      return [
        move(person, to, by),
        {
          type: 'entry.announced',
          participant,
          by,
          room: door.of,
          at,
          consent: consentAt(door.way, at),
        },
      ];
    }),
  );
}
