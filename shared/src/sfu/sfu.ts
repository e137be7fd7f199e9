import { z } from 'zod';
import { ConsumerId, Epoch, PeerId, ProducerId, RoomId, SessionId } from '../ids.ts';
import type { Audience } from '../policy/index.ts';
import { Source } from '../session/media.ts';
import {
  DtlsParameters,
  type IceParameters,
  RtpCapabilities,
  RtpParameters,
  TransportOptions,
} from './rtp.ts';

/** Which of a peer's two transports: from the browser to the SFU, or back. */
export const Direction = z.enum(['send', 'recv']);
export type Direction = z.infer<typeof Direction>;

const ofPeer = { session: SessionId, peer: PeerId };

/** A listener of the server's own: no browser is behind it, and what it hears is handed to the server. */
export const OpenEar = z.object({ ...ofPeer });
export const OpenPeer = z.object({ ...ofPeer, rtpCapabilities: RtpCapabilities });
export const PeerParams = z.object({ send: TransportOptions, recv: TransportOptions });
export const ConnectTransport = z.object({ ...ofPeer, direction: Direction, dtlsParameters: DtlsParameters });
export const RestartIce = z.object({ ...ofPeer, direction: Direction });
/** The tag {room, epoch} stays with the producer for life. */
export const Publish = z.object({
  ...ofPeer,
  producer: ProducerId,
  source: Source,
  tag: z.object({ room: RoomId, epoch: Epoch }),
  rtpParameters: RtpParameters,
});
const Edge = z.object({ listener: PeerId, producer: ProducerId });
export const ApplyAudience = z.object({
  session: SessionId,
  seq: z.number().int().min(0),
  peers: z
    .array(
      z.object({
        peer: PeerId,
        at: z.object({ room: RoomId, epoch: Epoch }).nullable(),
        producers: z.array(ProducerId).max(16),
      }),
    )
    .max(1_000),
  edges: z.array(Edge).max(100_000),
  prepared: z.array(Edge).max(100_000),
  paused: z.array(ProducerId).max(4_000),
});
export const AudienceApplied = z.object({ seq: z.number().int().min(0) });
export const OfConsumer = z.object({ ...ofPeer, consumer: ConsumerId });
/** The largest layers worth sending, by what is shown; null spatial pauses the picture. */
export const PreferLayers = z.object({
  ...ofPeer,
  consumer: ConsumerId,
  spatial: z.number().int().min(0).max(2).nullable(),
});
export const OfSession = z.object({ session: SessionId });
export const OfPeer = z.object({ ...ofPeer });

export type OpenEar = z.infer<typeof OpenEar>;
export type OpenPeer = z.infer<typeof OpenPeer>;
export type PeerParams = z.infer<typeof PeerParams>;
export type ConnectTransport = z.infer<typeof ConnectTransport>;
export type RestartIce = z.infer<typeof RestartIce>;
export type Publish = z.infer<typeof Publish>;
export type AudienceApplied = z.infer<typeof AudienceApplied>;
export type OfConsumer = z.infer<typeof OfConsumer>;
export type PreferLayers = z.infer<typeof PreferLayers>;
export type OfSession = z.infer<typeof OfSession>;
export type OfPeer = z.infer<typeof OfPeer>;

/** What a browser needs to receive one track. Created paused. */
export const ConsumerOptions = z.object({
  consumer: ConsumerId,
  producer: ProducerId,
  source: Source,
  kind: z.enum(['audio', 'video']),
  rtpParameters: RtpParameters,
});
export type ConsumerOptions = z.infer<typeof ConsumerOptions>;

/** The peers that are open, how each fares and what it sends: what a server that comes back compares with its log. */
export const Inventory = z
  .array(
    z.object({
      peer: PeerId,
      /** As it was told last; null before. */
      quality: z.number().min(0).max(10).nullable(),
      producers: z
        .array(
          z.object({
            producer: ProducerId,
            source: Source,
            tag: z.object({ room: RoomId, epoch: Epoch }),
          }),
        )
        .max(16),
    }),
  )
  .max(1_000);
export type Inventory = z.infer<typeof Inventory>;
/** What stands for one peer to receive, as it was told when each was opened. */
export const Receptions = z.array(ConsumerOptions).max(4_000);
export type Receptions = z.infer<typeof Receptions>;

/** What a browser needs to be prepared for one, without being told whose it is. */
export const Reception = ConsumerOptions.pick({ consumer: true, kind: true, rtpParameters: true });
export type Reception = z.infer<typeof Reception>;

