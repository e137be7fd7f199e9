import type { ParticipantId, PeerId } from '@parley/shared/ids';
import type { SessionState } from '@parley/shared/session';

/** How the lines of those who are here fare, as the SFU told last. */
export class Qualities {
  readonly #scores = new Map<PeerId, number>();

  /** Answers whose it is; of a peer that is nobody's nothing is remembered. */
  tell({ people }: SessionState, peer: PeerId, score: number): ParticipantId | null {
    const owner = [...people.values()].find((person) => person.peer === peer)?.participant.id ?? null;
    if (owner !== null) this.#scores.set(peer, score);
    return owner;
  }

  /** Whoever joins anew has another peer: of the one before nothing is remembered. */
  keep({ people }: SessionState): void {
    const alive = new Set([...people.values()].map(({ peer }) => peer));
    for (const peer of this.#scores.keys()) if (!alive.has(peer)) this.#scores.delete(peer);
  }

  get scores(): ReadonlyMap<PeerId, number> {
    return this.#scores;
  }
}
