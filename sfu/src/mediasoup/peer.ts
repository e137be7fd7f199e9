import { Refusal } from '@parley/shared/errors';
import { ConsumerId, type ProducerId } from '@parley/shared/ids';
import { mediaKindOf } from '@parley/shared/session';
import {
  type Direction,
  PeerParams,
  type RtpCapabilities,
  RtpParameters,
  type TransportOptions,
} from '@parley/shared/sfu';
import type {
  Consumer,
  Producer,
  Router,
  RtpCapabilities as MediasoupCapabilities,
  WebRtcServer,
  WebRtcTransport,
} from 'mediasoup/types';
import type {
  BrowserPeer,
  ConsumerWish,
  MediaConsumer,
  MediaProducer,
  PeerEvents,
  ProducerWish,
} from '../core/media.ts';
import type { Alike } from '../lib/alike.ts';
import type { Timers } from '../lib/timers.ts';
import { toMediasoupCapabilities, toMediasoupDtls, toMediasoupParameters } from './convert.ts';
import { PeerQuality } from './quality.ts';

/** Bits per second to begin with, before the line has been measured: enough for a few middle layers. */
const FIRST_OUTGOING_BITRATE = 1_000_000;
/** Seconds without an answer until a line counts as gone; mediasoup's shortest. */
const ICE_CONSENT_TIMEOUT = 10;
/** A shared screen is what everybody looks at: it gets its layers before any face does. */
const SCREEN_PRIORITY = 10;

export interface PeerParts {
  readonly router: Router;
  readonly server: WebRtcServer;
  readonly published: {
    find(id: ProducerId): Producer | undefined;
    add(id: ProducerId, producer: Producer): Promise<void>;
  };
  readonly capabilities: RtpCapabilities;
  /** What browsers can: those of one kind all the same, some kilobytes of it. */
  readonly alike: Alike<MediasoupCapabilities>;
  readonly maxIncomingBitrate: number;
  readonly timers: Timers;
  readonly events: PeerEvents;
}

/** Both transports of a browser at once, on its worker's one UDP and one TCP port. */
export async function openPeer(parts: PeerParts): Promise<BrowserPeer> {
  // What it is opened with is not named below: it would last as long as the peer.
  const { capabilities, maxIncomingBitrate, alike, router, server, published, timers, events } = parts;
  const rtpCapabilities = toMediasoupCapabilities(capabilities);
  const transport = (): Promise<WebRtcTransport> =>
    router.createWebRtcTransport({
      webRtcServer: server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      iceConsentTimeout: ICE_CONSENT_TIMEOUT,
      initialAvailableOutgoingBitrate: FIRST_OUTGOING_BITRATE,
    });
  const [send, recv] = await Promise.all([transport(), transport()]);
  await send.setMaxIncomingBitrate(maxIncomingBitrate);
  const quality = new PeerQuality(timers, (score) => events.quality(score));
  const known = alike.hold(rtpCapabilities);
  let closed = false;
  const close = (): void => {
    closed = true;
    known.release();
    quality.close();
    send.close();
    recv.close();
  };
  for (const each of [send, recv]) {
    each.on('icestatechange', (state) => quality.connected(state !== 'disconnected'));
    each.on('dtlsstatechange', (state) => {
      // The browser closed its end, or the two never understood each other: no ICE restart mends that.
      if (!closed && (state === 'failed' || state === 'closed')) events.lost();
    });
  }
  const of = (direction: Direction): WebRtcTransport => (direction === 'send' ? send : recv);

  return {
    params: PeerParams.parse({ send: optionsOf(send), recv: optionsOf(recv) }),
    connect: (direction, dtlsParameters) =>
      refusing(of(direction), of(direction).connect({ dtlsParameters: toMediasoupDtls(dtlsParameters) })),
    restartIce: (direction) => of(direction).restartIce(),
    produce: (wish) => produce(send, published, quality, wish),
    consume: (wish) => consume(recv, { router, published }, known.value, quality, wish),
    close,
  };
}

async function produce(
  transport: WebRtcTransport,
  published: PeerParts['published'],
  quality: PeerQuality,
  { id, source, rtpParameters, paused }: ProducerWish,
): Promise<MediaProducer> {
  const wish = { kind: mediaKindOf(source), rtpParameters: toMediasoupParameters(rtpParameters), paused };
  const producer = await refusing(transport, transport.produce(wish));
  await orClosed(producer, published.add(id, producer));
  producer.on('score', (scores) => {
    // Of a simulcast picture only some layers may be sent: the best counts.
    if (!producer.paused) quality.set(producer.id, Math.max(...scores.map(({ score }) => score)));
  });
  producer.observer.on('pause', () => quality.delete(producer.id));
  producer.observer.once('close', () => quality.delete(producer.id));
  return { setPaused: (value) => setPaused(producer, value), close: () => producer.close() };
}

/**
 * Sound needs no priority of its own: mediasoup never holds an audio track back, and gives pictures with layers
 * only what the line has left, down to nothing.
 */
async function consume(
  transport: WebRtcTransport,
  { router, published }: Pick<PeerParts, 'router' | 'published'>,
  rtpCapabilities: MediasoupCapabilities,
  quality: PeerQuality,
  { producer: producerId, source, layer }: ConsumerWish,
): Promise<MediaConsumer | null> {
  const producer = published.find(producerId);
  if (producer === undefined) throw new Refusal('media.unknown');
  if (!router.canConsume({ producerId: producer.id, rtpCapabilities })) return null;
  const consumer = await transport.consume({
    producerId: producer.id,
    rtpCapabilities,
    paused: true,
    // For sound too: a packet asked for again in time is a word saved.
    enableRtx: true,
  });
  return orClosed(consumer, begin(consumer, quality, source, layer));
}

async function begin(
  consumer: Consumer,
  quality: PeerQuality,
  source: ConsumerWish['source'],
  layer: ConsumerWish['layer'],
): Promise<MediaConsumer> {
  const forget = (): void => quality.delete(consumer.id);
  consumer.on('layerschange', (layers) => layer(layers?.spatialLayer ?? null));
  consumer.on('score', ({ score }) => {
    if (!consumer.paused && !consumer.producerPaused) quality.set(consumer.id, score);
  });
  consumer.observer.on('pause', forget);
  consumer.observer.once('close', forget);
  if (source === 'screen') await consumer.setPriority(SCREEN_PRIORITY);
  return {
    id: ConsumerId.parse(consumer.id),
    kind: consumer.kind,
    rtpParameters: RtpParameters.parse(consumer.rtpParameters),
    setPaused: (value) => setPaused(consumer, value),
    preferLayer: async (spatialLayer) => {
      if (consumer.type !== 'simple') await consumer.setPreferredLayers({ spatialLayer });
    },
    close: () => consumer.close(),
  };
}

const setPaused = (track: Producer | Consumer, paused: boolean): Promise<void> =>
  paused ? track.pause() : track.resume();

/** A living worker that says no was asked for something absurd. */
async function refusing<T>(transport: WebRtcTransport, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(transport.closed ? 'sfu.unavailable' : 'media.bad-parameters', { cause: error });
  }
}

/** Half a track is none. */
async function orClosed<T>(track: Producer | Consumer, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    track.close();
    throw error;
  }
}

const optionsOf = ({
  id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
}: WebRtcTransport): TransportOptions => ({
  id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
});
