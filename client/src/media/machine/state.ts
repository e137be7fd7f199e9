import type { ErrorReply } from '@parley/shared/errors';
import type { ConsumerId, Epoch, ParticipantId, PeerId, ProducerId } from '@parley/shared/ids';
import type { MyPlace } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import type { Source } from '@parley/shared/session';
import type { Direction, Reception } from '@parley/shared/sfu';

/** How far audio and video are. */
export type MediaState = 'idle' | 'joining' | 'joined' | 'recovering' | 'failed';

/** What the server's view says that matters to my media. */
export interface Me {
  readonly place: MyPlace;
  /** And not held back until it is my turn. */
  readonly microphoneOpen: boolean;
  readonly sources: readonly { readonly id: ProducerId; readonly source: Source }[];
  readonly maySend: boolean;
  readonly mayShare: boolean;
}

/** What runs on my side, ready to be sent; null is off. */
export type Tracks = Readonly<Record<Source, MediaStreamTrack | null>>;

export type TransportState = 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

/** How far the mending of one transport is. */
export type Repair = 'due' | 'asking' | 'checking' | 'resting';

export interface Ice {
  transport: TransportState;
  repair: Repair | null;
  attempts: number;
  /** How often it has fallen silent. */
  gaps: number;
}

export type Peer =
  | { readonly kind: 'none' }
  | { readonly kind: 'joining'; readonly key: number }
  | {
      readonly kind: 'joined';
      readonly key: number;
      readonly id: PeerId;
      /** The server has said on this very line that it knows this peer. */
      readonly confirmed: boolean;
      /** So many tracks more, sent and received, this browser is to have by it. */
      readonly left: number;
      readonly ice: Readonly<Record<Direction, Ice>>;
    };

/** One of my tracks on its way to the SFU, or there. */
export interface Outgoing {
  readonly key: number;
  readonly epoch: Epoch;
  readonly track: MediaStreamTrack;
  readonly sending: boolean;
  /** Null until the server has answered. */
  readonly producer: ProducerId | null;
}

export interface Whose {
  readonly owner: ParticipantId;
  readonly source: Source;
}

/** One track that reaches me, or is set up to. */
export interface Incoming {
  /** Null while it is only prepared: nothing comes by it, and it is nobody's. */
  readonly whose: Whose | null;
  readonly epoch: Epoch;
  /** Null until the browser has set it up. */
  readonly track: MediaStreamTrack | null;
  /** The SFU lets it flow, as far as it is theirs to hear. */
  readonly flows: boolean;
  readonly layer: number | null;
}

/** A track to receive, or to be prepared for. */
export interface Offer {
  readonly peer: PeerId;
  readonly epoch: Epoch;
  readonly whose: Whose | null;
  readonly options: Reception;
}

export const openedOffer = ({ owner, options, ...place }: Notice<'consumer.opened'>): Offer => ({
  ...place,
  whose: { owner, source: options.source },
  options,
});

export const preparedOffer = (notice: Notice<'consumer.prepared'>): Offer => ({ ...notice, whose: null });

/** Everything the media of one session needs to remember. Changed by `step` alone. */
export interface State {
  /** The person pressed «enter» here and has not left since. */
  readonly entered: boolean;
  /** This line's first view has come and the line stands. */
  readonly up: boolean;
  /** The latest view, also while the line is down. */
  readonly me: Me | null;
  /** The room whose people the screen names: nothing is said into a room before one can see who hears it. */
  readonly shown: Epoch | null;
  /** Muted on this device, whatever the server still thinks. */
  readonly hushed: boolean;
  readonly tracks: Tracks;
  readonly peer: Peer;
  /** Asked anew on every line: the answer also proves what the server had to say before it. */
  readonly capabilities: 'unknown' | 'asked' | 'known';
  readonly outgoing: ReadonlyMap<Source, Outgoing>;
  readonly incoming: ReadonlyMap<ConsumerId, Incoming>;
  /** Offers that came before the answer to the join they belong to. */
  readonly early: readonly Offer[];
  /** Producers of mine that I know nothing about and have asked to close. */
  readonly clearing: ReadonlySet<ProducerId>;
  /** Tracks the server refused this peer for good: not sent again in the same place. */
  readonly refused: ReadonlyMap<Source, { readonly track: MediaStreamTrack; readonly epoch: Epoch }>;
  /** Failures of publishing in a row, by source. */
  readonly setbacks: ReadonlyMap<Source, number>;
  /** Joins that failed, or did not lead to a connection, in a row. */
  readonly failures: number;
  /** Media has worked since I came into this room. */
  readonly worked: boolean;
  /** Timers that run. */
  readonly waits: ReadonlySet<string>;
  readonly lastKey: number;
}

