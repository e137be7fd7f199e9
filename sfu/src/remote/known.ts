import type { PeerId, SessionId } from '@parley/shared/ids';
import type { Audience } from '@parley/shared/policy';
import type { SfuEvent } from '@parley/shared/sfu';
import type { Holdings } from './frames.ts';

/** What a server believes a node holds for it, so that a loss behind its back is noticed. */
export class KnownSessions {
  readonly #peers = new Map<SessionId, Set<PeerId>>();
  readonly #audiences = new Map<SessionId, Audience>();

  /** Held from before, and to be taken up: from now on it is this server's. */
  found(session: SessionId): void {
    this.#peers.set(session, this.#peers.get(session) ?? new Set());
  }

  opened(session: SessionId, peer: PeerId): void {
    const peers = this.#peers.get(session) ?? new Set();
    this.#peers.set(session, peers.add(peer));
  }

  /**
   * The newest that was asked for, answered or not: it is asked for again after a break. Answers what is to be done once
   * it is acknowledged: whom it closes was there when it was asked for, and nobody who was opened since.
   */
  wanted(audience: Audience): () => void {
    const { session, seq } = audience;
    const last = this.#audiences.get(session);
    if (last === undefined || seq >= last.seq) this.#audiences.set(session, audience);
    const named = new Set(audience.peers.map(({ peer }) => peer));
    const closes = [...(this.#peers.get(session) ?? [])].filter((peer) => !named.has(peer));
    return () => {
      for (const peer of closes) this.#forget(session, peer);
    };
  }

  peersOf(session: SessionId): PeerId[] {
    return [...(this.#peers.get(session) ?? [])];
  }

  closed(session: SessionId): void {
    this.#peers.delete(session);
    this.#audiences.delete(session);
  }

  reported(event: SfuEvent): void {
    if (event.type !== 'peers.lost') return;
    for (const peer of event.peers) this.#forget(event.session, peer);
  }

  /** Held at a node, and nothing that this server has ever asked for or was told of in time. */
  strange(holdings: Holdings): SessionId[] {
    return holdings.flatMap(({ session }) =>
      this.#peers.has(session) || this.#audiences.has(session) ? [] : [session],
    );
  }

  audiences(): readonly Audience[] {
    return [...this.#audiences.values()];
  }

  /** What is not there any more, as the node itself would have reported it. */
  missing(holdings: Holdings): Extract<SfuEvent, { type: 'peers.lost' }>[] {
    const held = new Map(holdings.map(({ session, peers }) => [session, new Set(peers)]));
    return [...this.#peers].flatMap(([session, peers]) => {
      const gone = [...peers].filter((peer) => held.get(session)?.has(peer) !== true);
      return gone.length === 0 ? [] : [{ type: 'peers.lost' as const, session, peers: gone }];
    });
  }

  #forget(session: SessionId, peer: PeerId): void {
    this.#peers.get(session)?.delete(peer);
  }
}
