import { Refusal } from '@parley/shared/errors';
import type { ConsumerId, PeerId, ProducerId, SessionId } from '@parley/shared/ids';
import type { Audience, Edge } from '@parley/shared/policy';
import type {
  AudienceApplied,
  ConnectTransport,
  ConsumerOptions,
  IceParameters,
  Inventory,
  OfConsumer,
  OpenEar,
  OpenPeer,
  PeerParams,
  PreferLayers,
  Publish,
  Receptions,
  RestartIce,
  SfuEvent,
} from '@parley/shared/sfu';
import type { Timers } from '../lib/timers.ts';
import { Closings } from './closings.ts';
import { Desired } from './desired.ts';
import { refusalOf, refusing } from './failure.ts';
import type { MediaPeer, MediaPlane, MediaRouter, PeerEvents } from './media.ts';
import { ConsumerPart, PeerPart, ProducerPart } from './parts.ts';
import { Roster } from './roster.ts';
import { RouterSlot } from './router-slot.ts';
import { checkPublishable } from './rtp-check.ts';

/** How long an edge that failed to open waits for the next try, doubled with each. */
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

const ignore = (): void => undefined;

export interface SessionOptions {
  readonly id: SessionId;
  readonly plane: MediaPlane;
  readonly timers: Timers;
  readonly report: (event: SfuEvent) => void;
  /** An edge could not be opened though it is allowed; it is tried again. */
  readonly onFault: (error: unknown) => void;
}

/**
 * One session's media. What a command decides it decides in one synchronous step, so no two commands mix; what it
 * opens is opened after an await, and stands only if nothing closed it meanwhile.
 *
 * An audience closes what it does not allow (see `Roster`), holds back what is only prepared, pauses and resumes, and
 * is acknowledged once the worker has done it all, and all that those before it were still about. Only then does it
 * open; consumers are created paused.
 */
export class Session {
  readonly id: SessionId;
  readonly #timers: Timers;
  readonly #report: (event: SfuEvent) => void;
  readonly #onFault: (error: unknown) => void;
  readonly #roster: Roster;
  readonly #router: RouterSlot;
  /** What the worker is still making: whatever was closed meanwhile is gone only once this has ended. */
  readonly #opening = new Map<ProducerPart | ConsumerPart, Promise<void>>();
  #desired: Desired | null = null;
  /** Ends once the worker has done what every audience so far closes and holds back. */
  #before: Promise<void> = Promise.resolve();
  readonly #closings = new Closings();
  #silent = false;

