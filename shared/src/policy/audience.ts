import type { Epoch, PeerId, ProducerId, RoomId, SessionId } from '../ids.ts';
import type { Producer } from '../session/media.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { settledIn } from '../session/state.ts';
import { captionedVoices } from './ears.ts';
import { type Joining, joiningOf } from './joining.ts';
import { ownedBy } from './owned.ts';
import { isHushed } from './turns.ts';

/** One allowed (listener, producer) pair. */
export interface Edge {
  readonly listener: PeerId;
  readonly producer: ProducerId;
}

/** A peer, where its owner stands (`null` is nowhere: it may neither send nor receive) and all it sends. */
export interface PeerPlacement {
  readonly peer: PeerId;
  readonly at: { readonly room: RoomId; readonly epoch: Epoch } | null;
  /** Heard by anybody or not: a producer left out is closed, for its owner has stopped it. */
  readonly producers: readonly ProducerId[];
}

/** The whole desired state of a session's media. What is not in it does not flow. */
export interface Audience {
  readonly session: SessionId;
  /** Grows with the session; an older one is refused by the SFU. */
  readonly seq: number;
  readonly peers: readonly PeerPlacement[];
  readonly edges: readonly Edge[];
  /** Set up and held back: nothing flows by them until they are edges, and these then need nothing more. */
  readonly prepared: readonly Edge[];
  /** Open but silent: a muted microphone, or one whose turn it is not. */
  readonly paused: readonly ProducerId[];
}

/** Who may hear and see whom, as the media plane has to make it. */
export function audience(state: SessionState): Audience {
  const withPeer = [...state.people.values()].filter(
    (person): person is Presence & { readonly peer: PeerId } => person.peer !== null,
  );
  const producers = [...state.producers.values()];
  const pairs = withPeer.flatMap(({ peer: listener, participant }) =>
    producers.map(({ id: producer }) => ({
      edge: { listener, producer },
      joining: joiningOf(state, participant.id, producer),
    })),
  );
  const joined = (as: Joining): Edge[] =>
    pairs.flatMap(({ edge, joining }) => (joining === as ? [edge] : []));
  return {
    session: state.id,
    seq: state.seq,
    peers: [
      ...withPeer.map((person) => ({
        peer: person.peer,
        at: placeOf(person),
        producers: ownedBy(state, person.participant.id).map(({ id }) => id),
      })),
      // The server's own ears stand in their rooms and say nothing.
      ...[...state.ears].map(([room, { peer }]) => ({ peer, at: { room, epoch: 0 }, producers: [] })),
    ],
    edges: [
      ...joined('heard'),
      ...captionedVoices(state).flatMap(({ room, producer }) => {
        const listener = state.ears.get(room)?.peer;
        return listener === undefined ? [] : [{ listener, producer }];
      }),
    ],
    prepared: joined('prepared'),
    paused: producers.filter((producer) => isSilent(state, producer)).map((producer) => producer.id),
  };
}

function placeOf(person: Presence): PeerPlacement['at'] {
  const place = settledIn(person);
  return place === null ? null : { room: place.room, epoch: place.epoch };
}

function isSilent(state: SessionState, producer: Producer): boolean {
  const owner = state.people.get(producer.owner);
  if (producer.source !== 'microphone') return false;
  return owner?.microphone !== 'open' || isHushed(state, owner);
}
