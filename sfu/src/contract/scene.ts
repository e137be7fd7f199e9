import type { ConsumerId, ProducerId, SessionId } from '@parley/shared/ids';
import type { Audience, Edge, PeerPlacement } from '@parley/shared/policy';
import type { Source } from '@parley/shared/session';
import type {
  ConsumerOptions,
  OfConsumer,
  PeerParams,
  RtpCapabilities,
  RtpParameters,
  Sfu,
  SfuEvent,
} from '@parley/shared/sfu';
import { chromium, opus, peerId, producerId, roomId, screen, sessionId, simulcast } from './fixtures.ts';

/** An SFU under test, and a look at its medium that does not go through its own books. */
export interface Harness {
  readonly sfu: Sfu;
  /** Every consumer that exists at this moment, whatever its session. */
  consumers(): Promise<readonly ConsumerId[]>;
  /** Neither the consumer nor its producer is paused. */
  flows(consumer: ConsumerId): Promise<boolean>;
  /** The next consumer that is asked of the medium fails to open. */
  failConsumer(): void;
  /** The worker that carries the session dies. */
  killWorker(session: SessionId): Promise<void>;
  close(): Promise<void>;
}

type OfType<T extends SfuEvent['type']> = Extract<SfuEvent, { type: T }>;

interface Person {
  room: string | null;
  epoch: number;
  readonly producers: string[];
}

/**
 * Drives one session as a server does: people stand in rooms, whoever shares a room hears everyone else in it, and
 * every change is applied as a whole audience. What a server would never send is made with `change`.
 */
export class Scene {
  readonly session: SessionId;
  readonly sfu: Sfu;
  readonly events: SfuEvent[] = [];
  readonly #people = new Map<string, Person>();
  readonly #paused = new Set<ProducerId>();
  readonly #prepared = new Set<string>();
  readonly #waiting = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #applied: Audience | null = null;
  #seq = 0;
  #tracks = 0;

  constructor(sfu: Sfu, session = 'session') {
    this.sfu = sfu;
    this.session = sessionId(session);
    this.#unsubscribe = sfu.on((event) => {
      if (event.session !== this.session) return;
      this.events.push(event);
      for (const look of this.#waiting) look();
    });
  }

  end(): void {
    this.#unsubscribe();
  }

  /** A person walks in; their place is known to the SFU with the next `apply`. */
  stand(name: string, room: string | null): void {
    const person = this.#people.get(name);
    if (person === undefined) this.#people.set(name, { room, epoch: 1, producers: [] });
    else this.#people.set(name, { room, epoch: person.epoch + 1, producers: [] });
  }

  leave(name: string): void {
    this.#people.delete(name);
  }

  announce(name: string, ...producers: readonly string[]): void {
    this.#person(name).producers.push(...producers);
  }

  stop(producer: string): void {
    for (const { producers } of this.#people.values()) {
      if (producers.includes(producer)) producers.splice(producers.indexOf(producer), 1);
    }
  }

  mute(producer: string, muted: boolean): void {
    if (muted) this.#paused.add(producerId(producer));
    else this.#paused.delete(producerId(producer));
  }

  /** From the next `apply` on this track is not for them, or is again; either way it is set up. */
  prepare(listener: string, producer: string, isPrepared = true): void {
    const pair = nameOf({ listener: peerId(listener), producer: producerId(producer) });
    if (isPrepared) this.#prepared.add(pair);
    else this.#prepared.delete(pair);
  }

  audience(change: Partial<Audience> = {}): Audience {
    const peers: PeerPlacement[] = [...this.#people].map(([name, { room, epoch, producers }]) => ({
      peer: peerId(name),
      at: room === null ? null : { room: roomId(room), epoch },
      producers: producers.map(producerId),
    }));
    const pairs: Edge[] = peers.flatMap((listener) =>
      peers
        .filter((other) => other !== listener && other.at !== null && other.at.room === listener.at?.room)
        .flatMap(({ producers }) => producers.map((producer) => ({ listener: listener.peer, producer }))),
    );
    const isPrepared = (pair: Edge): boolean => this.#prepared.has(nameOf(pair));
    return {
      session: this.session,
      seq: this.#seq,
      peers,
      edges: pairs.filter((pair) => !isPrepared(pair)),
      prepared: pairs.filter(isPrepared),
      paused: [...this.#paused],
      ...change,
    };
  }

  /** The scene as it stands, under the next seq; `change` says what a server would not. */
  async apply(change: Partial<Audience> = {}): Promise<Audience> {
    this.#seq += 1;
    const audience = this.audience(change);
    await this.sfu.applyAudience(audience);
    this.#applied = audience;
    return audience;
  }

  openPeer(name: string, rtpCapabilities: RtpCapabilities = chromium): Promise<PeerParams> {
    return this.sfu.openPeer({ session: this.session, peer: peerId(name), rtpCapabilities });
  }

  /** Publishes with the tag of the owner's place in the scene. */
  publish(
    name: string,
    producer: string,
    source: Source,
    change: { readonly room?: string; readonly epoch?: number; readonly rtpParameters?: RtpParameters } = {},
  ): Promise<void> {
    const { room, epoch } = this.#person(name);
    this.#tracks += 1;
    return this.sfu.publish({
      session: this.session,
      peer: peerId(name),
      producer: producerId(producer),
      source,
      tag: { room: roomId(change.room ?? room ?? 'nowhere'), epoch: change.epoch ?? epoch },
      rtpParameters: change.rtpParameters ?? parametersOf(source, this.#tracks),
    });
  }

  /** People in one room, each with an open microphone called `mic-<name>`, all joined with all. */
  async talk(room: string, ...names: readonly string[]): Promise<void> {
    for (const name of names) {
      this.stand(name, room);
      this.announce(name, `mic-${name}`);
      await this.openPeer(name);
    }
    await this.apply();
    for (const name of names) await this.publish(name, `mic-${name}`, 'microphone');
    for (const listener of names) {
      for (const name of names) if (name !== listener) await this.opened(listener, `mic-${name}`);
    }
  }

  /** Its opening, past or still to come. */
  async opened(listener: string, producer: string): Promise<ConsumerOptions> {
    const { options } = await this.event(
      'consumer.opened',
      (event) => event.peer === peerId(listener) && event.options.producer === producerId(producer),
    );
    return options;
  }

  of<T extends SfuEvent['type']>(type: T): OfType<T>[] {
    return this.events.filter((event): event is OfType<T> => event.type === type);
  }

  /** The first such event, past or still to come. */
  event<T extends SfuEvent['type']>(
    type: T,
    fits: (event: OfType<T>) => boolean = () => true,
  ): Promise<OfType<T>> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.of(type).find(fits);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /**
   * Whatever was to follow from the commands before has followed: a worker does things in order, and each time it has
   * somebody to close whom no audience names.
   */
  async quiet(): Promise<void> {
    if (this.#applied === null) throw new Error('nothing was applied yet');
    for (let round = 0; round < 4; round += 1) {
      await this.openPeer('passer-by');
      await this.sfu.applyAudience(this.#applied);
    }
  }

  /** How a listener's browser names what it was offered. */
  at(listener: string, { consumer }: Pick<ConsumerOptions, 'consumer'>): OfConsumer {
    return { session: this.session, peer: peerId(listener), consumer };
  }

  #person(name: string): Person {
    const person = this.#people.get(name);
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return person;
  }
}

const nameOf = ({ listener, producer }: Edge): string => `${producer}→${listener}`;

function parametersOf(source: Source, track: number): RtpParameters {
  if (source === 'camera') return simulcast(track);
  return source === 'screen' ? screen(track) : opus(track);
}
