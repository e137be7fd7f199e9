import type { Epoch, PeerId, ProducerId, RoomId } from '@parley/shared/ids';
import type { Audience, Edge } from '@parley/shared/policy';

/** The tag a producer carries for life, and the place of a peer's owner. */
export interface Place {
  readonly room: RoomId;
  readonly epoch: Epoch;
}

/** A producer as far as the second lock needs to know it. */
export interface Tagged {
  readonly id: ProducerId;
  readonly owner: PeerId;
  readonly tag: Place;
}

/** The audience applied last, made ready to be asked. What it does not name may not be. */
export class Desired {
  readonly seq: number;
  readonly #text: string;
  readonly #places: ReadonlyMap<PeerId, Place | null>;
  readonly #owners = new Map<ProducerId, PeerId>();
  readonly #edges: Pairs;
  readonly #prepared: Pairs;
  readonly #paused: ReadonlySet<ProducerId>;

  constructor({ seq, peers, edges, prepared, paused }: Audience) {
    this.seq = seq;
    this.#text = JSON.stringify([peers, edges, prepared, paused]);
    this.#places = new Map(peers.map(({ peer, at }) => [peer, at]));
    for (const { peer, producers } of peers) for (const id of producers) this.#owners.set(id, peer);
    this.#edges = new Pairs(edges);
    this.#prepared = new Pairs(prepared);
    this.#paused = new Set(paused);
  }

  /** Newer than the last, or the very same once more. */
  follows(last: Desired): boolean {
    return this.seq > last.seq || (this.seq === last.seq && this.#text === last.#text);
  }

  names(peer: PeerId): boolean {
    return this.#places.has(peer);
  }

  /** Whether a tag is where the peer's owner now stands. */
  isAt(peer: PeerId, tag: Place): boolean {
    const place = this.#places.get(peer) ?? null;
    return place !== null && place.room === tag.room && place.epoch === tag.epoch;
  }

  /** Named under its owner, who has not moved since it was opened. */
  stands({ id, owner, tag }: Tagged): boolean {
    return this.#owners.get(id) === owner && this.isAt(owner, tag);
  }

  isPaused(producer: ProducerId): boolean {
    return this.#paused.has(producer);
  }

  /** An open edge may stay and carry, and a waiting one may open: named, and both its ends in one room and epoch. */
  allows(listener: PeerId, producer: Tagged): boolean {
    return this.#edges.has(listener, producer.id) && this.#meet(listener, producer);
  }

  /** It may be there: as an edge, or prepared for being one, when nothing may come by it. */
  joins(listener: PeerId, producer: Tagged): boolean {
    const isPrepared = this.#prepared.has(listener, producer.id) && this.#meet(listener, producer);
    return isPrepared || this.allows(listener, producer);
  }

  #meet(listener: PeerId, producer: Tagged): boolean {
    return (
      this.stands(producer) &&
      listener !== producer.owner &&
      this.#places.get(listener)?.room === producer.tag.room
    );
  }

  /** Whether another one does with this pair what this one does. */
  saysSame(other: Desired, listener: PeerId, producer: ProducerId): boolean {
    const says = (each: Desired): string =>
      JSON.stringify([
        each.#edges.has(listener, producer),
        each.#prepared.has(listener, producer),
        each.#paused.has(producer),
        each.#places.get(listener),
      ]);
    return says(this) === says(other);
  }

  /** Every pair named, to carry or prepared, lawful or not. */
  pairs(): Edge[] {
    return [...this.#edges.all(), ...this.#prepared.all()];
  }

  /**
   * The second lock: named pairs that no correct policy names. A producer the SFU does not know yet is judged by
   * its owner's place, which its tag will have to be.
   */
  crossings(known: (producer: ProducerId) => Tagged | undefined): Edge[] {
    return this.pairs().filter(({ listener, producer }) =>
      this.#crosses(listener, producer, known(producer)),
    );
  }

  #crosses(listener: PeerId, id: ProducerId, known: Tagged | undefined): boolean {
    const ear = this.#places.get(listener) ?? null;
    if (ear === null) return true;
    const owner = known?.owner ?? this.#owners.get(id);
    if (owner === undefined) return false;
    const mouth = this.#places.get(owner) ?? null;
    if (owner === listener || mouth === null) return true;
    const tag = known?.tag ?? mouth;
    return tag.room !== ear.room || !this.isAt(owner, tag);
  }
}

class Pairs {
  readonly #of = new Map<PeerId, Set<ProducerId>>();

  constructor(edges: readonly Edge[]) {
    for (const { listener, producer } of edges) {
      const producers = this.#of.get(listener) ?? new Set();
      this.#of.set(listener, producers.add(producer));
    }
  }

  has(listener: PeerId, producer: ProducerId): boolean {
    return this.#of.get(listener)?.has(producer) === true;
  }

  all(): Edge[] {
    return [...this.#of].flatMap(([listener, producers]) =>
      [...producers].map((producer) => ({ listener, producer })),
    );
  }
}
