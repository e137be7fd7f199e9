import type { ParticipantId } from '../ids.ts';

/** An interpreter's offer to a partner, who takes over by saying «now». */
export interface Handover {
  readonly to: ParticipantId;
  readonly at: number;
}
