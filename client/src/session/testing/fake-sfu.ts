import { ConsumerId, type PeerId, type ProducerId } from '@parley/shared/ids';
import { audience, type Edge } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import { mediaKindOf, type SessionState } from '@parley/shared/session';

interface FakeConsumer {
  readonly producer: ProducerId;
  /** The browser has said that it is ready. */
  ready: boolean;
  /** It may be heard; else it is only prepared. */
  heard: boolean;
}

/** What a line is told about its tracks. */
export type Tell = (
  peer: PeerId,
  told:
    | { readonly name: 'consumer.opened'; readonly notice: Notice<'consumer.opened'> }
    | { readonly name: 'consumer.prepared'; readonly notice: Notice<'consumer.prepared'> }
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
    const { edges, prepared, peers } = audience(state);
    const alive = new Set(peers.map(({ peer }) => peer));
    for (const peer of this.#peers.keys()) if (!alive.has(peer)) this.#peers.delete(peer);
    for (const peer of alive) {
      const of = (pairs: readonly Edge[]): (readonly [ProducerId, boolean])[] =>
        pairs.flatMap(({ listener, producer }) => (listener === peer ? [[producer, pairs === edges]] : []));
      const wanted = new Map([...of(edges), ...of(prepared)]);
      const open = this.#peers.get(peer) ?? new Map<ConsumerId, FakeConsumer>();
      this.#peers.set(peer, open);
      for (const [consumer, stands] of open) {
        const heard = wanted.get(stands.producer);
        wanted.delete(stands.producer);
        if (heard === undefined) {
          open.delete(consumer);
          tell(peer, { name: 'consumer.closed', notice: { consumer } });
        } else if (heard !== stands.heard) {
          stands.heard = heard;
          this.offer(state, peer, consumer, tell);
        }
      }
      for (const [producer, heard] of wanted) {
        this.#ids += 1;
        const consumer = ConsumerId.parse(`consumer-${this.#ids}`);
        open.set(consumer, { producer, ready: false, heard });
        this.offer(state, peer, consumer, tell);
      }
    }
  }

  offer(state: SessionState, peer: PeerId, consumer: ConsumerId, tell: Tell): void {
    const stands = this.#peers.get(peer)?.get(consumer);
    const producer = stands === undefined ? undefined : state.producers.get(stands.producer);
    const listener = [...state.people.values()].find((person) => person.peer === peer);
    if (stands === undefined || producer === undefined || listener === undefined) return;
    const { source, owner } = producer;
    const kind = mediaKindOf(source);
    const codec =
      kind === 'audio'
        ? { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }
        : { mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 };
    const rtpParameters = { codecs: [codec], encodings: [{ ssrc: 1 }] };
    const { epoch } = listener;
    const reception = { consumer, kind, rtpParameters };
    if (!stands.heard) {
      tell(peer, { name: 'consumer.prepared', notice: { peer, epoch, options: reception } });
      return;
    }
    const options = { ...reception, producer: producer.id, source };
    tell(peer, { name: 'consumer.opened', notice: { peer, epoch, owner, options } });
  }
}
