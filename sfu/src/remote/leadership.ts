import { Refusal } from '@parley/shared/errors';
import type { SessionId } from '@parley/shared/ids';
import type { Logger } from 'pino';
import type { SfuNode } from '../core/node.ts';
import type { Timers } from '../lib/timers.ts';
import { mayBegin, sessionOf } from './command.ts';
import type { Call, Hello, Holdings } from './frames.ts';
import { Leader } from './leader.ts';
import { Leases, type LeaseTimes } from './leases.ts';

/**
 * Which servers a node obeys, and in what. A server is obeyed in its newest generation alone, over one link; a
 * session is led by the server that began it, until that one has been away for a whole lease.
 */
export class Leadership {
  readonly #sfu: SfuNode;
  readonly #logger: Pick<Logger, 'warn' | 'error'> | undefined;
  readonly #leaders = new Map<string, Leader>();
  readonly #owners = new Map<SessionId, Leader>();
  readonly #leases: Leases;
  /** How long a session that nobody leads goes on. */
  readonly leaseMs: number;
  readonly #unsubscribe: () => void;

  constructor(parts: {
    readonly sfu: SfuNode;
    readonly timers: Timers;
    readonly leaseTimes: LeaseTimes;
    readonly logger?: Pick<Logger, 'warn' | 'error'> | undefined;
  }) {
    this.#sfu = parts.sfu;
    this.#logger = parts.logger;
    this.leaseMs = parts.leaseTimes.silenceAfterMs;
    this.#leases = new Leases(parts.leaseTimes, parts.timers, {
      silence: (session) => {
        this.#logger?.warn({ session }, 'silenced: no server leads this session');
        this.#inBackground(session, this.#sfu.silence(session));
      },
      close: (session) => {
        this.#logger?.warn({ session }, 'closed: no server came back for this session');
        this.#tellLost(session);
        this.#inBackground(session, this.#closeSession(session));
      },
    });
    this.#unsubscribe = parts.sfu.on((event) => this.#owners.get(event.session)?.report(event));
  }

  /** null when a newer life of that server is known. An older link of it ends. */
  accept({ server, generation }: Hello): Leader | null {
    const leader = this.#leaders.get(server) ?? new Leader(server, generation);
    if (generation < leader.generation) return null;
    this.#leaders.set(server, leader);
    leader.wire?.close('superseded');
    if (generation > leader.generation) {
      leader.generation = generation;
      leader.forget();
      for (const session of leader.sessions) this.#sfu.newLeader(session);
    }
    return leader;
  }

  /** Servers that lead this node at this moment. */
  links(): number {
    return [...this.#leaders.values()].filter(({ wire }) => wire !== null).length;
  }

  /** Its link is gone, or new: what it leads goes on for one lease, or until its next audience. */
  away(leader: Leader): void {
    for (const session of leader.sessions) this.#leases.begin(session);
  }

  /** Throws `sfu.stale` when the session is another server's. */
  claim(leader: Leader, call: Call): void {
    const session = sessionOf(call);
    if (session === null) return;
    const owner = this.#owners.get(session);
    if (owner !== undefined && owner !== leader) {
      if (!mayBegin(call) || !this.#leases.isSilent(session)) throw new Refusal('sfu.stale');
      owner.sessions.delete(session);
      this.#sfu.newLeader(session);
    }
    if (mayBegin(call)) {
      this.#owners.set(session, leader);
      leader.sessions.add(session);
    }
    if (call.method === 'applyAudience') this.#leases.end(session);
    if (call.method === 'closeSession') this.#release(session);
  }

  /** It has missed too much to go on: everything it led is closed. */
  async startOver(leader: Leader): Promise<void> {
    leader.forget();
    await Promise.all([...leader.sessions].map((session) => this.#closeSession(session)));
  }

  holdings({ sessions }: Leader): Holdings {
    return this.#sfu
      .holdings()
      .filter(({ session }) => sessions.has(session))
      .map(({ session, peers }) => ({ session, peers: [...peers] }));
  }

  /** All links end; the media stays until the node itself closes. */
  close(): void {
    this.#unsubscribe();
    this.#leases.close();
    for (const { wire } of this.#leaders.values()) wire?.close(null);
  }

  /** A server may have come back, and have been told already of what there was. */
  #tellLost(session: SessionId): void {
    const peers = this.#sfu.holdings().find((each) => each.session === session)?.peers ?? [];
    this.#owners.get(session)?.report({ type: 'peers.lost', session, peers: [...peers] });
  }

  #closeSession(session: SessionId): Promise<void> {
    this.#release(session);
    return this.#sfu.closeSession({ session });
  }

  #release(session: SessionId): void {
    this.#owners.get(session)?.sessions.delete(session);
    this.#owners.delete(session);
    this.#leases.end(session);
  }

  #inBackground(session: SessionId, work: Promise<void>): void {
    work.catch((error: unknown) => this.#logger?.error({ session, err: error }, 'could not be given up'));
  }
}
