import type { ErrorCode } from '../errors/index.ts';
import type { ParticipantId } from '../ids.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { Action, Actions } from '../policy/can.ts';
import type { Denial } from '../policy/verdict.ts';
import type { SessionEvent } from './events.ts';
import type { Presence, SessionState } from './state.ts';

/** The events that follow, none if it holds already, or why not. */
export type Decision = Result<readonly SessionEvent[], Denial>;

export const denied = (code: ErrorCode): Decision => err({ code });
export const deniedBy = ({ code, people }: Denial): Decision =>
  err(people === undefined ? { code } : { code, people });
export const happened = (...events: readonly SessionEvent[]): Decision => ok(events);

/** Goes on only if the policy allows the actor this. */
export type AllowedTo = <A extends Action>(action: A, target: Actions[A], then: () => Decision) => Decision;

export function about(
  state: SessionState,
  participant: ParticipantId,
  then: (person: Presence) => Decision,
): Decision {
  const person = state.people.get(participant);
  return person === undefined ? denied('participant.unknown') : then(person);
}
