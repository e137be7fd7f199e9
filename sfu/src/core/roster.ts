import { Refusal } from '@parley/shared/errors';
import type { ConsumerId, PeerId, ProducerId, SessionId } from '@parley/shared/ids';
import type { SfuEvent } from '@parley/shared/sfu';
import type { Closings } from './closings.ts';
import type { Desired } from './desired.ts';
import type { MediaPeer } from './media.ts';
import type { ConsumerPart, PeerPart, ProducerPart } from './parts.ts';

/**
 * Who and what is in a session, and how it goes.
 *
 * The close cascade:
 * - the session closes: everything closes; nothing is reported;
 * - its worker dies: everything closes; `peers.lost` names the peers that were open, nothing else is reported;
 * - a browser ends its connection: its peer closes as below; then `peers.lost` names it;
 * - a peer closes: its consumers close, unreported; its producers close;
 * - a producer closes: its consumers close; then `producer.closed`, if it was open;
 * - a consumer closes: `consumer.closed`, if it was open.
 * Every close() reaches the worker in the same synchronous step.
 */
export class Roster {
  readonly #session: SessionId;
  readonly #closings: Closings;
  readonly #report: (event: SfuEvent) => void;
  readonly #peers = new Map<PeerId, PeerPart>();
  readonly #producers = new Map<ProducerId, ProducerPart>();

  constructor(session: SessionId, closings: Closings, report: (event: SfuEvent) => void) {
    this.#session = session;
    this.#closings = closings;
    this.#report = report;
  }

  /** A peer of the same id is closed first. */
  addPeer(peer: PeerPart): void {
    const before = this.#peers.get(peer.id);
    if (before !== undefined) this.closePeer(before);
    this.#peers.set(peer.id, peer);
  }

  addProducer(producer: ProducerPart): void {
    this.#producers.set(producer.id, producer);
  }

  addConsumer(consumer: ConsumerPart): void {
    consumer.peer.consumers.set(consumer.producer.id, consumer);
  }

  producer(id: ProducerId): ProducerPart | undefined {
    return this.#producers.get(id);
  }

  peer(id: PeerId): PeerPart | undefined {
    return this.#peers.get(id);
  }

  /** Refuses with `media.unknown` unless the peer is open. */
  openPeer(id: PeerId): { readonly peer: PeerPart; readonly medium: MediaPeer } {
    const peer = this.#peers.get(id);
    if (peer === undefined || peer.medium === null) throw new Refusal('media.unknown');
    return { peer, medium: peer.medium };
  }

  consumer(id: PeerId, consumer: ConsumerId): ConsumerPart | undefined {
    return [...(this.#peers.get(id)?.consumers.values() ?? [])].find(({ medium }) => medium?.id === consumer);
  }

  peers(): PeerPart[] {
    return [...this.#peers.values()];
  }

  producers(): ProducerPart[] {
    return [...this.#producers.values()];
  }

  consumers(): ConsumerPart[] {
    return this.peers().flatMap((peer) => [...peer.consumers.values()]);
  }

  closePeer(peer: PeerPart): void {
    if (this.#peers.get(peer.id) === peer) this.#peers.delete(peer.id);
    this.#close(peer);
    for (const consumer of peer.consumers.values()) this.#close(consumer);
    for (const producer of this.producers()) if (producer.peer === peer) this.closeProducer(producer);
  }

  closeProducer(producer: ProducerPart): void {
    if (this.#producers.get(producer.id) === producer) this.#producers.delete(producer.id);
    const wasOpen = producer.medium !== null;
    this.#close(producer);
    for (const consumer of this.consumers()) if (consumer.producer === producer) this.closeConsumer(consumer);
    if (wasOpen) this.#report({ type: 'producer.closed', session: this.#session, producer: producer.id });
  }

  closeConsumer(consumer: ConsumerPart): void {
    const { medium, peer, producer } = consumer;
    if (peer.consumers.get(producer.id) === consumer) peer.consumers.delete(producer.id);
    this.#close(consumer);
    if (medium === null) return;
    this.#report({ type: 'consumer.closed', session: this.#session, peer: peer.id, consumer: medium.id });
  }

  closeWhatMayNotBe(desired: Desired): void {
    for (const peer of this.peers()) if (!desired.names(peer.id)) this.closePeer(peer);
    for (const producer of this.producers()) if (!desired.stands(producer)) this.closeProducer(producer);
    for (const consumer of this.consumers()) {
      if (!desired.joins(consumer.peer.id, consumer.producer)) this.closeConsumer(consumer);
    }
  }

  losePeer(peer: PeerPart): void {
    const wasOpen = peer.medium !== null;
    this.closePeer(peer);
    if (wasOpen) this.#report({ type: 'peers.lost', session: this.#session, peers: [peer.id] });
  }

  loseAll(): void {
    const peers = this.peers().flatMap(({ id, medium }) => (medium === null ? [] : [id]));
    this.closeAll();
    if (peers.length > 0) this.#report({ type: 'peers.lost', session: this.#session, peers });
  }

  closeAll(): void {
    for (const part of [...this.consumers(), ...this.producers(), ...this.peers()]) this.#close(part);
    this.#peers.clear();
    this.#producers.clear();
  }

  #close(part: { close(): void }): void {
    part.close();
    this.#closings.add();
  }
}