const silence: Tracks = { microphone: null, camera: null, screen: null, 'screen-audio': null };

export const initial: State = {
  entered: false,
  up: false,
  me: null,
  shown: null,
  hushed: false,
  tracks: silence,
  peer: { kind: 'none' },
  capabilities: 'unknown',
  outgoing: new Map(),
  incoming: new Map(),
  early: [],
  clearing: new Set(),
  refused: new Map(),
  setbacks: new Map(),
  failures: 0,
  worked: false,
  waits: new Set(),
  lastKey: 0,
};

/** What has happened. `key` names the join or the publication it belongs to. */
export type Event =
  | { readonly type: 'entered' }
  | { readonly type: 'left' }
  | { readonly type: 'line.down' }
  /** `fresh`: the first of its line. */
  | { readonly type: 'view'; readonly me: Me; readonly fresh: boolean }
  | { readonly type: 'capabilities.known' }
  | { readonly type: 'capabilities.failed' }
  | { readonly type: 'tracks'; readonly tracks: Tracks }
  | { readonly type: 'hushed'; readonly hushed: boolean }
  | { readonly type: 'shown'; readonly epoch: Epoch }
  /** `endurance`: so many tracks this browser is to have by one peer. */
  | { readonly type: 'joined'; readonly key: number; readonly peer: PeerId; readonly endurance: number }
  | { readonly type: 'join.failed'; readonly key: number }
  | { readonly type: 'media.lost'; readonly peer: PeerId }
  | {
      readonly type: 'published';
      readonly source: Source;
      readonly key: number;
      readonly producer: ProducerId;
    }
  | {
      readonly type: 'publish.failed';
      readonly source: Source;
      readonly key: number;
      readonly error: ErrorReply;
    }
  /** The browser did not exchange what that publication sends. */
  | { readonly type: 'feed.failed'; readonly key: number }
  | { readonly type: 'unpublish.failed' }
  | { readonly type: 'offered'; readonly offer: Offer }
  | { readonly type: 'consumers.now'; readonly peer: PeerId; readonly consumers: readonly ConsumerId[] }
  | { readonly type: 'consumer.closed'; readonly consumer: ConsumerId }
  | { readonly type: 'consumer.layer'; readonly consumer: ConsumerId; readonly layer: number | null }
  | { readonly type: 'received'; readonly consumer: ConsumerId; readonly track: MediaStreamTrack }
  | { readonly type: 'receive.failed'; readonly consumer: ConsumerId }
  /** The browser's end of this peer is of no use any more, for what failed half-way cannot be taken back, or not there. */
  | { readonly type: 'broken'; readonly key: number }
  | { readonly type: 'ready.answered'; readonly consumer: ConsumerId }
  | { readonly type: 'ready.failed'; readonly consumer: ConsumerId; readonly error: ErrorReply }
  | {
      readonly type: 'transport';
      readonly key: number;
      readonly direction: Direction;
      readonly state: TransportState;
    }
  | { readonly type: 'network.moved' }
  | { readonly type: 'ice.restarted'; readonly key: number; readonly direction: Direction }
  | {
      readonly type: 'ice.failed';
      readonly key: number;
      readonly direction: Direction;
      readonly error: ErrorReply;
    }
  | { readonly type: 'timer'; readonly name: string };

/** What has to be done about it, in this order. */
export type Effect =
  | { readonly do: 'ask-capabilities' }
  | { readonly do: 'join'; readonly key: number }
  | { readonly do: 'close-peer'; readonly key: number }
  | {
      readonly do: 'publish';
      readonly peer: number;
      readonly key: number;
      readonly source: Source;
      readonly epoch: Epoch;
      readonly track: MediaStreamTrack;
      readonly sending: boolean;
    }
  /** Stops sending at once; the server closes or has closed its end. */
  | { readonly do: 'withdraw'; readonly key: number }
  | { readonly do: 'unpublish'; readonly producer: ProducerId }
  | {
      readonly do: 'feed';
      readonly key: number;
      readonly track: MediaStreamTrack;
      readonly sending: boolean;
    }
  | { readonly do: 'receive'; readonly peer: number; readonly options: Reception }
  | { readonly do: 'ready'; readonly consumer: ConsumerId }
  /** What is set up already becomes a voice to hear, or is none any more. */
  | { readonly do: 'hear'; readonly consumer: ConsumerId; readonly heard: boolean }
  | { readonly do: 'stop-receiving'; readonly consumer: ConsumerId }
  | { readonly do: 'restart-ice'; readonly key: number; readonly direction: Direction }
  | { readonly do: 'wait'; readonly name: string; readonly ms: number };
