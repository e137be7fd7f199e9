import type { ParticipantId, ProducerId } from '@parley/shared/ids';
import { can } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import { type SessionState, settledIn } from '@parley/shared/session';

export interface Level {
  readonly producer: ProducerId;
  /** dBov. */
  readonly volume: number;
}

/** Whom they hear of those who are loud. Null for whoever is in no room. */
export function heardOf(
  state: SessionState,
  viewer: ParticipantId,
  levels: readonly Level[],
): Notice<'signals'>['speaking'] | null {
  const me = state.people.get(viewer);
  if (me === undefined || settledIn(me) === null) return null;
  return levels.flatMap(({ producer, volume }) => {
    const owner = state.producers.get(producer)?.owner;
    const heard = owner === viewer || can(state, viewer, 'media.hear', { producer }).kind === 'allow';
    return owner !== undefined && heard ? [{ participant: owner, volume }] : [];
  });
}
