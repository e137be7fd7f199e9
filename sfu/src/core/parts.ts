import type { PeerId, ProducerId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import type { Place, Tagged } from './desired.ts';
import type { MediaConsumer, MediaPeer, MediaProducer } from './media.ts';

/**
 * The parts of a session while they open, live and close. `open()` hands in the medium once the worker has it and
 * answers false when the part was closed meanwhile: the medium is closed again and nobody is told of it.
 */
abstract class Part<M extends { close(): void }> {
  #medium: M | null = null;
  #closed = false;

  get medium(): M | null {
    return this.#medium;
  }

  get closed(): boolean {
    return this.#closed;
  }

  open(medium: M): boolean {
    if (this.#closed) medium.close();
    else this.#medium = medium;
    return !this.#closed;
  }

  close(): void {
    this.#closed = true;
    this.#medium?.close();
    this.#medium = null;
  }
}

export class PeerPart extends Part<MediaPeer> {
  readonly id: PeerId;
  readonly consumers = new Map<ProducerId, ConsumerPart>();
  /** How it fares, as it was told last. */
  quality: number | null = null;

  constructor(id: PeerId) {
    super();
    this.id = id;
  }
}

export class ProducerPart extends Part<MediaProducer> implements Tagged {
  readonly id: ProducerId;
  readonly peer: PeerPart;
  readonly source: Source;
  readonly tag: Place;
  #paused: boolean;

  constructor(parts: Pick<ProducerPart, 'id' | 'peer' | 'source' | 'tag' | 'paused'>) {
    super();
    this.id = parts.id;
    this.peer = parts.peer;
    this.source = parts.source;
    this.tag = parts.tag;
    this.#paused = parts.paused;
  }

  get owner(): PeerId {
    return this.peer.id;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Asks the worker only for a change, and only once there is something to pause. */
  async setPaused(paused: boolean): Promise<void> {
    if (this.medium === null || this.#paused === paused) return;
    this.#paused = paused;
    await this.medium.setPaused(paused);
  }
}

export class ConsumerPart extends Part<MediaConsumer> {
  readonly peer: PeerPart;
  readonly producer: ProducerPart;
  #ready = false;
  #hidden = false;
  /** Set up for somebody whom it is not for now: nothing comes by it, whatever its browser asks. */
  #held = true;
  /** Null once the worker failed to do what it was asked: either may be so. */
  #paused: boolean | null = true;

  constructor(peer: PeerPart, producer: ProducerPart) {
    super();
    this.peer = peer;
    this.producer = producer;
  }

  /** The browser can take it: from now on it flows, unless it is held back or hidden. */
  async resume(): Promise<void> {
    this.#ready = true;
    await this.#sync();
  }

  /** The largest layer worth sending; null: the picture is not shown at all. */
  async prefer(spatial: number | null): Promise<void> {
    this.#hidden = spatial === null;
    if (spatial !== null) await this.medium?.preferLayer(spatial);
    await this.#sync();
  }

  async setHeld(held: boolean): Promise<void> {
    this.#held = held;
    await this.#sync();
  }

  async #sync(): Promise<void> {
    const paused = !this.#ready || this.#hidden || this.#held;
    if (this.medium === null || this.#paused === paused) return;
    this.#paused = paused;
    try {
      await this.medium.setPaused(paused);
    } catch (error) {
      this.#paused = null;
      throw error;
    }
  }
}
