import { Refusal } from '@parley/shared/errors';
import { ConsumerId, type PeerId, type ProducerId, type SessionId } from '@parley/shared/ids';
import { mediaKindOf } from '@parley/shared/session';
import { type PeerParams, type RtpCapabilities, RtpParameters } from '@parley/shared/sfu';
import * as ortc from 'mediasoup/ortc';
import type * as Mediasoup from 'mediasoup/types';
import type { Place } from '../core/desired.ts';
import type {
  BrowserPeer,
  ConsumerWish,
  EarEvents,
  MediaConsumer,
  MediaPeer,
  MediaPlane,
  MediaProducer,
  MediaRouter,
  PeerEvents,
  ProducerWish,
  RouterEvents,
} from '../core/media.ts';
import { mediaCodecs, routerCapabilities } from '../mediasoup/codecs.ts';
import { toMediasoupCapabilities, toMediasoupParameters } from '../mediasoup/convert.ts';
import type { Queue } from './queue.ts';

export interface FakeProducer {
  readonly id: ProducerId;
  readonly tag: Place;
  readonly rtpParameters: RtpParameters;
  readonly consumable: Mediasoup.RtpParameters;
  paused: boolean;
}

export interface FakeConsumer {
  readonly id: ConsumerId;
  readonly listener: PeerId;
  readonly producer: FakeProducer;
  readonly layer: (spatial: number | null) => void;
  paused: boolean;
  /** The largest layer asked for, while there was one. */
  preferred: number | null;
}

export interface FakePeer {
  readonly id: PeerId;
  readonly events: PeerEvents;
  /** Of a listener without a browser. */
  readonly ear: EarEvents | null;
  readonly producers: Set<FakeProducer>;
  readonly consumers: Set<FakeConsumer>;
}

export interface FakeRouter {
  readonly session: SessionId;
  readonly events: RouterEvents;
  readonly peers: Set<FakePeer>;
}

/**
 * Carries nothing, but refuses and names what mediasoup would: its negotiation of codecs is used as it is. All it is
 * asked takes effect in the order of one queue, which a test can hold back while other things happen.
 */
export class FakePlane implements MediaPlane {
  readonly capabilities = routerCapabilities();
  readonly routers = new Set<FakeRouter>();
  /** So many of the next consumers fail to open. */
  failing = 0;
  readonly #channel: Queue;
  #minted = 0;

  constructor(channel: Queue) {
    this.#channel = channel;
  }

