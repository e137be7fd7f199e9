import type { ParticipantId, PeerId, ProducerId } from '../ids.ts';
import type { Producer } from './media.ts';
import { patch } from './patch.ts';
import type { SessionState } from './state.ts';

/** What an SFU or a worker of it took along when it ended. */
export function mediaLost(state: SessionState, peers: ReadonlySet<PeerId>): SessionState {
  let after = state;
  for (const person of state.people.values()) {
    if (person.peer !== null && peers.has(person.peer)) after = closeMedia(after, person.participant.id);
  }
  return after;
}

/** All that somebody sends and receives. */
export function closeMedia(state: SessionState, id: ParticipantId): SessionState {
  return patch(closeProducers(state, ownedBy(id)), id, (person) => ({ ...person, peer: null }));
}

export const ownedBy =
  (id: ParticipantId) =>
  (producer: Producer): boolean =>
    producer.owner === id;

export function closeProducers(state: SessionState, which: (producer: Producer) => boolean): SessionState {
  const kept = new Map<ProducerId, Producer>();
  for (const [id, producer] of state.producers) if (!which(producer)) kept.set(id, producer);
  return kept.size === state.producers.size ? state : { ...state, producers: kept };
}
