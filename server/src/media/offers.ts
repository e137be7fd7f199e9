import type { ConsumerId, PeerId } from '@parley/shared/ids';
import type { Joining } from '@parley/shared/policy';
import type { ConsumerOptions } from '@parley/shared/sfu';

/** A track that stands at the SFU for one receiver. */
export interface Offer {
  readonly options: ConsumerOptions;
  /**
   * As what its receiver was told of it last, if ever. Whom it is not for, and who is not prepared for it, must not
   * learn from its end that there was one.
   */
  told: Joining | null;
  /** Was not for its receiver in either way when that was to be told: told as soon as it is. */
  withheld: boolean;
}

/** What stands at the SFU for each peer of a session, and what of it the people there know of. */
export class Offers {
  readonly #ofPeer = new Map<PeerId, Map<ConsumerId, Offer>>();

  open(peer: PeerId, options: ConsumerOptions): Offer {
    const offer: Offer = { options, told: null, withheld: false };
    const offers = this.#ofPeer.get(peer) ?? new Map<ConsumerId, Offer>();
    this.#ofPeer.set(peer, offers.set(options.consumer, offer));
    return offer;
  }

  /** Answers what stood. */
  close(peer: PeerId, consumer: ConsumerId): Offer | undefined {
    const offer = this.find(peer, consumer);
    this.#ofPeer.get(peer)?.delete(consumer);
    return offer;
  }

  find(peer: PeerId, consumer: ConsumerId): Offer | undefined {
    return this.#ofPeer.get(peer)?.get(consumer);
  }

  of(peer: PeerId): readonly Offer[] {
    return [...(this.#ofPeer.get(peer)?.values() ?? [])];
  }

  /** What was for any other peer is gone with it. */
  keep(alive: ReadonlySet<PeerId | null>): void {
    for (const peer of this.#ofPeer.keys()) if (!alive.has(peer)) this.#ofPeer.delete(peer);
  }
}
