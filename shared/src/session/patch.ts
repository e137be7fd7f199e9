import type { ParticipantId } from '../ids.ts';
import type { Presence, SessionState } from './state.ts';

/** The session with one person changed; about someone unknown it stays as it is. */
export function patch(
  state: SessionState,
  id: ParticipantId,
  change: (person: Presence) => Presence,
): SessionState {
  const person = state.people.get(id);
  if (person === undefined) return state;
  return { ...state, people: new Map(state.people).set(id, change(person)) };
}
