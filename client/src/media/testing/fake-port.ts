import type { ConsumerId, ProducerId } from '@parley/shared/ids';
import { mediaKindOf, type Source } from '@parley/shared/session';
import type {
  Reception,
  Direction,
  DtlsParameters,
  IceParameters,
  PeerParams,
  RtpCapabilities,
  RtpParameters,
} from '@parley/shared/sfu';
import type { TransportState } from '../machine/state.ts';
import type { Announce, MediaPeer, OutgoingTrack, PeerWires } from '../port.ts';
import { fakeTrack } from './fake-track.ts';
import type { PeerInHand, PortInHand } from './port-in-hand.ts';

export interface FakeOutgoing {
  readonly source: Source;
  track: MediaStreamTrack;
  sending: boolean;
}

const dtls: DtlsParameters = {
  fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AA').join(':') }],
};

const rtpOf = (source: Source): RtpParameters => ({
  codecs: [
    mediaKindOf(source) === 'audio'
      ? { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }
      : { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 },
  ],
  encodings: [{ ssrc: 1 }],
});

/** Both transports of one join, without any network. */
export class FakePeer implements MediaPeer, PeerInHand {
  readonly #wires: PeerWires;
  readonly #connected = new Map<Direction, Promise<void>>();
  /** What leaves now. */
  readonly outgoing = new Set<FakeOutgoing>();
  /** What is set up to be received now. */
  readonly receiving = new Map<ConsumerId, MediaStreamTrack>();
  readonly created: ConsumerId[] = [];
  readonly restarts: Direction[] = [];
  /** What was set up already and became a voice to hear, or is none any more. */
  readonly changes: { readonly consumer: ConsumerId; readonly heard: boolean }[] = [];
  /** While set, a restarted transport does not come back. */
  dead = false;
  /** While set, the browser refuses what it is told. */
  fails = false;
  /** So many times what is sent cannot be exchanged. */
  stuck = 0;
  closed = false;
  isHandingOver = false;

  constructor(wires: PeerWires) {
    this.#wires = wires;
  }

  get tracks(): readonly MediaStreamTrack[] {
    return [...this.outgoing].map(({ track }) => track);
  }

  publish(source: Source, track: MediaStreamTrack, sending: boolean, announce: Announce): OutgoingTrack {
    const out: FakeOutgoing = { source, track, sending };
    let closed = false;
    const begin = async (): Promise<ProducerId> => {
      if (this.fails) throw new Error('cannot make an offer');
      await this.#connect('send');
      const producer = await announce(rtpOf(source));
      if (!closed) this.outgoing.add(out);
      return producer;
    };
    return {
      announced: begin(),
      feed: (next, flows) => {
        // Silence needs no exchange.
        if (!flows) out.sending = false;
        if (this.stuck > 0) {
          this.stuck -= 1;
          return Promise.reject(new Error('cannot replace the track'));
        }
        out.track = next;
        out.sending = flows;
        return Promise.resolve();
      },
      close: () => {
        closed = true;
        this.outgoing.delete(out);
      },
    };
  }

  async receive({ consumer, kind }: Reception): Promise<MediaStreamTrack> {
    if (this.fails) throw new Error('Duplicate a=msid lines detected');
    this.created.push(consumer);
    await this.#connect('recv');
    const track = fakeTrack(kind);
    this.receiving.set(consumer, track);
    return track;
  }

  hear(consumer: ConsumerId, heard: boolean): void {
    this.changes.push({ consumer, heard });
  }

  stopReceiving(consumer: ConsumerId): void {
    this.receiving.delete(consumer);
  }

  restartIce(direction: Direction, _parameters: IceParameters): Promise<void> {
    this.restarts.push(direction);
    if (!this.dead) this.report(direction, 'connected');
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
    this.outgoing.clear();
    this.receiving.clear();
  }

  report(direction: Direction, state: TransportState): void {
    if (!this.closed) this.#wires.changed(direction, state);
  }

  #connect(direction: Direction): Promise<void> {
    const known = this.#connected.get(direction);
    if (known !== undefined) return known;
    this.report(direction, 'connecting');
    const connected = this.#wires.connect(direction, dtls).then(() => this.report(direction, 'connected'));
    this.#connected.set(direction, connected);
    return connected;
  }
}

/** A browser whose WebRTC is a note of what it was asked for. */
export class FakePort implements PortInHand {
  readonly peers: FakePeer[] = [];
  endurance = Number.POSITIVE_INFINITY;

  load(): Promise<RtpCapabilities> {
    return Promise.resolve({ codecs: [] });
  }

  open(_params: PeerParams, wires: PeerWires): MediaPeer {
    const peer = new FakePeer(wires);
    this.peers.push(peer);
    return peer;
  }

  /** The one that stands now. */
  get peer(): FakePeer {
    const peer = this.peers.findLast(({ closed }) => !closed);
    if (peer === undefined) throw new Error('no media is joined');
    return peer;
  }

  /** What leaves this browser now: the sources whose packets really flow. */
  get sends(): readonly Source[] {
    return this.peers
      .flatMap(({ outgoing }) => [...outgoing])
      .filter(({ sending }) => sending)
      .map(({ source }) => source)
      .toSorted();
  }

  /** What is set up to leave, flowing or not. */
  get offers(): readonly Source[] {
    return this.peers
      .flatMap(({ outgoing }) => [...outgoing])
      .map(({ source }) => source)
      .toSorted();
  }
}
