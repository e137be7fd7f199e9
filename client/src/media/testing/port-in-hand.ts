import type { ConsumerId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import type { Direction } from '@parley/shared/sfu';
import type { TransportState } from '../machine/state.ts';
import type { MediaPort } from '../port.ts';

/** Both transports of one join, as far as a test sees them and breaks them. */
export interface PeerInHand {
  readonly closed: boolean;
  /** What is set up to be received now. */
  readonly receiving: ReadonlyMap<ConsumerId, MediaStreamTrack>;
  /** What its senders have now. */
  readonly tracks: readonly MediaStreamTrack[];
  /** While set, the browser refuses what it is told. */
  fails: boolean;
  /** So many times what is sent cannot be exchanged. */
  stuck: number;
  report(direction: Direction, state: TransportState): void;
}

/** A browser's WebRTC, as far as a test sees it and breaks it. */
export interface PortInHand extends MediaPort {
  readonly peers: readonly PeerInHand[];
  /** The one that stands now. */
  readonly peer: PeerInHand;
  /** What leaves this browser now: the sources whose packets really flow. */
  readonly sends: readonly Source[];
  /** What is set up to leave, flowing or not. */
  readonly offers: readonly Source[];
}
