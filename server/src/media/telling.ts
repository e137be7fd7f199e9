import type { ParticipantId } from '@parley/shared/ids';
import { can } from '@parley/shared/policy';
import type { SessionState } from '@parley/shared/session';
import type { ConsumerOptions, Reception } from '@parley/shared/sfu';

/** As what a track is told to its receiver: as somebody's voice or picture, or as nobody's, to be prepared for. */
export type Telling = 'opened' | 'prepared';

/** Null of what they are to know nothing of. */
export function tellingOf(
  state: SessionState,
  receiver: ParticipantId,
  { producer }: Pick<ConsumerOptions, 'producer'>,
): Telling | null {
  if (can(state, receiver, 'media.hear', { producer }).kind === 'allow') return 'opened';
  return can(state, receiver, 'media.prepare', { producer }).kind === 'allow' ? 'prepared' : null;
}

/**
 * Without what tells whose it is: browsers write a name of their own for a sender into it, the same for voice and
 * picture.
 */
export function unnamed({ consumer, kind, rtpParameters }: ConsumerOptions): Reception {
  const { msid: _, rtcp, ...rest } = rtpParameters;
  return { consumer, kind, rtpParameters: { ...rest, rtcp: { ...rtcp, cname: consumer } } };
}
