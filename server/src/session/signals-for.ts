import type { ParticipantId, PeerId, ProducerId } from '@parley/shared/ids';
import { can } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import { type SessionState, settledIn } from '@parley/shared/session';

export interface Level {
  readonly producer: ProducerId;
  /** dBov. */
  readonly volume: number;
}

/** Whom they hear of those who are loud, and how the lines fare that they see. Null for whoever is in no room. */
export function signalsFor(
  state: SessionState,
  viewer: ParticipantId,
  levels: readonly Level[],
  quality: ReadonlyMap<PeerId, number>,
): Notice<'signals'> | null {
  const me = state.people.get(viewer);
  if (me === undefined || settledIn(me) === null) return null;
  const speaking = levels.flatMap(({ producer, volume }) => {
    const owner = state.producers.get(producer)?.owner;
    const heard = owner === viewer || can(state, viewer, 'media.hear', { producer }).kind === 'allow';
    return owner !== undefined && heard ? [{ participant: owner, volume }] : [];
  });
  return { speaking, quality: qualityFor(state, viewer, quality) };
}

const qualityFor = (
  state: SessionState,
  viewer: ParticipantId,
  quality: ReadonlyMap<PeerId, number>,
): { participant: ParticipantId; score: number }[] =>
  [...state.people.values()].flatMap(({ participant, peer }) => {
    const score = peer === null ? undefined : quality.get(peer);
    const visible = can(state, viewer, 'participant.see', { participant: participant.id }).kind === 'allow';
    return score !== undefined && visible ? [{ participant: participant.id, score }] : [];
  });
