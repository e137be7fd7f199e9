import type { Logger } from 'pino';
import type { Compaction } from './compaction.ts';
import type { DocumentKey } from './document-store.ts';

/** After so many edits a document is put together anew: as many are quickly read, and it is not done all the time. */
export const EDITS_BETWEEN = 2_000;

interface Job {
  readonly key: DocumentKey;
  readonly upto: number;
}

/** Puts documents together one after the other, in the background; one that fails has another turn later. */
export class Compactor {
  readonly #compaction: Compaction;
  readonly #logger: Logger;
  /** The newest wish of each document. */
  readonly #jobs = new Map<string, Job>();
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(compaction: Compaction, logger: Logger) {
    this.#compaction = compaction;
    this.#logger = logger;
  }

  /** So many of its edits are stored. */
  request(key: DocumentKey, upto: number): void {
    this.#jobs.set(`${key.session}/${key.document}`, { key, upto });
    this.#running ??= this.#run();
  }

  /** Begins no other; the one under way ends first. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
    await this.#compaction.close();
  }

  async #run(): Promise<void> {
    for (const [name, { key, upto }] of this.#jobs) {
      if (this.#closed) break;
      this.#jobs.delete(name);
      try {
        await this.#compaction.compact(key, upto);
      } catch (error) {
        this.#logger.warn({ session: key.session, err: error }, 'a document could not be put together');
      }
    }
    this.#running = null;
  }
}
