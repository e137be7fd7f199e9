import type { PeerId } from '@parley/shared/ids';
import type { Audience } from '@parley/shared/policy';
import fc from 'fast-check';
import { chromium, opus, peerId, producerId, roomId, sessionId } from '../../contract/fixtures.ts';
import { type FakeSfu, fakeSfu } from '../../fake/index.ts';
import { turn } from '../../fake/queue.ts';
import { HandTimers } from '../../lib/hand-timers.ts';
import type { ListeningNode } from '../listen.ts';
import type { RemoteSfu } from '../remote.ts';
import { leadAt, listen } from './harness.ts';
import { type Proxy, proxyTo } from './proxy.ts';

const SILENCE = 10_000;
const CLOSE = 60_000;
const session = sessionId('session');
const names = ['li', 'chen', 'wu', 'zhou'] as const;
type Name = (typeof names)[number];
const rooms = ['plenary', 'caucus', null] as const;

/** What was decided about somebody, whatever has become of it. */
interface Person {
  room: (typeof rooms)[number];
  epoch: number;
  muted: boolean;
  peer: PeerId | null;
  track: string | null;
}

const whom = { who: fc.constantFrom(...names) };
const happens = <const T extends string>(...what: readonly T[]): fc.Arbitrary<{ readonly do: T }> =>
  fc.record({ do: fc.constantFrom(...what) });
/** What happens to servers, nodes and people. */
export const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('join'), ...whom }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('publish'), ...whom }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('mute'), ...whom }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move'), ...whom, to: fc.constantFrom(...rooms) }) },
  { weight: 7, arbitrary: happens('the worker waits', 'the worker goes on') },
  {
    weight: 4,
    arbitrary: happens(
      'the link breaks',
      'the link mends',
      'the server dies',
      'the node dies',
      'the node dies',
    ),
  },
  { weight: 1, arbitrary: happens('a while', 'a lease', 'all leases') },
  { weight: 1, arbitrary: happens('rest') },
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

/** A server that dies and comes back, a node that does, and the network between them. */
export class World {
  readonly people = new Map<Name, Person>(
    names.map((name) => [name, { room: 'plenary', epoch: 1, muted: false, peer: null, track: null }]),
  );
  /** Whom this life of the server was told to be there, and not that they are gone. */
  readonly believed = new Set<PeerId>();
  /** What must not be. */
  readonly wrong: string[] = [];
  readonly seen = { rests: 0, believed: 0, takenUp: 0, lost: 0, heard: 0 };
  readonly #timers = new HandTimers();
  #fake = fakeSfu();
  #node: ListeningNode;
  #network: Proxy;
  #server: RemoteSfu;
  #whole = true;
  #generation = 1;
  #seq = 0;
  #minted = 0;
  #work: Promise<unknown>[] = [];

  private constructor(fake: FakeSfu, node: ListeningNode, network: Proxy, timers: HandTimers) {
    this.#fake = fake;
    this.#node = node;
    this.#network = network;
    this.#timers = timers;
    this.#server = this.#begin();
  }

  static async open(): Promise<World> {
    const timers = new HandTimers();
    const fake = fakeSfu();
    const node = await listen(fake, { timers, leaseTimes: { silenceAfterMs: SILENCE, closeAfterMs: CLOSE } });
    const world = new World(fake, node, await proxyTo(node.port), timers);
    await world.#takeUp();
    for (const person of world.people.values()) {
      world.#join(person);
      await world.rest();
      world.#publish(person);
    }
    await world.rest();
    return world;
  }

