import type { ParticipantId } from '../ids.ts';
import { MAX_OWN_FILE_BYTES } from './file.ts';
import type { SessionState } from './state.ts';

/** Bytes of all files that somebody has shown in the session. */
export const sharedBy = ({ shared }: Pick<SessionState, 'shared'>, id: ParticipantId): number =>
  shared.get(id) ?? 0;

/** Whether somebody may show so many bytes more. What others show decides nothing of it, and is not told by it. */
export const hasSpaceFor = (state: Pick<SessionState, 'shared'>, id: ParticipantId, bytes: number): boolean =>
  sharedBy(state, id) + bytes <= MAX_OWN_FILE_BYTES;
