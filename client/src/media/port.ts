import type { ConsumerId, ProducerId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import type {
  Direction,
  DtlsParameters,
  IceParameters,
  PeerParams,
  Reception,
  RtpCapabilities,
  RtpParameters,
} from '@parley/shared/sfu';
import type { TransportState } from './machine/state.ts';

/** What a peer needs of the server while it is set up, and what it observes. */
export interface PeerWires {
  /** Resolves when the SFU has taken the parameters: ICE starts only then. */
  connect(direction: Direction, dtlsParameters: DtlsParameters): Promise<void>;
  changed(direction: Direction, state: TransportState): void;
  /** This way over the line sound would suffer: pictures give way, or may come back. */
  narrow(direction: Direction, narrow: boolean): void;
}

/** What one publication needs of the server. */
export type Announce = (rtpParameters: RtpParameters) => Promise<ProducerId>;

/** A publication was closed before the server was asked: nothing went wrong. */
export class Withdrawn extends Error {}

/** One of my tracks, on its way out or there. */
export interface OutgoingTrack {
  /** Under which the server knows it, once it does. */
  readonly announced: Promise<ProducerId>;
  /** Replaces what is sent; not `sending` means that not a single packet leaves. */
  feed(track: MediaStreamTrack, sending: boolean): Promise<void>;
  /** Not a single packet leaves any more, whether or not the server has heard of it. */
  close(): void;
}

/** The browser's end of both transports. */
export interface MediaPeer {
  publish(source: Source, track: MediaStreamTrack, sending: boolean, announce: Announce): OutgoingTrack;
  receive(options: Reception): Promise<MediaStreamTrack>;
  /** What is received already is to be heard from now on, or no more. */
  hear(consumer: ConsumerId, heard: boolean): void;
  /** One of these makes room for another at this moment. */
  readonly isHandingOver: boolean;
  stopReceiving(consumer: ConsumerId): void;
  restartIce(direction: Direction, iceParameters: IceParameters): Promise<void>;
  close(): void;
}

/** The browser's WebRTC, as the session needs it. */
export interface MediaPort {
  /**
   * So many tracks, sent and received, one connection is used for. A browser keeps something of each until the connection
   * ends, of a camera more than half a megabyte, however long ago the track did.
   */
  readonly endurance: number;
  /** What this browser can receive of what the routers accept. */
  load(routers: RtpCapabilities): Promise<RtpCapabilities>;
  /** Requires `load`. */
  open(params: PeerParams, wires: PeerWires): MediaPeer;
}
