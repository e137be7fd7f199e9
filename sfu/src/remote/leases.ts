import type { SessionId } from '@parley/shared/ids';
import type { Timers } from '../lib/timers.ts';

export interface LeaseTimes {
  /** How long a session's media goes on after its server fell silent. */
  readonly silenceAfterMs: number;
  /** How long it then waits, silent, for its server to come back. */
  readonly closeAfterMs: number;
}

export const leaseTimes: LeaseTimes = { silenceAfterMs: 10_000, closeAfterMs: 60_000 };

/**
 * Media without a server that could cut it must not go on for ever: a session nobody leads is first silenced, then
 * closed. Its next audience ends the lease.
 */
export class Leases {
  readonly #times: LeaseTimes;
  readonly #timers: Timers;
  readonly #on: { silence(session: SessionId): void; close(session: SessionId): void };
  readonly #running = new Map<SessionId, { silent: boolean; cancel: () => void }>();

  constructor(
    times: LeaseTimes,
    timers: Timers,
    on: { silence(session: SessionId): void; close(session: SessionId): void },
  ) {
    this.#times = times;
    this.#timers = timers;
    this.#on = on;
  }

  /** Nobody leads it for now. A lease that runs already runs on. */
  begin(session: SessionId): void {
    if (this.#running.has(session)) return;
    const lease = {
      silent: false,
      cancel: this.#timers.after(this.#times.silenceAfterMs, () => {
        lease.silent = true;
        this.#on.silence(session);
        lease.cancel = this.#timers.after(this.#times.closeAfterMs, () => {
          this.#running.delete(session);
          this.#on.close(session);
        });
      }),
    };
    this.#running.set(session, lease);
  }

  end(session: SessionId): void {
    this.#running.get(session)?.cancel();
    this.#running.delete(session);
  }

  /** Given up so far that another server may take it. */
  isSilent(session: SessionId): boolean {
    return this.#running.get(session)?.silent === true;
  }

  close(): void {
    for (const { cancel } of this.#running.values()) cancel();
    this.#running.clear();
  }
}