  openRouter(session: SessionId, events: RouterEvents): Promise<MediaRouter> {
    const router: FakeRouter = { session, events, peers: new Set() };
    this.routers.add(router);
    return this.#answer('router', () => ({
      openPeer: (peer, capabilities, peerEvents) => this.#openPeer(router, peer, capabilities, peerEvents),
      openEar: (peer, ear) => this.#openEar(router, peer, ear),
      settled: () => this.#answer('settled', () => undefined),
      close: () => this.#later('close router', () => this.#closeRouter(router)),
    }));
  }

  async workers(): Promise<[]> {
    return [];
  }

  async close(): Promise<void> {
    for (const router of this.routers) this.#closeRouter(router);
  }

  /** As when its worker dies. */
  loseRouter(router: FakeRouter): void {
    this.#closeRouter(router);
    router.events.lost();
  }

  /** Read off the medium itself: only what flows is heard. */
  sound(producer: ProducerId, frames: readonly string[]): void {
    for (const { peers } of this.routers) {
      for (const { ear, consumers } of peers) {
        for (const consumer of consumers) {
          const flows = consumer.producer.id === producer && !consumer.paused && !consumer.producer.paused;
          if (flows) ear?.heard(producer, frames);
        }
      }
    }
  }

  #openEar(router: FakeRouter, id: PeerId, ear: EarEvents): Promise<MediaPeer> {
    const nothing = (): Promise<never> => Promise.reject(new Refusal('media.unknown'));
    return this.#answer('ear', () => {
      this.#mustLive(router);
      const events: PeerEvents = { lost: () => undefined, quality: () => undefined };
      const peer: FakePeer = { id, events, ear, producers: new Set(), consumers: new Set() };
      router.peers.add(peer);
      const rtpCapabilities = toMediasoupCapabilities(this.capabilities);
      return {
        connect: nothing,
        restartIce: nothing,
        produce: nothing,
        consume: (wish) => this.#answer('consume', () => this.#consume(router, peer, rtpCapabilities, wish)),
        close: () => this.#later('close peer', () => closePeer(router, peer)),
      };
    });
  }

  #closeRouter(router: FakeRouter): void {
    for (const peer of router.peers) closePeer(router, peer);
    this.routers.delete(router);
  }

  #openPeer(
    router: FakeRouter,
    id: PeerId,
    capabilities: RtpCapabilities,
    events: PeerEvents,
  ): Promise<BrowserPeer> {
    return this.#answer('peer', () => {
      this.#mustLive(router);
      const rtpCapabilities = toMediasoupCapabilities(capabilities);
      const peer: FakePeer = { id, events, ear: null, producers: new Set(), consumers: new Set() };
      router.peers.add(peer);
      const connected = new Set<string>();
      return {
        params: { send: this.#transport(), recv: this.#transport() },
        connect: (direction) =>
          this.#answer('connect', () => {
            this.#mustLive(router, peer);
            if (connected.has(direction)) throw new Refusal('media.bad-parameters');
            connected.add(direction);
          }),
        restartIce: () => this.#answer('restartIce', () => this.#transport().iceParameters),
        produce: (wish) => this.#answer('produce', () => this.#produce(router, peer, wish)),
        consume: (wish) => this.#answer('consume', () => this.#consume(router, peer, rtpCapabilities, wish)),
        close: () => this.#later('close peer', () => closePeer(router, peer)),
      };
    });
  }

  #produce(router: FakeRouter, peer: FakePeer, wish: ProducerWish): MediaProducer {
    this.#mustLive(router, peer);
    mustBeFree(peer, wish.rtpParameters);
    const producer: FakeProducer = {
      id: wish.id,
      tag: wish.tag,
      rtpParameters: wish.rtpParameters,
      consumable: consumableOf(wish),
      paused: wish.paused,
    };
    peer.producers.add(producer);
    return {
      setPaused: (paused) =>
        this.#answer('pause', () => {
          producer.paused = paused;
        }),
      close: () => this.#later('close producer', () => closeProducer(router, peer, producer)),
    };
  }

  #consume(
    router: FakeRouter,
    peer: FakePeer,
    rtpCapabilities: Mediasoup.RtpCapabilities,
    wish: ConsumerWish,
  ): MediaConsumer | null {
    this.#mustLive(router, peer);
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('the worker will not');
    }
    const producer = [...router.peers]
      .flatMap((each) => [...each.producers])
      .find(({ id }) => id === wish.producer);
    if (producer === undefined) throw new Refusal('media.unknown');
    if (!ortc.canConsume(producer.consumable, structuredClone(rtpCapabilities))) return null;
    const rtpParameters = ortc.getConsumerRtpParameters({
      consumableRtpParameters: producer.consumable,
      remoteRtpCapabilities: structuredClone(rtpCapabilities),
      pipe: false,
      enableRtx: true,
    });
    const consumer: FakeConsumer = {
      id: ConsumerId.parse(this.#mint('consumer')),
      listener: peer.id,
      producer,
      layer: wish.layer,
      paused: true,
      preferred: null,
    };
    peer.consumers.add(consumer);
    return {
      id: consumer.id,
      kind: mediaKindOf(wish.source),
      rtpParameters: RtpParameters.parse({ ...rtpParameters, mid: String(this.#minted) }),
      setPaused: (paused) =>
        this.#answer('pause', () => {
          consumer.paused = paused;
        }),
      preferLayer: (spatial) =>
        this.#answer('preferLayer', () => {
          consumer.preferred = spatial;
        }),
      close: () => this.#later('close consumer', () => peer.consumers.delete(consumer)),
    };
  }

  #transport(): PeerParams['send'] {
    const id = this.#mint('transport');
    const fingerprint = Array.from({ length: 32 }, () => 'FA').join(':');
    return {
      id,
      iceParameters: { usernameFragment: id, password: `${id}-password`, iceLite: true },
      iceCandidates: [
        {
          foundation: 'udp',
          priority: 1,
          ip: '127.0.0.1',
          address: '127.0.0.1',
          protocol: 'udp',
          port: 9,
          type: 'host',
        },
      ],
      dtlsParameters: { role: 'auto', fingerprints: [{ algorithm: 'sha-256', value: fingerprint }] },
    };
  }

  #mustLive(router: FakeRouter, peer?: FakePeer): void {
    const lives = this.routers.has(router) && (peer === undefined || router.peers.has(peer));
    if (!lives) throw new Refusal('sfu.unavailable');
  }

  #mint(what: string): string {
    this.#minted += 1;
    return `${what}-${String(this.#minted).padStart(6, '0')}`;
  }

  /** Nobody waits for it, but `settled` comes after it. */
  #later(label: string, work: () => void): void {
    this.#channel.add(label, work);
  }

  #answer<T>(label: string, work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#channel.add(label, () => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      });
    });
  }
}

function consumableOf({ source, rtpParameters }: ProducerWish): Mediasoup.RtpParameters {
  try {
    const parameters = toMediasoupParameters(structuredClone(rtpParameters));
    const router = ortc.generateRouterRtpCapabilities(mediaCodecs);
    ortc.validateAndNormalizeRtpParameters(parameters);
    const mapping = ortc.getProducerRtpParametersMapping(parameters, router);
    return ortc.getConsumableRtpParameters(mediaKindOf(source), parameters, router, mapping);
  } catch (error) {
    throw new Refusal('media.bad-parameters', { cause: error });
  }
}

/** As the worker's listener has it: one track per mid and per SSRC of a transport. */
function mustBeFree(peer: FakePeer, wanted: RtpParameters): void {
  const namesOf = ({ mid, encodings }: RtpParameters): (string | number)[] => [
    ...(mid === undefined ? [] : [mid]),
    ...encodings.flatMap(({ ssrc, rtx }) => [ssrc ?? [], rtx?.ssrc ?? []].flat()),
  ];
  const taken = new Set([...peer.producers].flatMap(({ rtpParameters }) => namesOf(rtpParameters)));
  if (namesOf(wanted).some((name) => taken.has(name))) throw new Refusal('media.bad-parameters');
}

function closePeer(router: FakeRouter, peer: FakePeer): void {
  for (const producer of peer.producers) closeProducer(router, peer, producer);
  peer.consumers.clear();
  router.peers.delete(peer);
}

function closeProducer(router: FakeRouter, peer: FakePeer, producer: FakeProducer): void {
  peer.producers.delete(producer);
  for (const { consumers } of router.peers) {
    for (const consumer of consumers) if (consumer.producer === producer) consumers.delete(consumer);
  }
}
