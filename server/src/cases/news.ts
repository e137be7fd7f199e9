import type { SessionId } from '@parley/shared/ids';

/** Told after the rows of a session's case were changed; resolves once the session knows. Never rejects. */
export type ChangedListener = (session: SessionId) => Promise<void>;

/** What the staff change in a case goes from here to its sessions: first it is stored, then it is told. */
export class CaseNews {
  readonly #listeners = new Set<ChangedListener>();

  /** Returns how to stop listening. */
  on(listener: ChangedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async tell(sessions: readonly SessionId[]): Promise<void> {
    await Promise.all(
      sessions.flatMap((session) => [...this.#listeners].map((listener) => listener(session))),
    );
  }
}
