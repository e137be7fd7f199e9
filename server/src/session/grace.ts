import type { ParticipantId } from '@parley/shared/ids';
import type { SessionState } from '@parley/shared/session';
import type { Timers } from '../lib/timers.ts';

const RETRY_MS = 250;

/** Keeps a lost line's place and media for a while; then it is given up. */
export class Grace {
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #ms: number;
  readonly #expire: (participant: ParticipantId) => Promise<void>;
  readonly #running = new Map<ParticipantId, { since: number; cancel: () => void }>();

  /** `expire` rejects when it has to be asked again. */
  constructor(parts: {
    readonly timers: Timers;
    readonly now: () => number;
    readonly ms: number;
    readonly expire: (participant: ParticipantId) => Promise<void>;
  }) {
    this.#timers = parts.timers;
    this.#now = parts.now;
    this.#ms = parts.ms;
    this.#expire = parts.expire;
  }

  watch(state: SessionState): void {
    for (const [id, { line }] of state.people) {
      const running = this.#running.get(id);
      if (line.kind === 'lost' && running?.since === line.since) continue;
      running?.cancel();
      this.#running.delete(id);
      if (line.kind === 'lost') this.#arm(id, line.since, this.#left(line.since));
    }
  }

  /** A restart makes it no longer, and a clock that was set back neither. */
  #left(since: number): number {
    return Math.min(this.#ms, Math.max(0, since + this.#ms - this.#now()));
  }

  close(): void {
    for (const { cancel } of this.#running.values()) cancel();
    this.#running.clear();
  }

  #arm(id: ParticipantId, since: number, ms: number): void {
    const cancel = this.#timers.after(ms, () => void this.#over(id, since));
    this.#running.set(id, { since, cancel });
  }

  async #over(id: ParticipantId, since: number): Promise<void> {
    try {
      await this.#expire(id);
    } catch {
      // Unless it came back meanwhile, or was lost another time.
      if (this.#running.get(id)?.since === since) this.#arm(id, since, RETRY_MS);
    }
  }
}
