import type { SessionId } from '@parley/shared/ids';
import type { Logger } from 'pino';
import type { SessionTerms } from '../glossary/session-terms.ts';
import type { Timers } from '../lib/timers.ts';

const RETRY_MS = 1_000;

interface WatchParts {
  readonly session: SessionId;
  readonly terms: Pick<SessionTerms, 'waiting' | 'follow'>;
  readonly timers: Timers;
  readonly logger: Logger;
  /** So many wait. */
  readonly counted: (waiting: number) => void;
}

/** Counts what interpreters suggest and nobody has answered, as it is stored: it remembers nothing of its own. */
export class SuggestionWatch {
  readonly #parts: WatchParts;
  readonly #unfollow: () => void;
  #reading = false;
  /** It may be another number than the one that is being read. */
  #stale = false;
  #closed = false;
  #cancel: () => void = () => undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#unfollow = parts.terms.follow(parts.session, () => this.#look());
    this.#look();
  }

  close(): void {
    this.#closed = true;
    this.#unfollow();
    this.#cancel();
  }

  /** One reading at a time, so that an older one is never the last. */
  #look(): void {
    this.#cancel();
    this.#stale = true;
    if (!this.#reading) void this.#read();
  }

  async #read(): Promise<void> {
    const { session, terms, timers, logger, counted } = this.#parts;
    this.#reading = true;
    try {
      while (this.#stale && !this.#closed) {
        this.#stale = false;
        const waiting = await terms.waiting(session);
        if (!this.#closed) counted(waiting);
      }
    } catch (error) {
      logger.warn({ session, err: error }, 'the terms that are suggested were not counted');
      if (!this.#closed) this.#cancel = timers.after(RETRY_MS, () => this.#look());
    } finally {
      this.#reading = false;
    }
  }
}
