import type { ConsumerId, ProducerId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import {
  DtlsParameters,
  type Direction,
  type IceParameters,
  type PeerParams,
  type Reception,
  RtpCapabilities,
  RtpParameters,
} from '@parley/shared/sfu';
import { Device, type types } from 'mediasoup-client';
import type { Clock } from '../session/clock.ts';
import { nextTurn } from '../session/later.ts';
import { answered } from './answered.ts';
import { formOf, type SendingOptions, sendingOptions } from './encodings.ts';
import { GivingWay, type VoiceLine } from './giving-way.ts';
import { beginsAnew, handlerFactory } from './handler.ts';
import { copyOf, MediasoupOutgoing } from './mediasoup-outgoing.ts';
import {
  type Announce,
  type MediaPeer,
  type MediaPort,
  type OutgoingTrack,
  type PeerWires,
  Withdrawn,
} from './port.ts';
import { Renewing } from './renewing.ts';
import { ComingFare, goingFare } from './sound-fare.ts';
import { SoundFirst } from './sound-first.ts';
import { Spares } from './spares.ts';
import { Tidy } from './tidy.ts';

/**
 * Checked by the protocol's schemas, in mediasoup's own types: those do not allow keys that are there and
 * undefined, which parsing never leaves, and list the header extensions by name.
 */
const native = <T>(checked: object): T => structuredClone(checked) as T;

/** So long one's own picture waits for the first of others. */
const PICTURE_PATIENCE_MS = 500;
const LOOK_EVERY_MS = 20;

/** The browser's WebRTC through mediasoup-client. */
export class MediasoupPort implements MediaPort {
  /** A hundred rooms of somebody with a camera, with one other in each. */
  readonly endurance = 400;
  readonly #clock: Clock;
  readonly #handlers: () => types.HandlerFactory | undefined;
  #loaded: { readonly routers: string; readonly device: Promise<Device> } | null = null;

  constructor(clock: Clock, handlers = handlerFactory) {
    this.#clock = clock;
    this.#handlers = handlers;
  }

  async load(routers: RtpCapabilities): Promise<RtpCapabilities> {
    const text = JSON.stringify(routers);
    if (this.#loaded?.routers !== text) {
      this.#loaded = { routers: text, device: loadDevice(routers, this.#handlers()) };
    }
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
    return new MediasoupPeer(this.#device, params, wires, this.#clock);
  }
}

async function loadDevice(
  routers: RtpCapabilities,
  factory: types.HandlerFactory | undefined,
): Promise<Device> {
  const device = await Device.factory(factory === undefined ? {} : { handlerFactory: factory });
  await device.load({ routerRtpCapabilities: native(routers) });
  return device;
}

class MediasoupPeer implements MediaPeer {
  readonly #device: Device;
  readonly #transports: { readonly [D in Direction]: types.Transport };
  readonly #consumers = new Map<ConsumerId, types.Consumer>();
  readonly #clock: Clock;
  readonly #tidy: Tidy;
  readonly #givingWay: GivingWay;
  /** Null where that was never tried. */
  readonly #renewing: Renewing | null;
  readonly #spares = new Spares<types.Producer>();
  /** For what a spare sender is to be negotiated. */
  readonly #toPrepare = new Map<
    Source,
    { readonly track: MediaStreamTrack; readonly options: SendingOptions }
  >();
  readonly #soundFirst: readonly SoundFirst[];
  /** My pictures in the present room, and whether they give way to my sound. */
  readonly #pictures = new Set<types.Producer>();
  #held = false;
  #negotiated = 0;
  /** The last publication of a microphone, once the server has answered; never rejects. */
  #microphone: Promise<void> = Promise.resolve();
  #nextTurn: Promise<void> | null = null;
  /** Tracks being set up to be received; none of these rejects. */
  readonly #receptions = new Set<Promise<void>>();

  constructor(device: Device, params: PeerParams, wires: PeerWires, clock: Clock) {
    this.#device = device;
    this.#clock = clock;
    this.#tidy = new Tidy(clock);
    this.#givingWay = new GivingWay(clock, ({ consumer }) => this.#renewing?.ended(consumer));
    const send = device.createSendTransport(native<types.TransportOptions>(params.send));
    const recv = device.createRecvTransport(native<types.TransportOptions>(params.recv));
    this.#transports = { send, recv };
    const coming = {
      find: (id: ConsumerId) => this.#consumers.get(id),
      inTurn: (work: () => Promise<void>) => this.#tidy.inTurn(work),
      answered: () => answered(recv),
    };
    this.#renewing = beginsAnew(device) ? new Renewing(coming) : null;
    for (const direction of ['send', 'recv'] as const) {
      const transport = this.#transports[direction];
      transport.on('connect', ({ dtlsParameters }, done, fail) => {
        wires.connect(direction, DtlsParameters.parse(dtlsParameters)).then(done, fail);
      });
      transport.on('connectionstatechange', (state) => wires.changed(direction, state));
    }
    // Answered at once, under a name of its own: what the server says comes later and must not hold up the next
    // publication, and a refusal must not end this one half-way.
    send.on('produce', (_, done) => done({ id: `local-${(this.#negotiated += 1)}` }));
    this.#soundFirst = this.#soundComesFirst(wires);
  }

  #soundComesFirst(wires: PeerWires): readonly SoundFirst[] {
    const { send, recv } = this.#transports;
    const coming = new ComingFare();
    return [
      new SoundFirst(
        this.#clock,
        async () => coming.take(await recv.getStats()),
        (narrow) => wires.narrow('recv', narrow),
      ),
      new SoundFirst(
        this.#clock,
        async () => goingFare(await send.getStats()),
        (narrow) => {
          this.#held = narrow;
          for (const picture of this.#pictures) this.#holdOrSend(picture);
          wires.narrow('send', narrow);
        },
      ),
    ];
  }

  #pictureBegins(picture: types.Producer): void {
    this.#pictures.add(picture);
    if (this.#held) this.#holdOrSend(picture);
  }

  /** A picture that is held is not encoded either. For each the browser negotiates anew, and what comes next waits. */
  #holdOrSend(picture: types.Producer): void {
    if (picture.closed) return void this.#pictures.delete(picture);
    // Refused where it is closed at this moment.
    picture.setRtpEncodingParameters({ active: !this.#held }).catch(() => this.#pictures.delete(picture));
  }

  publish(source: Source, track: MediaStreamTrack, sending: boolean, announce: Announce): OutgoingTrack {
    const outgoing = new MediasoupOutgoing({ track, sending }, (media) => {
      this.#pictures.delete(media);
      this.#tidy.inTurn(() => this.#takeOut(media));
    });
    return {
      announced: this.#tidy.during(this.#publish(outgoing, source, track, announce)),
      feed: (next, flows) => outgoing.feed(next, flows),
      close: () => outgoing.close(),
    };
  }

  async #publish(
    outgoing: MediasoupOutgoing,
    source: Source,
    track: MediaStreamTrack,
    announce: Announce,
  ): Promise<ProducerId> {
    const options = sendingOptions(source, sizeOf(track));
    const spare = this.#spares.take(source, formOf(options));
    try {
      const media = spare ?? (await this.#negotiate(outgoing.copy(), options));
      outgoing.begin(media, spare === null ? 'with' : 'without');
      if (goesAlong(source)) this.#prepareSoon(source, track, options);
      if (outgoing.isOver) throw new Withdrawn();
      if (media.kind === 'video') this.#pictureBegins(media);
      const announced = announce(RtpParameters.parse(media.rtpParameters));
      if (source === 'microphone') this.#microphone = settled(announced);
      const fed = spare !== null && source === 'camera' ? this.#soundOut() : Promise.resolve();
      const [producer] = await Promise.all([announced, fed.then(() => outgoing.fulfil())]);
      return producer;
    } catch (error) {
      outgoing.close();
      throw error;
    }
  }

  /** Resolves once the browser has done so: what it is asked of its senders it does one after another. */
  async #takeOut(media: types.Producer): Promise<void> {
    media.close();
    await answered(this.#transports.send);
  }

  /**
   * To start encoding a picture holds up all else in the connection for a tenth of a second: what is said is on its
   * way by then, and what others say set up as far as the server has offered it.
   */
  async #soundOut(): Promise<void> {
    await this.#microphone;
    await this.#turn();
    await Promise.all(this.#receptions);
  }

  /** A sender the server has not heard of yet. */
  async #negotiate(
    copy: MediaStreamTrack,
    { encodings, codecOptions }: SendingOptions,
  ): Promise<types.Producer> {
    const codec = codecOf(this.#device, copy.kind);
    await this.#receivingFirst(copy.kind);
    if (copy.readyState === 'ended') throw new Withdrawn();
    const media = await this.#transports.send
      .produce({
        track: copy,
        // Completed by mediasoup-client in place.
        encodings: structuredClone(encodings),
        codecOptions,
        ...(codec === undefined ? {} : { codec }),
        stopTracks: true,
        disableTrackOnPause: false,
      })
      .catch((error: unknown) => {
        copy.stop();
        throw error;
      });
    return media;
  }

  /** Once for each source, however many rooms there were meanwhile. */
  #prepareSoon(source: Source, track: MediaStreamTrack, options: SendingOptions): void {
    const isDue = this.#toPrepare.has(source);
    this.#toPrepare.set(source, { track, options });
    if (!isDue) this.#tidy.inTurn(() => this.#prepare(source));
  }

  /** Negotiates a sender for the next room; without one the next publication takes its time, and that is all. */
  async #prepare(source: Source): Promise<void> {
    const wish = this.#toPrepare.get(source);
    this.#toPrepare.delete(source);
    if (wish === undefined) return;
    const { track, options } = wish;
    const form = formOf(options);
    if (track.readyState === 'ended' || this.#spares.has(source, form)) return;
    try {
      const media = await this.#negotiate(copyOf(track, false), options);
      await media.replaceTrack({ track: null });
      this.#spares.keep(source, form, media);
    } catch {
      return;
    }
  }

  /**
   * What is offered in a row is set up together: each time costs the browser tens of milliseconds, and what comes
   * next has to wait for it.
   */
  async receive(options: Reception): Promise<MediaStreamTrack> {
    const received = this.#tidy.during(this.#turn().then(() => this.#consume(options)));
    const ended = settled(received);
    this.#receptions.add(ended);
    void ended.then(() => this.#receptions.delete(ended));
    return received;
  }

  async #consume({ consumer: id, kind, rtpParameters }: Reception): Promise<MediaStreamTrack> {
    const { recv } = this.#transports;
    const consumer = await recv.consume({
      id,
      // It only keeps this; whose it is may not be known yet.
      producerId: id,
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
  async #receivingFirst(kind: string): Promise<void> {
    if (this.#transports.recv.connectionState === 'connected') return;
    await this.#turn();
    while (this.#receptions.size > 0) await Promise.all(this.#receptions);
    if (kind === 'video') await this.#othersPicturesFirst();
  }

  /**
   * To start encoding a picture holds up all else, also the decoding of what comes: the first of the others' is there
   * by then, if it comes at all.
   */
  async #othersPicturesFirst(): Promise<void> {
    const pictures = [...this.#consumers.values()].filter(({ kind }) => kind === 'video');
    const deadline = this.#clock.now() + PICTURE_PATIENCE_MS;
    while (pictures.length > 0 && !pictures.some(isThere) && this.#clock.now() < deadline) {
      await new Promise<void>((resolve) => void this.#clock.after(LOOK_EVERY_MS, resolve));
    }
  }

  hear(id: ConsumerId, heard: boolean): void {
    const consumer = this.#consumers.get(id);
    if (consumer === undefined) return;
    const line = lineOf(id, consumer);
    if (!heard) return this.#givingWay.ends(line);
    this.#renewing?.begins(id);
    this.#givingWay.begins(line);
  }

  get isHandingOver(): boolean {
    return this.#givingWay.isUnderWay;
  }

  stopReceiving(id: ConsumerId): void {
    const consumer = this.#consumers.get(id);
    this.#consumers.delete(id);
    if (consumer === undefined) return;
    // Stopping it would hold up the page until the connection answers.
    consumer.track.enabled = false;
    this.#tidy.later(() => consumer.close());
  }

  async restartIce(direction: Direction, iceParameters: IceParameters): Promise<void> {
    await this.#transports[direction].restartIce({ iceParameters: native(iceParameters) });
  }

  close(): void {
    for (const each of this.#soundFirst) each.close();
    this.#tidy.close();
    this.#givingWay.close();
    this.#transports.send.close();
    this.#transports.recv.close();
  }
}

/** The shorter side of a picture; browsers that do not say deliver what they were asked for. */
function sizeOf(track: MediaStreamTrack): number {
  const { width, height } = track.getSettings();
  return Math.min(width ?? 720, height ?? 720);
}

const settled = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  );

const lineOf = (consumer: ConsumerId, { track, rtpReceiver }: types.Consumer): VoiceLine => ({
  consumer,
  track,
  playedAt: () => rtpReceiver?.getSynchronizationSources()[0]?.timestamp ?? null,
});

/** A frame of it has been decoded. */
const isThere = ({ rtpReceiver }: types.Consumer): boolean =>
  (rtpReceiver?.getSynchronizationSources().length ?? 0) > 0;

/** Screens are shown in one room and end with it. */
const goesAlong = (source: Source): boolean => source === 'microphone' || source === 'camera';

/** Every browser has VP8 and Opus, and Firefox has no H264. */
const codecOf = (device: Device, kind: string): types.RtpCodecCapability | undefined =>
  device.sendRtpCapabilities.codecs?.find(
    ({ mimeType }) => mimeType.toLowerCase() === (kind === 'video' ? 'video/vp8' : 'audio/opus'),
  );
