import { Refusal } from '@parley/shared/errors';
import type { PeerId, SessionId } from '@parley/shared/ids';
import type { Sfu, SfuEvent } from '@parley/shared/sfu';
import type { Logger } from 'pino';
import { systemTimers, type Timers } from '../lib/timers.ts';
import type { MediaPlane, WorkerStats } from './media.ts';
import { Session } from './session.ts';

/** For the gauges; all counts are of now, but for `crossings` and `faults`, which only grow. */
export interface SfuStats {
  readonly sessions: number;
  readonly peers: number;
  readonly producers: number;
  readonly consumers: number;
  readonly workers: readonly WorkerStats[];
  /** Edges the second lock refused. Anything but 0 is a defect of the server. */
  readonly crossings: number;
  /** How often an allowed edge could not be opened. */
  readonly faults: number;
}

/** An `Sfu` on this machine, and what only its own process may ask of it. */
export interface SfuNode extends Sfu {
  stats(): Promise<SfuStats>;
  /** The open peers of each session. */
  holdings(): readonly { readonly session: SessionId; readonly peers: readonly PeerId[] }[];
  /** Nobody leads the session any more: it is silent until its next audience. */
  silence(session: SessionId): Promise<void>;
  /** Another server leads the session from now on: its first audience counts as the newest. */
  newLeader(session: SessionId): void;
}

/** Finds the session each command is for. Peers and producers are looked up inside it, never across. */
export function sfuOn(
  plane: MediaPlane,
  options: {
    readonly logger?: Pick<Logger, 'error' | 'warn'> | undefined;
    readonly timers?: Timers | undefined;
  } = {},
): SfuNode {
  const { logger, timers = systemTimers } = options;
  const sessions = new Map<SessionId, Session>();
  const listeners = new Set<(event: SfuEvent) => void>();
  let crossings = 0;
  let faults = 0;
  let closed = false;

  const report = (event: SfuEvent): void => {
    if (event.type === 'crossing') {
      crossings += 1;
      logger?.error({ session: event.session }, 'refused an edge between rooms');
    }
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        logger?.error({ session: event.session, err: error }, 'a listener to the SFU failed');
      }
    }
  };

  /** Opened by the first command that may be the first. */
  const session = (id: SessionId): Session => {
    if (closed) throw new Refusal('sfu.unavailable');
    const known = sessions.get(id);
    if (known !== undefined) return known;
    const opened = new Session({
      id,
      plane,
      timers,
      report,
      onFault: (error) => {
        faults += 1;
        logger?.warn({ session: id, err: error }, 'an allowed edge could not be opened');
      },
    });
    sessions.set(id, opened);
    return opened;
  };

  const known = (id: SessionId): Session => {
    const found = sessions.get(id);
    if (found === undefined) throw new Refusal(closed ? 'sfu.unavailable' : 'media.unknown');
    return found;
  };

  return {
    capabilities: async () => structuredClone(plane.capabilities),
    ready: async () => {
      if (closed) throw new Refusal('sfu.unavailable');
    },
    openPeer: async (command) => session(command.session).openPeer(command),
    openEar: async (command) => session(command.session).openEar(command),
    connectTransport: async (command) => known(command.session).connectTransport(command),
    restartIce: async (command) => known(command.session).restartIce(command),
    publish: async (command) => known(command.session).publish(command),
    applyAudience: async (command) => session(command.session).applyAudience(command),
    onlyHere: async () => undefined,
    resumeConsumer: async (command) => known(command.session).resumeConsumer(command),
    preferLayers: async (command) => known(command.session).preferLayers(command),
    closeSession: async (command) => {
      const ending = sessions.get(command.session);
      sessions.delete(command.session);
      await ending?.close();
    },
    held: async () => [...sessions.keys()],
    inventory: async (command) => sessions.get(command.session)?.inventory() ?? [],
    receptions: async (command) => sessions.get(command.session)?.receptions(command.peer) ?? [],
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      const all = [...sessions.values()];
      sessions.clear();
      await Promise.all(all.map((each) => each.close()));
      await plane.close();
      listeners.clear();
    },
    stats: async () => {
      const counts = [...sessions.values()].map((each) => each.counts());
      const sum = (of: 'peers' | 'producers' | 'consumers'): number =>
        counts.reduce((total, each) => total + each[of], 0);
      return {
        sessions: counts.length,
        peers: sum('peers'),
        producers: sum('producers'),
        consumers: sum('consumers'),
        workers: await plane.workers(),
        crossings,
        faults,
      };
    },
    holdings: () => [...sessions.values()].map((each) => ({ session: each.id, peers: each.peers() })),
    silence: async (id) => {
      await sessions.get(id)?.silence();
    },
    newLeader: (id) => sessions.get(id)?.forgetSeq(),
  };
}
