import type { Roster } from '@parley/shared/session';
import type { Logger } from 'pino';
import type { Timers } from '../lib/timers.ts';
import { GivenUp, type SessionActor } from './actor.ts';

const RETRY_MS = 1_000;

interface FollowerParts {
  readonly actor: SessionActor;
  /** What the rows of its case say of the session at this moment; null where none speaks of it. */
  readonly read: () => Promise<Roster | null>;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Sees to it that the session follows its case: one reading after the other, so that an older one is never the last. */
export class RosterFollower {
  readonly #parts: FollowerParts;
  #tail: Promise<unknown> = Promise.resolve();
  #closed = false;
  #cancel: () => void = () => undefined;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** Resolves once all is told that was stored when this was asked. Rejects with what the store says. */
  follow(): Promise<void> {
    const turn = this.#tail.then(() => this.#follow());
    this.#tail = turn.then(nothing, nothing);
    return turn;
  }

  /** The same, or it has to wait and is tried until it is done; never rejects. */
  async catchUp(): Promise<void> {
    const { actor, timers, logger } = this.#parts;
    this.#cancel();
    try {
      await this.follow();
    } catch (error) {
      // Whoever brings it back begins with what the rows say.
      if (error instanceof GivenUp || actor.closed || this.#closed) return;
      logger.warn({ session: actor.id, err: error }, 'a session has yet to follow its case');
      this.#cancel();
      this.#cancel = timers.after(RETRY_MS, () => void this.catchUp());
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  async #follow(): Promise<void> {
    const { actor, read } = this.#parts;
    const roster = await read();
    if (roster !== null) await actor.ask({ type: 'roster.follow', roster }, { kind: 'server' });
  }
}

const nothing = (): void => undefined;
