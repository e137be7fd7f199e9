import type { ParticipantId, ProducerId } from '../ids.ts';
import type { SessionState } from '../session/state.ts';
import { can } from './can.ts';

/** How somebody is joined to what another sends: to hear or see it, or only prepared for that, when nothing comes. */
export type Joining = 'heard' | 'prepared';

/** Null of what they are to know nothing of. */
export function joiningOf(
  state: SessionState,
  listener: ParticipantId,
  producer: ProducerId,
): Joining | null {
  if (can(state, listener, 'media.hear', { producer }).kind === 'allow') return 'heard';
  return can(state, listener, 'media.prepare', { producer }).kind === 'allow' ? 'prepared' : null;
}