  constructor({ id, plane, timers, report, onFault }: SessionOptions) {
    this.id = id;
    this.#timers = timers;
    this.#report = report;
    this.#onFault = onFault;
    this.#roster = new Roster(id, this.#closings, report);
    this.#router = new RouterSlot((events) => plane.openRouter(id, events), {
      lost: () => this.#roster.loseAll(),
      levels: (levels) => report({ type: 'levels', session: id, levels: [...levels] }),
    });
  }

  async openPeer({ peer: id, rtpCapabilities }: OpenPeer): Promise<PeerParams> {
    return this.#open(id, async (router, peer) => {
      // What its browser is told once is not kept.
      const { params, ...medium } = await router.openPeer(id, rtpCapabilities, this.#eventsOf(peer));
      return { medium, answer: params };
    });
  }

  /** Made apart from what a peer is opened with, which would else last as long as these. */
  #eventsOf(peer: PeerPart): PeerEvents {
    return {
      lost: () => this.#roster.losePeer(peer),
      quality: (score) => {
        if (peer.closed) return;
        peer.quality = score;
        this.#report({ type: 'quality', session: this.id, peer: peer.id, score });
      },
    };
  }

  async openEar({ peer: id }: OpenEar): Promise<void> {
    await this.#open(id, async (router) => ({
      medium: await router.openEar(id, {
        // What is on its way when an edge is cut is heard by nobody.
        heard: (producer, frames) => {
          const part = this.#roster.producer(producer);
          if (part === undefined || this.#silent || this.#desired?.allows(id, part) !== true) return;
          this.#report({ type: 'heard', session: this.id, peer: id, producer, frames: [...frames] });
        },
      }),
      answer: undefined,
    }));
  }

  async #open<A>(
    id: PeerId,
    make: (
      router: MediaRouter,
      peer: PeerPart,
    ) => Promise<{ readonly medium: MediaPeer; readonly answer: A }>,
  ): Promise<A> {
    const peer = new PeerPart(id);
    this.#roster.addPeer(peer);
    try {
      const { medium, answer } = await make(await this.#router.get(), peer);
      if (!peer.open(medium)) throw new Refusal('media.unknown');
      this.#openEdges();
      return answer;
    } catch (error) {
      this.#roster.closePeer(peer);
      throw refusalOf(error);
    }
  }

  async connectTransport({ peer, direction, dtlsParameters }: ConnectTransport): Promise<void> {
    await refusing(this.#roster.openPeer(peer).medium.connect(direction, dtlsParameters));
  }

  async restartIce({ peer, direction }: RestartIce): Promise<IceParameters> {
    return refusing(this.#roster.openPeer(peer).medium.restartIce(direction));
  }

  async publish(command: Publish): Promise<void> {
    const { producer: id, source, tag, rtpParameters } = command;
    const { peer, medium } = this.#roster.openPeer(command.peer);
    if (this.#desired?.isAt(peer.id, tag) !== true) throw new Refusal('epoch.stale');
    if (this.#roster.producer(id) !== undefined) throw new Refusal('media.already-published');
    checkPublishable(source, rtpParameters);
    const producer = new ProducerPart({ id, peer, source, tag, paused: this.#mustPause(id) });
    this.#roster.addProducer(producer);
    const opening = this.#openProducer(medium, producer, command);
    this.#track(producer, opening);
    await opening;
  }

  async applyAudience(audience: Audience): Promise<AudienceApplied> {
    const desired = new Desired(audience);
    const last = this.#desired;
    if (last !== null && !desired.follows(last)) throw new Refusal('sfu.stale');
    const crossings = desired.seq === last?.seq ? [] : desired.crossings((id) => this.#roster.producer(id));
    this.#desired = desired;
    this.#silent = false;
    this.#roster.closeWhatMayNotBe(desired);
    for (const edge of crossings) this.#report({ type: 'crossing', session: this.id, ...edge });
    const settled = Promise.all([this.#settled(), this.#before]);
    this.#before = settled.then(ignore, ignore);
    await settled;
    // What a newer one cuts or holds back is done before anything is opened that it alone says.
    this.#openEdges(desired);
    return { seq: desired.seq };
  }

  async resumeConsumer({ peer, consumer }: OfConsumer): Promise<void> {
    await refusing(this.#allowedConsumer(peer, consumer).resume());
  }

  async preferLayers({ peer, consumer, spatial }: PreferLayers): Promise<void> {
    await refusing(this.#allowedConsumer(peer, consumer).prefer(spatial));
  }

  /** Nobody leads this session any more: all is silent until the next audience. */
  async silence(): Promise<void> {
    this.#silent = true;
    await this.#settled();
  }

  /** Another server leads now, with a count of its own: its first audience is the newest. */
  forgetSeq(): void {
    this.#desired = null;
  }

  async close(): Promise<void> {
    this.#roster.closeAll();
    await this.#router.close();
  }

  /** Those that are open. */
  peers(): PeerId[] {
    return this.#roster.peers().flatMap(({ id, medium }) => (medium === null ? [] : [id]));
  }

  /** Of what is still opening nothing: it is not there yet, and may never be. */
  inventory(): Inventory {
    const producers = this.#roster.producers().filter(({ medium }) => medium !== null);
    const open = this.#roster.peers().filter(({ medium }) => medium !== null);
    return open.map(({ id: peer, quality }) => ({
      peer,
      quality,
      producers: producers
        .filter(({ owner }) => owner === peer)
        .map(({ id, source, tag }) => ({ producer: id, source, tag })),
    }));
  }

  receptions(id: PeerId): Receptions {
    return [...(this.#roster.peer(id)?.consumers.values() ?? [])].flatMap((consumer) => {
      const options = optionsOf(consumer);
      return options === null ? [] : [options];
    });
  }

  counts(): { readonly peers: number; readonly producers: number; readonly consumers: number } {
    return {
      peers: this.#roster.peers().length,
      producers: this.#roster.producers().length,
      consumers: this.#roster.consumers().length,
    };
  }

  async #openProducer(peer: MediaPeer, producer: ProducerPart, { rtpParameters }: Publish): Promise<void> {
    const { id, source, tag, paused } = producer;
    try {
      const medium = await peer.produce({ id, source, tag, rtpParameters, paused });
      if (!producer.open(medium)) throw new Refusal('epoch.stale');
      await this.#syncPause(producer);
      if (producer.closed) throw new Refusal('epoch.stale');
    } catch (error) {
      this.#roster.closeProducer(producer);
      throw refusalOf(error);
    }
    this.#openEdges();
  }

  /**
   * Every pair that may be there and whose two ends are by now; and what was held back carries once it is an edge. Of
   * what the audience `done` says only that in which the newest does not differ.
   */
  #openEdges(done = this.#desired): void {
    const newest = this.#desired;
    const isSame = (listener: PeerId, producer: ProducerId): boolean =>
      newest === done || (newest !== null && done?.saysSame(newest, listener, producer) === true);
    for (const consumer of this.#roster.consumers()) {
      if (this.#carries(consumer) && isSame(consumer.peer.id, consumer.producer.id)) {
        this.#letThrough(consumer);
      }
    }
    for (const pair of newest?.pairs() ?? []) if (isSame(pair.listener, pair.producer)) this.#openEdge(pair);
  }

  #carries({ peer, producer }: ConsumerPart): boolean {
    return this.#desired?.allows(peer.id, producer) === true;
  }

  /** What the worker does not do now it is asked to once more by the browser, which is told that it may hear. */
  #letThrough(consumer: ConsumerPart): void {
    consumer.setHeld(false).catch((error: unknown) => {
      if (!consumer.closed) this.#onFault(error);
    });
  }

  /** After so many faults in a row. */
  #openEdge(edge: Edge, faults = 0): void {
    const peer = this.#roster.peer(edge.listener);
    const producer = this.#roster.producer(edge.producer);
    if (peer === undefined || producer === undefined || peer.consumers.has(producer.id)) return;
    if (peer.medium === null || producer.medium === null) return;
    if (this.#desired?.joins(peer.id, producer) !== true) return;
    const consumer = new ConsumerPart(peer, producer);
    if (this.#carries(consumer)) this.#letThrough(consumer);
    this.#roster.addConsumer(consumer);
    const opening = this.#openConsumer(peer.medium, consumer, () => {
      const delay = Math.min(FIRST_RETRY_MS * 2 ** faults, LAST_RETRY_MS);
      this.#timers.after(delay, () => this.#openEdge(edge, faults + 1));
    });
    this.#track(consumer, opening);
  }

  async #openConsumer(medium: MediaPeer, consumer: ConsumerPart, again: () => void): Promise<void> {
    const { peer, producer } = consumer;
    const { id: producerId, source } = producer;
    try {
      const opened = await medium.consume({
        producer: producerId,
        source,
        layer: (spatial) => this.#reportLayer(consumer, spatial),
      });
      if (this.#desired?.joins(peer.id, producer) !== true) this.#roster.closeConsumer(consumer);
      // A browser without the codec keeps the part, without a medium, so that it is not tried again and again.
      if (opened === null || !consumer.open(opened)) return;
      const options = optionsOf(consumer);
      if (options !== null)
        this.#report({ type: 'consumer.opened', session: this.id, peer: peer.id, options });
    } catch (error) {
      if (consumer.closed) return;
      this.#roster.closeConsumer(consumer);
      this.#onFault(error);
      again();
    }
  }

  #reportLayer({ medium, peer }: ConsumerPart, spatial: number | null): void {
    if (medium === null) return;
    this.#report({ type: 'consumer.layer', session: this.id, peer: peer.id, consumer: medium.id, spatial });
  }

  #track(part: ProducerPart | ConsumerPart, opening: Promise<void>): void {
    const forget = (): void => {
      this.#opening.delete(part);
      // Closed while it opened: what the worker made is closed only now.
      if (part.closed) this.#closings.add();
    };
    this.#opening.set(part, opening.then(forget, forget));
  }

  /** Pauses what must be, and waits until the worker has done this and every closing before it. */
  async #settled(): Promise<void> {
    const cancelled = [...this.#opening].flatMap(([part, ended]) => (part.closed ? [ended] : []));
    const held = this.#roster.consumers().filter((consumer) => !this.#carries(consumer));
    await Promise.all([
      ...this.#roster.producers().map((producer) => this.#syncPause(producer)),
      ...held.map((consumer) => this.#holdBack(consumer)),
      this.#cleared(),
    ]);
    // Closed by now is also what would not be paused, and what was still opening.
    await Promise.all(cancelled);
    await this.#cleared();
  }

  #cleared(): Promise<void> {
    return this.#closings.settle(() => this.#router.settled());
  }

  #mustPause(producer: ProducerId): boolean {
    return this.#silent || this.#desired?.isPaused(producer) !== false;
  }

  /** Whoever cannot be muted is cut off. */
  async #syncPause(producer: ProducerPart): Promise<void> {
    try {
      await producer.setPaused(this.#mustPause(producer.id));
    } catch {
      this.#roster.closeProducer(producer);
    }
  }

  /** Whoever cannot be kept from hearing is cut off. */
  async #holdBack(consumer: ConsumerPart): Promise<void> {
    try {
      await consumer.setHeld(true);
    } catch {
      this.#roster.closeConsumer(consumer);
    }
  }

  /** Looked at again whenever the browser asks: what was allowed when it opened may be so no more. */
  #allowedConsumer(peer: PeerId, id: ConsumerId): ConsumerPart {
    const consumer = this.#roster.consumer(peer, id);
    if (consumer === undefined || this.#desired?.joins(peer, consumer.producer) !== true) {
      throw new Refusal('media.unknown');
    }
    return consumer;
  }
}

/** Null while it opens. */
function optionsOf({ medium, producer }: ConsumerPart): ConsumerOptions | null {
  if (medium === null) return null;
  const { id: consumer, kind, rtpParameters } = medium;
  return { consumer, producer: producer.id, source: producer.source, kind, rtpParameters };
}
