import type { ErrorCode } from '@parley/shared/errors';
import type { ConnectionId, LinkId, ParticipantId, SessionId } from '@parley/shared/ids';
import type { Notice, NoticeName } from '@parley/shared/protocol';

/** One live socket, as the rest of the server knows it. */
export interface Line {
  readonly id: ConnectionId;
  readonly session: SessionId;
  readonly participant: ParticipantId;
  readonly link: LinkId;
  /** `lossy`: may be left out when the socket is behind. */
  send<N extends NoticeName>(name: N, notice: Notice<N>, how?: 'lossy'): void;
  /** Tells the reason and ends the connection for good. */
  drop(code: ErrorCode): void;
  /** Ends the connection without a reason: the client comes back by itself. */
  reset(): void;
}

/** The live sockets of this server, found by what ends or feeds them. */
export class Lines {
  readonly #byId = new Map<ConnectionId, Line>();
  readonly #bySession = new Map<SessionId, Set<Line>>();

  add(line: Line): void {
    this.#byId.set(line.id, line);
    const peers = this.#bySession.get(line.session) ?? new Set();
    this.#bySession.set(line.session, peers.add(line));
  }

  remove(line: Line): void {
    this.#byId.delete(line.id);
    const peers = this.#bySession.get(line.session);
    peers?.delete(line);
    if (peers?.size === 0) this.#bySession.delete(line.session);
  }

  get(id: ConnectionId): Line | undefined {
    return this.#byId.get(id);
  }

  of(session: SessionId): readonly Line[] {
    return [...(this.#bySession.get(session) ?? [])];
  }

  byLink(link: LinkId): readonly Line[] {
    return [...this.#byId.values()].filter((line) => line.link === link);
  }

  get size(): number {
    return this.#byId.size;
  }
}
