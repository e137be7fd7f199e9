import { Refusal } from '@parley/shared/errors';
import type { ConsumerId, Epoch, PeerId, ProducerId, RoomId, SessionId } from '@parley/shared/ids';
import type { Sfu, SfuEvent } from '@parley/shared/sfu';
import { type SfuNode, sfuOn } from '../core/node.ts';
import { FakePlane, type FakeRouter } from './plane.ts';
import { Queue } from './queue.ts';

export interface FakeOptions {
  /** Nothing moves in the queues but by the test's hand. */
  readonly manual?: boolean;
}

/** A pair that is joined at this moment, read off the medium itself and not off the SFU's books. */
export interface OpenEdge {
  readonly session: SessionId;
  readonly listener: PeerId;
  readonly producer: ProducerId;
  readonly consumer: ConsumerId;
  /** The producer's tag, as its publish command said. */
  readonly room: RoomId;
  readonly epoch: Epoch;
  /** The listener's end is not paused. */
  readonly open: boolean;
  /** Neither end is paused: if anybody speaks, the listener hears it. */
  readonly flows: boolean;
}

export interface FakeSfu extends SfuNode {
  /** Commands on their way to the SFU; what the SFU asks of its medium; answers and events on their way back. */
  readonly queues: { readonly commands: Queue; readonly media: Queue; readonly reports: Queue };
  /** Empties the queues until nothing more follows. */
  flush(): Promise<void>;
  edges(): readonly OpenEdge[];
  /** While it is not, every command is refused with `sfu.unavailable`. */
  setAvailable(available: boolean): void;
  /** The next consumer that is asked of the medium fails to open. */
  failConsumer(): void;
  /** The session's worker dies. */
  loseWorker(session: SessionId): void;
  /** The browser of that peer closes its connection. */
  losePeer(session: SessionId, peer: PeerId): void;
  /** That peer's line fares so well from now on. */
  fare(session: SessionId, peer: PeerId, score: number): void;
  /** A track carries these packets: every ear that it flows to hears them. */
  sound(producer: ProducerId, frames: readonly string[]): void;
  /** Says what a medium would have observed: levels, quality, layers. */
  say(event: SfuEvent): void;
}

/** The SFU without media: in memory, with the same rules and refusals as the real one, and deterministic. */
export function fakeSfu({ manual = false }: FakeOptions = {}): FakeSfu {
  const commands = new Queue(manual);
  const media = new Queue(manual);
  const reports = new Queue(manual);
  const plane = new FakePlane(media);
  const node = sfuOn(plane);
  const listeners = new Set<(event: SfuEvent) => void>();
  let available = true;

  const say = (event: SfuEvent): void => {
    reports.add(event.type, () => {
      for (const listener of listeners) listener(event);
    });
  };
  node.on(say);

  const through =
    <C, R>(label: string, handle: (command: C) => Promise<R>) =>
    (command: C): Promise<R> =>
      new Promise((resolve, reject) => {
        const answer = (deliver: () => void): void => reports.add(`${label}'s answer`, deliver);
        commands.add(label, () => {
          const work = available ? handle(command) : Promise.reject(new Refusal('sfu.unavailable'));
          work.then(
            (value) => answer(() => resolve(value)),
            (error: unknown) => answer(() => reject(error)),
          );
        });
      });

  const flush = async (): Promise<void> => {
    while ((await media.next()) || (await reports.next()) || (await commands.next()));
  };

  const sfu: Sfu = {
    capabilities: () => node.capabilities(),
    ready: () => (available ? node.ready() : Promise.reject(new Refusal('sfu.unavailable'))),
    openPeer: through('openPeer', (command) => node.openPeer(command)),
    openEar: through('openEar', (command) => node.openEar(command)),
    connectTransport: through('connectTransport', (command) => node.connectTransport(command)),
    restartIce: through('restartIce', (command) => node.restartIce(command)),
    publish: through('publish', (command) => node.publish(command)),
    applyAudience: through('applyAudience', (command) => node.applyAudience(command)),
    onlyHere: (command) => node.onlyHere(command),
    resumeConsumer: through('resumeConsumer', (command) => node.resumeConsumer(command)),
    preferLayers: through('preferLayers', (command) => node.preferLayers(command)),
    closeSession: through('closeSession', (command) => node.closeSession(command)),
    held: () => node.held(),
    inventory: through('inventory', (command) => node.inventory(command)),
    receptions: through('receptions', (command) => node.receptions(command)),
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      const closing = node.close();
      await flush();
      await closing;
    },
  };

  const edgesOn = ({ session, peers }: FakeRouter): OpenEdge[] =>
    [...peers].flatMap(({ consumers }) =>
      Array.from(consumers, ({ id, listener, producer, paused }) => ({
        session,
        listener,
        producer: producer.id,
        consumer: id,
        ...producer.tag,
        open: !paused,
        flows: !paused && !producer.paused,
      })),
    );
  const peersOf = (session: SessionId, peer: PeerId) =>
    routersOf(session)
      .flatMap(({ peers }) => [...peers])
      .filter(({ id }) => id === peer);
  const routersOf = (session: SessionId) => [...plane.routers].filter((router) => router.session === session);

  return {
    ...node,
    ...sfu,
    queues: { commands, media, reports },
    flush,
    edges: () => [...plane.routers].flatMap(edgesOn),
    setAvailable: (value) => {
      available = value;
    },
    failConsumer: () => {
      plane.failing += 1;
    },
    loseWorker: (session) => {
      for (const router of routersOf(session)) plane.loseRouter(router);
    },
    losePeer: (session, peer) => {
      for (const { events } of peersOf(session, peer)) events.lost();
    },
    fare: (session, peer, score) => {
      for (const { events } of peersOf(session, peer)) events.quality(score);
    },
    sound: (producer, frames) => plane.sound(producer, frames),
    say,
  };
}