/** What the SFU reports by itself. */
export const SfuEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('consumer.opened'), ...ofPeer, options: ConsumerOptions }),
  z.object({ type: z.literal('consumer.closed'), ...ofPeer, consumer: ConsumerId }),
  /** The spatial layer now sent, or null while none fits the bandwidth. */
  z.object({
    type: z.literal('consumer.layer'),
    ...ofPeer,
    consumer: ConsumerId,
    spatial: z.number().int().nullable(),
  }),
  z.object({ type: z.literal('producer.closed'), session: SessionId, producer: ProducerId }),
  /** Loudness of the audible producers, dBov (-127 … 0), loudest first. */
  z.object({
    type: z.literal('levels'),
    session: SessionId,
    levels: z.array(z.object({ producer: ProducerId, volume: z.number() })).max(50),
  }),
  /** What an ear has heard of a track since the last: packets of Opus in base64, each some milliseconds, in order. */
  z.object({
    type: z.literal('heard'),
    ...ofPeer,
    producer: ProducerId,
    frames: z.array(z.base64().max(2_000)).max(50),
  }),
  /** How well a peer sends and receives, 0 (nothing arrives) … 10 (all arrives). */
  z.object({ type: z.literal('quality'), ...ofPeer, score: z.number().min(0).max(10) }),
  /** An edge the second lock refused: its ends carry different rooms or epochs. */
  z.object({
    type: z.literal('crossing'),
    session: SessionId,
    listener: PeerId,
    producer: ProducerId,
  }),
  /** These peers' media is gone (a worker or a whole node died). */
  z.object({ type: z.literal('peers.lost'), session: SessionId, peers: z.array(PeerId).max(1_000) }),
]);
export type SfuEvent = z.infer<typeof SfuEvent>;

export type Unsubscribe = () => void;

/**
 * The media plane, declaratively: embedded in the server, on another machine, or a fake in tests; one contract
 * suite holds for all three. It knows no roles, only edges. Every call rejects with a `Refusal`:
 * `sfu.unavailable`, `sfu.stale`, `epoch.stale`, `media.unknown`, `media.already-published`,
 * `media.bad-parameters`.
 */
export interface Sfu {
  /** What the routers accept; the same for the life of a node. */
  capabilities(): Promise<RtpCapabilities>;
  /** Resolves while it takes commands; otherwise rejects with `sfu.unavailable` or `sfu.stale`. */
  ready(): Promise<void>;
  /** Both transports at once. A peer that is open already is closed first. */
  openPeer(command: OpenPeer): Promise<PeerParams>;
  /** Hears what the audience joins it to once each of its consumers is resumed, and sends nothing. */
  openEar(command: OpenEar): Promise<void>;
  /** Acknowledged before the browser starts ICE, or DTLS loses its first packet. */
  connectTransport(command: ConnectTransport): Promise<void>;
  restartIce(command: RestartIce): Promise<IceParameters>;
  /** Refused with `epoch.stale` unless the tag is its peer's place in the audience applied last. */
  publish(command: Publish): Promise<void>;
  /**
   * The whole desired state: peers not named are closed, producers not named under their peer or not of its
   * {room, epoch} are closed, edges not named are closed, or held back where they are prepared: all before the
   * acknowledgement, which comes after those of all audiences before. Edges to producers or peers not yet open wait
   * for them. An edge, or a prepared one, whose ends differ in room, or whose producer is not of its owner's epoch, is
   * refused and reported as `crossing`. An older `seq` than the last is refused with `sfu.stale`.
   */
  applyAudience(command: Audience): Promise<AudienceApplied>;
  /**
   * Resolves once nothing of the session can flow but where it is now; at once, unless it was moved away from a node that
   * could not be told to end it. What is acknowledged before is so of the present node alone.
   */
  onlyHere(command: OfSession): Promise<void>;
  /** The browser is ready for what was created paused. Refused unless the edge still stands, or is prepared. */
  resumeConsumer(command: OfConsumer): Promise<void>;
  preferLayers(command: PreferLayers): Promise<void>;
  closeSession(command: OfSession): Promise<void>;
  /**
   * Asked once, by a server that begins: the sessions that are held for a life of it before this one. What a node that
   * is reached only later holds for one is ended there.
   */
  held(): Promise<readonly SessionId[]>;
  /** What is held of a session now; nothing of one that is not known. */
  inventory(command: OfSession): Promise<Inventory>;
  receptions(command: OfPeer): Promise<Receptions>;
  on(listener: (event: SfuEvent) => void): Unsubscribe;
  /** Gives everything up; the node's own life ends with it when embedded. */
  close(): Promise<void>;
}

/** An SFU elsewhere, which can be away. */
export interface DistantSfu extends Sfu {
  /** Resolves as soon as the node is there and obeys; rejects when it never will. */
  linked(): Promise<void>;
  readonly isLinked: boolean;
  /** Its link is gone, and was not mended at once; or it was not linked yet. */
  readonly isAway: boolean;
  /** Told whenever it begins to be away. */
  onAway(listener: () => void): Unsubscribe;
  /**
   * So long after its link has broken nothing flows there any more, if it has been without this server all the while:
   * see `SFU_LEASE_SECONDS`.
   */
  readonly silentAfterMs: number;
  /** The session is with another node from now on: whom this one held of it, as far as is known here. */
  giveAway(session: SessionId): readonly PeerId[];
}