  async close(): Promise<void> {
    this.#fake.queues.media.release();
    await this.#server.close();
    await Promise.all(this.#work);
    await this.#network.close();
    await this.#node.close();
  }

  async happens(what: Happening): Promise<void> {
    switch (what.do) {
      case 'join':
        return this.#join(this.#of(what.who));
      case 'publish':
        return this.#publish(this.#of(what.who));
      case 'mute': {
        const person = this.#of(what.who);
        person.muted = !person.muted;
        return this.#order();
      }
      case 'move':
        Object.assign(this.#of(what.who), {
          room: what.to,
          epoch: this.#of(what.who).epoch + 1,
          track: null,
        });
        return this.#order();
      case 'the worker waits':
        return this.#fake.queues.media.hold();
      case 'the worker goes on':
        return this.#fake.queues.media.release();
      case 'the link breaks':
        return this.#break();
      case 'the link mends':
        return this.#mend();
      case 'the server dies':
        return this.#die();
      case 'the node dies':
        return this.#nodeDies();
      case 'a while':
        return this.#pass(1_000);
      case 'a lease':
        return this.#pass(SILENCE);
      case 'all leases':
        return this.#pass(SILENCE + CLOSE);
      case 'rest':
        return this.rest();
    }
  }

  #of(name: Name): Person {
    const person = this.people.get(name);
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return person;
  }

  /** Decided first, and ordered; what the node answers comes when it comes. */
  #join(person: Person): void {
    const peer = peerId(`peer${(this.#minted += 1)}`);
    person.peer = peer;
    person.track = null;
    this.#order();
    const server = this.#server;
    this.#begun(
      server.openPeer({ session, peer, rtpCapabilities: chromium }).then(() => {
        if (server === this.#server && !this.#told.has(peer)) this.believed.add(peer);
      }),
    );
  }

  #publish(person: Person): void {
    const { peer, room, epoch } = person;
    if (peer === null || room === null || person.track !== null) return;
    const track = `track${(this.#minted += 1)}`;
    person.track = track;
    this.#order();
    const tag = { room: roomId(room), epoch };
    const rtpParameters = opus(this.#minted);
    this.#begun(
      this.#server.publish({
        session,
        peer,
        producer: producerId(track),
        source: 'microphone',
        tag,
        rtpParameters,
      }),
    );
  }

  #begun(work: Promise<unknown>): void {
    this.#work.push(work.catch(() => undefined));
  }

  #order(): void {
    const audience = this.#audience();
    const server = this.#server;
    this.#begun(
      server.applyAudience(audience).then(() => {
        const named = new Set(audience.peers.map(({ peer }) => peer));
        for (const peer of this.believed)
          if (!named.has(peer) && !this.#isNamed(peer)) this.believed.delete(peer);
      }),
    );
  }

  #isNamed(id: PeerId): boolean {
    return [...this.people.values()].some(({ peer }) => peer === id);
  }

  #audience(): Audience {
    this.#seq += 1;
    const people = [...this.people.values()];
    const withPeer = people.flatMap((person) =>
      person.peer === null ? [] : [{ ...person, peer: person.peer }],
    );
    const tracks = withPeer.flatMap(({ track, peer, room }) =>
      track === null ? [] : [{ track, peer, room }],
    );
    return {
      session,
      seq: this.#seq,
      peers: withPeer.map(({ peer, room, epoch, track }) => ({
        peer,
        at: room === null ? null : { room: roomId(room), epoch },
        producers: track === null ? [] : [producerId(track)],
      })),
      edges: withPeer.flatMap((listener) =>
        tracks
          .filter(({ peer, room }) => peer !== listener.peer && room !== null && room === listener.room)
          .map(({ track }) => ({ listener: listener.peer, producer: producerId(track) })),
      ),
      prepared: [],
      paused: people.flatMap(({ track, muted }) => (track !== null && muted ? [producerId(track)] : [])),
    };
  }

  /** Of each life apart. */
  #told = new Set<PeerId>();

  #begin(): RemoteSfu {
    const server = leadAt(this.#network.port, { timers: this.#timers, generation: this.#generation });
    this.believed.clear();
    this.#told = new Set();
    server.on((event) => {
      if (server !== this.#server) return;
      if (event.type === 'consumer.opened') {
        const { consumer } = event.options;
        this.#begun(server.resumeConsumer({ session, peer: event.peer, consumer }));
      }
      if (event.type !== 'peers.lost') return;
      for (const peer of event.peers) {
        this.seen.lost += 1;
        this.#told.add(peer);
        this.believed.delete(peer);
        for (const person of this.people.values()) {
          if (person.peer === peer) Object.assign(person, { peer: null, track: null });
        }
      }
    });
    return server;
  }

  /** As the log has it, and nothing more. */
  async #takeUp(): Promise<void> {
    let held: readonly string[] | null = null;
    const asked = this.#server.held().then((sessions) => (held = sessions));
    while (held === null) await this.#moment();
    await asked;
    const found = await this.#server.inventory({ session }).catch(() => []);
    for (const { peer } of found) this.believed.add(peer);
    const there = new Map(
      found.map(({ peer, producers }) => [peer, producers.map(({ producer }) => producer)]),
    );
    for (const person of this.people.values()) {
      const tracks = person.peer === null ? undefined : there.get(person.peer);
      if (tracks === undefined) Object.assign(person, { peer: null, track: null });
      else if (person.track !== null && !tracks.includes(producerId(person.track))) person.track = null;
    }
    this.seen.takenUp += [...this.people.values()].filter(({ peer }) => peer !== null).length;
    this.#order();
  }

  /** What is on its way by the network comes through. */
  async arrives(): Promise<void> {
    for (let turns = 0; turns < 10; turns += 1) await turn();
  }

  async #moment(): Promise<void> {
    this.#timers.advance(50);
    await this.arrives();
  }

  #break(): void {
    this.#whole = false;
    this.#network.cut();
  }

  #mend(): void {
    this.#whole = true;
    this.#network.mend();
  }

  async #pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 500) {
      if (this.#whole) await this.#server.stats().catch(() => undefined);
      this.#timers.advance(Math.min(left, 500));
      await turn();
    }
  }

  async #die(): Promise<void> {
    const old = this.#server;
    this.#generation += 1;
    this.#server = this.#begin();
    await old.close();
    await this.#takeUp();
  }

  async #nodeDies(): Promise<void> {
    const { port } = this.#node;
    this.#fake.queues.media.release();
    await this.#node.close();
    this.#fake = fakeSfu();
    const leaseTimes = { silenceAfterMs: SILENCE, closeAfterMs: CLOSE };
    this.#node = await listen(this.#fake, { timers: this.#timers, port, leaseTimes });
  }

  /** Nothing breaks any more: what is there is what was decided, and who is taken to be there is. */
  async rest(): Promise<void> {
    this.#fake.queues.media.release();
    this.#mend();
    for (let answered = false; !answered; ) {
      await this.#moment();
      answered = await this.#server.stats().then(
        () => true,
        () => false,
      );
    }
    await Promise.all(this.#work.splice(0));
    this.#order();
    await Promise.all(this.#work.splice(0));
    await this.#fake.flush();
    await this.#server.stats();
    await Promise.all(this.#work.splice(0));
    this.seen.rests += 1;
    this.#judge();
  }

  #judge(): void {
    const people = [...this.people.values()];
    const held = new Set(this.#fake.holdings().flatMap(({ peers }) => peers));
    const named = new Set(people.flatMap(({ peer }) => peer ?? []));
    for (const peer of held) if (!named.has(peer)) this.wrong.push(`${peer} is there still`);
    for (const peer of this.believed) {
      if (named.has(peer) && !held.has(peer)) this.wrong.push(`${peer} is not there, and nobody was told`);
    }
    this.seen.believed += this.believed.size;
    for (const { listener, producer, flows } of this.#fake.edges()) {
      const ear = people.find(({ peer }) => peer === listener);
      const mouth = people.find(({ track }) => track !== null && producerId(track) === producer);
      const isTogether = ear !== mouth && ear !== undefined && ear.room !== null && ear.room === mouth?.room;
      if (!isTogether || (flows && mouth.muted)) this.wrong.push(`${listener} hears ${producer}`);
      if (flows) this.seen.heard += 1;
    }
  }
}
