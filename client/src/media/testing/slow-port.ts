import type { ConsumerId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import type { Direction, PeerParams, RtpCapabilities } from '@parley/shared/sfu';
import type { types } from 'mediasoup-client';
import * as parameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import type { Clock } from '../../session/clock.ts';
import type { TransportState } from '../machine/state.ts';
import { MediasoupPort } from '../mediasoup-port.ts';
import type { MediaPeer, PeerWires } from '../port.ts';
import { fakeOf } from './fake-track.ts';
import type { PeerInHand, PortInHand } from './port-in-hand.ts';

type Handler = types.HandlerInterface;

interface Sender {
  readonly mid: string;
  track: MediaStreamTrack | null;
}

/** One join on the product's own way to mediasoup-client, and the browser below it. */
class SlowPeer implements PeerInHand {
  readonly #wait: () => Promise<void>;
  readonly #handlers = new Map<Direction, Handler>();
  readonly #senders = new Map<string, Sender>();
  /** What the server knows of. */
  readonly offered = new Set<{ readonly source: Source }>();
  readonly receiving = new Map<ConsumerId, MediaStreamTrack>();
  closed = false;
  fails = false;
  stuck = 0;

  constructor(wait: () => Promise<void>) {
    this.#wait = wait;
  }

  get tracks(): readonly MediaStreamTrack[] {
    return [...this.#senders.values()].flatMap(({ track }) => track ?? []);
  }

  /** Whether packets leave by the sender of that name. */
  flowsBy(mid: string): boolean {
    return [...this.#senders.values()].some((sender) => sender.mid === mid && flows(sender));
  }

  get flowing(): readonly Source[] {
    return [...this.#senders.values()].filter(flows).flatMap(({ track }) => sourceOf(track) ?? []);
  }

  report(direction: Direction, state: TransportState): void {
    if (!this.closed) this.#handlers.get(direction)?.emit('@connectionstatechange', state);
  }

  /** Every exchange takes its time, and the first one connects. */
  slow(direction: Direction, handler: Handler): Handler {
    this.#handlers.set(direction, handler);
    const own = {
      send: handler.send.bind(handler),
      receive: handler.receive.bind(handler),
      stopSending: handler.stopSending.bind(handler),
      stopReceiving: handler.stopReceiving.bind(handler),
      replaceTrack: handler.replaceTrack.bind(handler),
      restartIce: handler.restartIce.bind(handler),
    };
    handler.send = async (options) => {
      await this.#exchange();
      const sent = await own.send(options);
      this.#senders.set(sent.localId, { mid: sent.rtpParameters.mid ?? '', track: options.track });
      this.report('send', 'connected');
      return sent;
    };
    handler.receive = async (options) => {
      await this.#exchange();
      const received = await own.receive(options);
      this.report('recv', 'connected');
      return received;
    };
    handler.stopSending = async (id) => {
      await this.#wait();
      this.#senders.delete(id);
      await own.stopSending(id);
    };
    handler.stopReceiving = async (ids) => {
      await this.#wait();
      await own.stopReceiving(ids);
    };
    handler.replaceTrack = async (id, track) => {
      await this.#wait();
      if (this.stuck > 0) {
        this.stuck -= 1;
        throw new Error('cannot replace the track');
      }
      await own.replaceTrack(id, track);
      const sender = this.#senders.get(id);
      if (sender !== undefined) sender.track = track;
    };
    handler.restartIce = async (iceParameters) => {
      await this.#exchange();
      await own.restartIce(iceParameters);
      this.report(direction, 'connected');
    };
    return handler;
  }

  async #exchange(): Promise<void> {
    await this.#wait();
    if (this.fails) throw new Error('cannot make an offer');
  }
}

const flows = ({ track }: Sender): boolean => track !== null && track.enabled && track.readyState === 'live';

const sourceOf = (track: MediaStreamTrack | null): Source | null =>
  track === null ? null : fakeOf(track).source;

/** How long one exchange may take (milliseconds). */
const PACES = [0, 5, 30, 100, 400, 1_500, 3_000] as const;
const QUICK_MS = 5;

/** The product's own port on a browser in which everything takes its time, by a seed. */
export class SlowPort implements PortInHand {
  readonly peers: SlowPeer[] = [];
  /** Of one room, or two. */
  readonly endurance = 6;
  readonly #own: MediasoupPort;
  readonly #clock: Clock;
  #random: number;
  /** Nothing takes long any more. */
  isQuick = false;

  constructor(clock: Clock, seed: number) {
    this.#clock = clock;
    this.#random = seed >>> 0;
    const fake = FakeHandler.createFactory(parameters);
    this.#own = new MediasoupPort(clock, () => ({
      ...fake,
      factory: (options) => {
        const handler = fake.factory(options);
        return this.peers.at(-1)?.slow(options.direction, handler) ?? handler;
      },
    }));
  }

  load(routers: RtpCapabilities): Promise<RtpCapabilities> {
    return this.#own.load(routers);
  }

  open(params: PeerParams, wires: PeerWires): MediaPeer {
    const peer = new SlowPeer(() => this.#wait());
    this.peers.push(peer);
    return watched(peer, this.#own.open(params, wires));
  }

  get peer(): SlowPeer {
    const peer = this.peers.findLast(({ closed }) => !closed);
    if (peer === undefined) throw new Error('no media is joined');
    return peer;
  }

  get sends(): readonly Source[] {
    return this.#open.flatMap(({ flowing }) => flowing).toSorted();
  }

  get offers(): readonly Source[] {
    return this.#open.flatMap(({ offered }) => [...offered].map(({ source }) => source)).toSorted();
  }

  flowsBy(mid: string): boolean {
    return this.#open.some((peer) => peer.flowsBy(mid));
  }

  get #open(): readonly SlowPeer[] {
    return this.peers.filter(({ closed }) => !closed);
  }

  #wait(): Promise<void> {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0;
    const ms = this.isQuick ? QUICK_MS : (PACES[(this.#random >>> 8) % PACES.length] ?? 0);
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }
}

/** As the runner uses it, and noted down. */
function watched(peer: SlowPeer, media: MediaPeer): MediaPeer {
  return {
    publish: (source, track, sending, announce) => {
      const out = media.publish(source, track, sending, announce);
      const offer = { source };
      let closed = false;
      return {
        announced: out.announced.then((producer) => {
          if (!closed) peer.offered.add(offer);
          return producer;
        }),
        feed: (next, flows) => out.feed(next, flows),
        close: () => {
          closed = true;
          peer.offered.delete(offer);
          out.close();
        },
      };
    },
    receive: async (options) => {
      const track = await media.receive(options);
      peer.receiving.set(options.consumer, track);
      return track;
    },
    hear: (consumer, heard) => media.hear(consumer, heard),
    get isHandingOver() {
      return media.isHandingOver;
    },
    stopReceiving: (consumer) => {
      peer.receiving.delete(consumer);
      media.stopReceiving(consumer);
    },
    restartIce: (direction, iceParameters) => media.restartIce(direction, iceParameters),
    close: () => {
      peer.closed = true;
      peer.receiving.clear();
      peer.offered.clear();
      media.close();
    },
  };
}
