import type { ParticipantId } from '@parley/shared/ids';

/** A person who types sends no more than this in a second, and so many at once after a pause. */
const PER_SECOND = 5;
const AT_ONCE = 15;

/** How fast each person's lines come: what comes faster is refused, for it goes out to everyone who reads. */
export class Pace {
  readonly #now: () => number;
  readonly #left = new Map<ParticipantId, { readonly count: number; readonly at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether one more may come. */
  takes(who: ParticipantId): boolean {
    const now = this.#now();
    const last = this.#left.get(who) ?? { count: AT_ONCE, at: now };
    const count = Math.min(AT_ONCE, last.count + ((now - last.at) / 1_000) * PER_SECOND);
    if (count < 1) return false;
    this.#left.set(who, { count: count - 1, at: now });
    return true;
  }
}
