import { Refusal } from '@parley/shared/errors';
import type { SessionId } from '@parley/shared/ids';
import type { DistantSfu, Sfu, SfuEvent, Unsubscribe } from '@parley/shared/sfu';
import { systemTimers, type Timers } from '../lib/timers.ts';
import { LeftBehind } from './left-behind.ts';

/**
 * Several SFU nodes as one: each session lives whole on one node, and on another only once its own is away. Then it
 * begins anew where there is room: whoever had media loses them and joins again. What the old node may go on with,
 * unreachable as it is, has ended only when that is known: see `LeftBehind`.
 */
export function poolOf(nodes: readonly DistantSfu[], timers: Timers = systemTimers): Sfu {
  const [first] = nodes;
  if (first === undefined) throw new Error('no SFU node is named');
  return new Pool(first, nodes, timers);
}

class Pool implements Sfu {
  readonly #first: DistantSfu;
  readonly #nodes: readonly DistantSfu[];
  readonly #homes = new Map<SessionId, DistantSfu>();
  readonly #loads = new Map<DistantSfu, number>();
  readonly #listeners = new Set<(event: SfuEvent) => void>();
  readonly #left: LeftBehind<DistantSfu>;
  readonly #unsubscribe: readonly Unsubscribe[];

  constructor(first: DistantSfu, nodes: readonly DistantSfu[], timers: Timers) {
    this.#first = first;
    this.#nodes = nodes;
    this.#left = new LeftBehind(timers);
    this.#unsubscribe = nodes.flatMap((node) => [
      node.on((event) => this.#heard(node, event)),
      node.onAway(() => this.#moveAll(node)),
    ]);
  }

  capabilities() {
    return (this.#nodes.find(({ isLinked }) => isLinked) ?? this.#first).capabilities();
  }

  async ready(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.ready()));
  }

  readonly openPeer: Sfu['openPeer'] = async (command) => this.#homeOf(command.session).openPeer(command);
  readonly openEar: Sfu['openEar'] = async (command) => this.#homeOf(command.session).openEar(command);
  readonly connectTransport: Sfu['connectTransport'] = async (command) =>
    this.#homeOf(command.session).connectTransport(command);
  readonly restartIce: Sfu['restartIce'] = async (command) =>
    this.#homeOf(command.session).restartIce(command);
  readonly publish: Sfu['publish'] = async (command) => this.#homeOf(command.session).publish(command);
  readonly applyAudience: Sfu['applyAudience'] = async (command) =>
    this.#homeOf(command.session).applyAudience(command);
  readonly onlyHere: Sfu['onlyHere'] = ({ session }) => this.#left.gone(session);
  readonly resumeConsumer: Sfu['resumeConsumer'] = async (command) =>
    this.#homeOf(command.session).resumeConsumer(command);
  readonly preferLayers: Sfu['preferLayers'] = async (command) =>
    this.#homeOf(command.session).preferLayers(command);
  readonly inventory: Sfu['inventory'] = async (command) => this.#homeOf(command.session).inventory(command);
  readonly receptions: Sfu['receptions'] = async (command) =>
    this.#homeOf(command.session).receptions(command);

  readonly closeSession: Sfu['closeSession'] = async (command) => {
    const { session } = command;
    const home = this.#homes.get(session);
    if (home === undefined) return;
    this.#leave(session, home);
    try {
      await home.closeSession(command);
    } catch (error) {
      this.#left.leave(session, home);
      throw error;
    }
  };

  async held(): Promise<readonly SessionId[]> {
    const found = await Promise.all(this.#nodes.map(async (node) => [node, await node.held()] as const));
    const all = found.flatMap(([, sessions]) => sessions);
    const isDouble = (session: SessionId): boolean =>
      all.indexOf(session) !== all.lastIndexOf(session) || this.#homes.has(session);
    for (const [node, sessions] of found) {
      // Which of them is right nobody can tell.
      for (const session of sessions.filter(isDouble)) node.closeSession({ session }).catch(() => undefined);
    }
    const once = found.flatMap(([node, sessions]) =>
      sessions.filter((session) => !isDouble(session)).map((session) => [session, node] as const),
    );
    for (const [session, node] of once) this.#settle(session, node);
    return once.map(([session]) => session);
  }

  on(listener: (event: SfuEvent) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    for (const end of this.#unsubscribe) end();
    this.#left.close();
    await Promise.all(this.#nodes.map((node) => node.close()));
  }

  #homeOf(session: SessionId): DistantSfu {
    const home = this.#homes.get(session);
    if (home !== undefined) return home.isAway ? this.#move(session, home) : home;
    const best = this.#bestFor(session);
    if (best === null) throw new Refusal('sfu.unavailable');
    return this.#settle(session, best);
  }

  /** Where the least is; null where nothing can begin. */
  #bestFor(session: SessionId): DistantSfu | null {
    const able = this.#nodes.filter((node) => node.isLinked && !this.#left.isAt(session, node));
    return able.toSorted((one, other) => this.#load(one) - this.#load(other))[0] ?? null;
  }

  #moveAll(from: DistantSfu): void {
    for (const [session, home] of this.#homes) if (home === from) this.#move(session, from);
  }

  /** To another node, if there is one; answers where it is then. */
  #move(session: SessionId, from: DistantSfu): DistantSfu {
    const to = this.#bestFor(session);
    if (to === null) return from;
    const peers = [...from.giveAway(session)];
    this.#leave(session, from);
    this.#left.leave(session, from);
    this.#settle(session, to);
    this.#tell({ type: 'peers.lost', session, peers });
    return to;
  }

  #settle(session: SessionId, home: DistantSfu): DistantSfu {
    this.#homes.set(session, home);
    this.#loads.set(home, this.#load(home) + 1);
    return home;
  }

  #leave(session: SessionId, home: DistantSfu): void {
    this.#homes.delete(session);
    this.#loads.set(home, this.#load(home) - 1);
  }

  #load(node: DistantSfu): number {
    return this.#loads.get(node) ?? 0;
  }

  /** What happens at a node that a session has left is none of the session's any more. */
  #heard(node: DistantSfu, event: SfuEvent): void {
    const home = this.#homes.get(event.session);
    if (home === undefined || home === node) this.#tell(event);
  }

  #tell(event: SfuEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
