import type { ConsumerId, PeerId, ProducerId, SessionId } from '@parley/shared/ids';
import type { MediaKind, Source } from '@parley/shared/session';
import type {
  Direction,
  DtlsParameters,
  IceParameters,
  PeerParams,
  RtpCapabilities,
  RtpParameters,
} from '@parley/shared/sfu';

import type { Place } from './desired.ts';

/**
 * What carries media: mediasoup's workers, or nothing at all in the fake. It obeys; every rule about who may hear
 * whom lives in `Session`. Two promises the rules rest on:
 * - `close()` and the pausing calls take effect in the order they were made, and `settled()` answers after them;
 * - whatever is awaited answers in a later turn of the event loop, so that an answer reaches its caller before
 *   anything that follows from it.
 */
export interface MediaPlane {
  readonly capabilities: RtpCapabilities;
  /** One router a session, on the least loaded worker. Rejects with `sfu.unavailable`. */
  openRouter(session: SessionId, events: RouterEvents): Promise<MediaRouter>;
  workers(): Promise<readonly WorkerStats[]>;
  close(): Promise<void>;
}

export interface RouterEvents {
  /** Its worker died and everything on it is gone. */
  lost(): void;
  /** dBov, loudest first; empty once all are silent. */
  levels(levels: readonly Level[]): void;
}

export interface Level {
  readonly producer: ProducerId;
  readonly volume: number;
}

export interface MediaRouter {
  openPeer(peer: PeerId, capabilities: RtpCapabilities, events: PeerEvents): Promise<BrowserPeer>;
  /** A listener without a browser; it only consumes. */
  openEar(peer: PeerId, events: EarEvents): Promise<MediaPeer>;
  /** Everything asked of the router before, and closed, has taken effect. Also after `close()`. */
  settled(): Promise<void>;
  close(): void;
}

export interface PeerEvents {
  /** The browser ended it, or it can never work. */
  lost(): void;
  /** 0 … 10. */
  quality(score: number): void;
}

export interface EarEvents {
  /** Packets of Opus in base64, in order. */
  heard(producer: ProducerId, frames: readonly string[]): void;
}

export interface BrowserPeer extends MediaPeer {
  readonly params: PeerParams;
}

export interface MediaPeer {
  connect(direction: Direction, dtlsParameters: DtlsParameters): Promise<void>;
  restartIce(direction: Direction): Promise<IceParameters>;
  /** Rejects with `media.bad-parameters`. */
  produce(wish: ProducerWish): Promise<MediaProducer>;
  /** Created paused; null when the browser has no codec for it. */
  consume(wish: ConsumerWish): Promise<MediaConsumer | null>;
  /** With everything it sends and receives. */
  close(): void;
}

export interface ProducerWish {
  readonly id: ProducerId;
  readonly source: Source;
  readonly tag: Place;
  readonly rtpParameters: RtpParameters;
  readonly paused: boolean;
}

export interface ConsumerWish {
  /** One of the same router. */
  readonly producer: ProducerId;
  readonly source: Source;
  /** The spatial layer now sent, or null. */
  readonly layer: (spatial: number | null) => void;
}

export interface MediaProducer {
  setPaused(paused: boolean): Promise<void>;
  close(): void;
}

export interface MediaConsumer {
  readonly id: ConsumerId;
  readonly kind: MediaKind;
  readonly rtpParameters: RtpParameters;
  setPaused(paused: boolean): Promise<void>;
  /** No effect on a track without layers. */
  preferLayer(spatial: number): Promise<void>;
  close(): void;
}

export interface WorkerStats {
  readonly pid: number;
  /** Routers, transports and tracks it carries. */
  readonly load: number;
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
}
