import type { ConsumerId, ProducerId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import {
  DtlsParameters,
  type ConsumerOptions,
  type Direction,
  type IceParameters,
  type PeerParams,
  RtpCapabilities,
  RtpParameters,
} from '@parley/shared/sfu';
import { Device, type types } from 'mediasoup-client';
import { nextTurn } from '../session/later.ts';
import { sendingOptions } from './encodings.ts';
import { MediasoupOutgoing } from './mediasoup-outgoing.ts';
import type { Announce, MediaPeer, MediaPort, OutgoingTrack, PeerWires } from './port.ts';

/**
 * Checked by the protocol's schemas, in mediasoup's own types: those do not allow keys that are there and
 * undefined, which parsing never leaves, and list the header extensions by name.
 */
const native = <T>(checked: object): T => structuredClone(checked) as T;

/** The browser's WebRTC through mediasoup-client. */
export class MediasoupPort implements MediaPort {
  #loaded: { readonly routers: string; readonly device: Promise<Device> } | null = null;

  async load(routers: RtpCapabilities): Promise<RtpCapabilities> {
    const text = JSON.stringify(routers);
    if (this.#loaded?.routers !== text) this.#loaded = { routers: text, device: loadDevice(routers) };
    try {
      const device = await this.#loaded.device;
      this.#device = device;
      return RtpCapabilities.parse(device.recvRtpCapabilities);
    } catch (error) {
      this.#loaded = null;
      throw error;
    }
  }

  #device: Device | null = null;

  open(params: PeerParams, wires: PeerWires): MediaPeer {
    if (this.#device === null) throw new Error('capabilities are not loaded');
    return new MediasoupPeer(this.#device, params, wires);
  }
}

async function loadDevice(routers: RtpCapabilities): Promise<Device> {
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: native(routers) });
  return device;
}

class MediasoupPeer implements MediaPeer {
  readonly #device: Device;
  readonly #transports: { readonly [D in Direction]: types.Transport };
  readonly #consumers = new Map<ConsumerId, types.Consumer>();
  #published = 0;
  #nextTurn: Promise<void> | null = null;
  /** Tracks being set up to be received; none of these rejects. */
  readonly #receptions = new Set<Promise<void>>();

  constructor(device: Device, params: PeerParams, wires: PeerWires) {
    this.#device = device;
    const send = device.createSendTransport(native<types.TransportOptions>(params.send));
    const recv = device.createRecvTransport(native<types.TransportOptions>(params.recv));
    this.#transports = { send, recv };
    for (const direction of ['send', 'recv'] as const) {
      const transport = this.#transports[direction];
      transport.on('connect', ({ dtlsParameters }, done, fail) => {
        wires.connect(direction, DtlsParameters.parse(dtlsParameters)).then(done, fail);
      });
      transport.on('connectionstatechange', (state) => wires.changed(direction, state));
    }
    // Answered at once, under a name of its own: what the server says comes later and must not hold up the next
    // publication, and a refusal must not end this one half-way.
    send.on('produce', ({ rtpParameters, appData }, done) => {
      announcementOf(appData).make(RtpParameters.parse(rtpParameters));
      done({ id: `local-${(this.#published += 1)}` });
    });
  }

  async publish(
    source: Source,
    track: MediaStreamTrack,
    sending: boolean,
    announce: Announce,
  ): Promise<OutgoingTrack> {
    const { encodings, codecOptions } = sendingOptions(source, sizeOf(track));
    const codec = codecOf(this.#device, track.kind);
    // A copy, so that it can be silent from its first packet on while the original feeds the level meter.
    const copy = track.clone();
    copy.enabled = sending;
    if (source === 'screen') copy.contentHint = 'detail';
    const announcement = new Announcement(announce);
    await this.#receivingFirst();
    const media = await this.#transports.send
      .produce({
        track: copy,
        encodings,
        codecOptions,
        ...(codec === undefined ? {} : { codec }),
        stopTracks: true,
        disableTrackOnPause: false,
        appData: { announcement },
      })
      .catch((error: unknown) => {
        copy.stop();
        throw error;
      });
    const outgoing = new MediasoupOutgoing(media, track);
    try {
      if (!sending) await outgoing.feed(track, false);
      return outgoing.announced(await announcement.made());
    } catch (error) {
      outgoing.close();
      throw error;
    }
  }

  /**
   * What is offered in a row is set up together: each time costs the browser tens of milliseconds, and what comes
   * next has to wait for it.
   */
  async receive(options: ConsumerOptions): Promise<MediaStreamTrack> {
    const received = this.#turn().then(() => this.#consume(options));
    const ended = received.then(
      () => undefined,
      () => undefined,
    );
    this.#receptions.add(ended);
    void ended.then(() => this.#receptions.delete(ended));
    return received;
  }

  async #consume({
    consumer: id,
    producer,
    kind,
    rtpParameters,
  }: ConsumerOptions): Promise<MediaStreamTrack> {
    const { recv } = this.#transports;
    const consumer = await recv.consume({
      id,
      producerId: producer,
      kind,
      rtpParameters: native(rtpParameters),
      // Sound and picture are played apart: waiting for one another would only delay the sound.
      streamId: id,
    });
    this.#consumers.set(id, consumer);
    return consumer.track;
  }

  /** All that is offered by now has been heard of. */
  #turn(): Promise<void> {
    this.#nextTurn ??= new Promise<void>((resolve) => void nextTurn(resolve)).then(() => {
      this.#nextTurn = null;
    });
    return this.#nextTurn;
  }

  /**
   * A browser sets up one thing at a time, and whoever comes in wants to see and hear first. In whoever moves
   * everything is set up but the tracks: there each direction may take its turn.
   */
  async #receivingFirst(): Promise<void> {
    if (this.#transports.recv.connectionState === 'connected') return;
    await this.#turn();
    while (this.#receptions.size > 0) await Promise.all(this.#receptions);
  }

  stopReceiving(id: ConsumerId): void {
    this.#consumers.get(id)?.close();
    this.#consumers.delete(id);
  }

  async restartIce(direction: Direction, iceParameters: IceParameters): Promise<void> {
    await this.#transports[direction].restartIce({ iceParameters: native(iceParameters) });
  }

  close(): void {
    this.#transports.send.close();
    this.#transports.recv.close();
  }
}

/** The shorter side of a picture; browsers that do not say deliver what they were asked for. */
function sizeOf(track: MediaStreamTrack): number {
  const { width, height } = track.getSettings();
  return Math.min(width ?? 720, height ?? 720);
}

/** Every browser has VP8 and Opus, and Firefox has no H264. */
const codecOf = (device: Device, kind: string): types.RtpCodecCapability | undefined =>
  device.sendRtpCapabilities.codecs?.find(
    ({ mimeType }) => mimeType.toLowerCase() === (kind === 'video' ? 'video/vp8' : 'audio/opus'),
  );

/** A publication's parameters on their way to the server; `appData` is what carries it through mediasoup-client. */
class Announcement {
  readonly #announce: Announce;
  #made: Promise<ProducerId> | null = null;

  constructor(announce: Announce) {
    this.#announce = announce;
  }

  make(rtpParameters: RtpParameters): void {
    this.#made = this.#announce(rtpParameters);
    // Looked at by `made`, which may come after the refusal.
    this.#made.catch(() => undefined);
  }

  made(): Promise<ProducerId> {
    return this.#made ?? Promise.reject(new Error('a publication was not announced'));
  }
}

function announcementOf({ announcement }: types.AppData): Announcement {
  if (!(announcement instanceof Announcement)) throw new Error('a publication without its announcement');
  return announcement;
}
