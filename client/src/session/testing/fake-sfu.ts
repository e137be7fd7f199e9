import { ConsumerId, type PeerId, type ProducerId } from '@parley/shared/ids';
import { audience } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import { mediaKindOf, type SessionState } from '@parley/shared/session';

interface FakeConsumer {
  readonly producer: ProducerId;
  /** The browser has said that it is ready. */
  ready: boolean;
}

/** What a line is told about its tracks. */
export type Tell = (
  peer: PeerId,
  told:
    | { readonly name: 'consumer.opened'; readonly notice: Notice<'consumer.opened'> }
    | { readonly name: 'consumer.closed'; readonly notice: Notice<'consumer.closed'> },
) => void;

/** The consumers that the policy's audience asks for, and nothing flowing through them. */
export class FakeSfu {
  readonly #peers = new Map<PeerId, Map<ConsumerId, FakeConsumer>>();
  readonly #lost = new Set<PeerId>();
  #ids = 0;

  of(peer: PeerId): ReadonlyMap<ConsumerId, FakeConsumer> {
    return this.#peers.get(peer) ?? new Map<ConsumerId, FakeConsumer>();
  }

  /** This peer's media is gone, and whoever asks about it is told that there is none. */
  lose(peer: PeerId): void {
    this.#lost.add(peer);
  }

  hasLost(peer: PeerId): boolean {
    return this.#lost.has(peer);
  }

  clear(): void {
    this.#peers.clear();
  }

  follow(state: SessionState, tell: Tell): void {
    const { edges, peers } = audience(state);
    const alive = new Set(peers.map(({ peer }) => peer));
    for (const peer of this.#peers.keys()) if (!alive.has(peer)) this.#peers.delete(peer);
    for (const peer of alive) {
      const wanted = new Set(
        edges.filter(({ listener }) => listener === peer).map(({ producer }) => producer),
      );
      const open = this.#peers.get(peer) ?? new Map<ConsumerId, FakeConsumer>();
      this.#peers.set(peer, open);
      for (const [consumer, { producer }] of open) {
        if (wanted.delete(producer)) continue;
        open.delete(consumer);
        tell(peer, { name: 'consumer.closed', notice: { consumer } });
      }
      for (const producer of wanted) {
        this.#ids += 1;
        const consumer = ConsumerId.parse(`consumer-${this.#ids}`);
        open.set(consumer, { producer, ready: false });
        this.offer(state, peer, consumer, tell);
      }
    }
  }

  offer(state: SessionState, peer: PeerId, consumer: ConsumerId, tell: Tell): void {
    const id = this.#peers.get(peer)?.get(consumer)?.producer;
    const producer = id === undefined ? undefined : state.producers.get(id);
    const listener = [...state.people.values()].find((person) => person.peer === peer);
    if (producer === undefined || listener === undefined) return;
    const { source, owner } = producer;
    const kind = mediaKindOf(source);
    const rtpParameters = {
      codecs: [{ mimeType: `${kind}/x`, payloadType: 100, clockRate: 90_000 }],
      encodings: [{ ssrc: 1 }],
    };
    const options = { consumer, producer: producer.id, source, kind, rtpParameters };
    tell(peer, { name: 'consumer.opened', notice: { peer, epoch: listener.epoch, owner, options } });
  }
}
