import type { ParticipantId } from '@parley/shared/ids';
import type { SessionState } from '@parley/shared/session';

export interface Timers {
  /** Calls back once after so many milliseconds; the returned function prevents it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemTimers: Timers = {
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Keeps a lost line's place and media for a while; then it is given up. */
export class Grace {
  readonly #timers: Timers;
  readonly #ms: number;
  readonly #expire: (participant: ParticipantId) => void;
  readonly #running = new Map<ParticipantId, { since: number; cancel: () => void }>();

  constructor(timers: Timers, ms: number, expire: (participant: ParticipantId) => void) {
    this.#timers = timers;
    this.#ms = ms;
    this.#expire = expire;
  }

  watch(state: SessionState): void {
    for (const [id, { line }] of state.people) {
      const running = this.#running.get(id);
      if (line.kind === 'lost' && running?.since === line.since) continue;
      running?.cancel();
      this.#running.delete(id);
      if (line.kind !== 'lost') continue;
      const cancel = this.#timers.after(this.#ms, () => {
        this.#running.delete(id);
        this.#expire(id);
      });
      this.#running.set(id, { since: line.since, cancel });
    }
  }

  close(): void {
    for (const { cancel } of this.#running.values()) cancel();
    this.#running.clear();
  }
}
