import type { ParticipantId, PeerId } from '@parley/shared/ids';
import type { SessionState } from '@parley/shared/session';

/** How somebody's line fares, 0 … 10. */
interface Fare {
  readonly participant: ParticipantId;
  readonly score: number;
}

/** How the lines of those who are here fare, as the SFU told last. */
export class Qualities {
  readonly #scores = new Map<PeerId, number>();

  /** Answers whose it is, if that is news; of a peer that is nobody's nothing is remembered. */
  tell({ people }: SessionState, peer: PeerId, score: number): ParticipantId | null {
    const owner = [...people.values()].find((person) => person.peer === peer)?.participant.id ?? null;
    if (owner === null || this.#scores.get(peer) === score) return null;
    this.#scores.set(peer, score);
    return owner;
  }

  /** Whoever joins anew has another peer: of the one before nothing is remembered. */
  keep({ people }: SessionState): void {
    const alive = new Set([...people.values()].map(({ peer }) => peer));
    for (const peer of this.#scores.keys()) if (!alive.has(peer)) this.#scores.delete(peer);
  }

  of({ people }: SessionState): Fare[] {
    return [...people.values()].flatMap(({ participant, peer }) => {
      const score = peer === null ? undefined : this.#scores.get(peer);
      return score === undefined ? [] : [{ participant: participant.id, score }];
    });
  }

  get size(): number {
    return this.#scores.size;
  }
}
