import type { SessionId } from '@parley/shared/ids';
import type { Timers } from '../lib/timers.ts';

/** What a node says it holds for the lives of this server before, if it says so before the server goes to work. */
export class FirstWord {
  readonly #patienceMs: number;
  readonly #timers: Timers;
  readonly #said = Promise.withResolvers<void>();
  #sessions: readonly SessionId[] = [];
  #over = false;

  constructor(patienceMs: number, timers: Timers) {
    this.#patienceMs = patienceMs;
    this.#timers = timers;
  }

  /** Whether it was said in time. Of several links the last counts. */
  says(sessions: readonly SessionId[]): boolean {
    if (this.#over) return false;
    this.#sessions = sessions;
    this.#said.resolve();
    return true;
  }

  /** As soon as it is said; nothing, when it is not. What is said after that is too late. */
  async asked(): Promise<readonly SessionId[]> {
    const cancel = this.#timers.after(this.#patienceMs, () => this.#said.resolve());
    await this.#said.promise;
    cancel();
    this.#over = true;
    return this.#sessions;
  }
}
