import { Refusal } from '@parley/shared/errors';
import type { Logger } from 'pino';
import type { Timers } from '../../lib/timers.ts';
import { ConcurrentWriter, OutcomeUnknown } from '../../store/event-log.ts';
import { AnotherWriter, type DocumentKey, type DocumentLog, type Row } from './document-store.ts';

/** The edits of one document that go into one transaction: behind the first `after`. */
export interface Batch {
  readonly key: DocumentKey;
  readonly after: number;
  readonly rows: readonly Row[];
}

/** What the appender asks of the database. */
export interface Table {
  /**
   * Adds all the batches in one transaction; answers those that found their document as long as they believed. Rejects
   * with `OutcomeUnknown`, or, when surely nothing was added, with anything else.
   */
  add(batches: readonly Batch[]): Promise<ReadonlySet<Batch>>;
  /** Whether the document is exactly so long, and its last rows are these. */
  has(batch: Batch): Promise<boolean>;
}

const RETRY_MS = { first: 100, longest: 2_000 };
/** Of one transaction; what is beyond goes into the next. */
const MOST = { rows: 2_000, bytes: 4_000_000 };

interface Waiting {
  readonly row: Row;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A document with a writer. */
interface Open {
  readonly key: DocumentKey;
  head: number;
  waiting: Waiting[];
  failed: Error | null;
}

/**
 * Keeps edits on disk. One transaction is under way at a time; what comes meanwhile goes into the next one together,
 * of however many documents: the busier it is, the more edits share a flush.
 */
export class Appender {
  readonly #table: Table;
  readonly #timers: Timers;
  readonly #logger: Logger;
  readonly #waiting = new Set<Open>();
  #running: Promise<void> | null = null;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(table: Table, timers: Timers, logger: Logger) {
    this.#table = table;
    this.#timers = timers;
    this.#logger = logger;
  }

  log(key: DocumentKey, head: number): DocumentLog {
    const open: Open = { key, head, waiting: [], failed: null };
    return { append: (row) => this.#append(open, row) };
  }

  /** Tries no more once it is away; what is under way ends first. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.#running;
    for (const open of this.#waiting) fail(open, [], new Refusal('store.unavailable'));
  }

  #append(open: Open, row: Row): Promise<void> {
    if (open.failed !== null || this.#closed) {
      return Promise.reject(open.failed ?? new Refusal('store.unavailable'));
    }
    return new Promise((resolve, reject) => {
      open.waiting.push({ row, resolve, reject });
      this.#waiting.add(open);
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    // What is given in the same turn goes together.
    await Promise.resolve();
    while (this.#waiting.size > 0 && !this.#closed) await this.#commit(this.#gather());
    this.#running = null;
  }

  /** Takes what waits, up to what one transaction should hold. */
  #gather(): Map<Batch, readonly [Open, readonly Waiting[]]> {
    const gathered = new Map<Batch, readonly [Open, readonly Waiting[]]>();
    let { rows, bytes } = MOST;
    for (const open of this.#waiting) {
      let count = 0;
      while (count < open.waiting.length && rows > 0 && bytes > 0) {
        rows -= 1;
        bytes -= open.waiting[count]?.row.update.length ?? 0;
        count += 1;
      }
      if (count === 0) break;
      const taken = open.waiting.splice(0, count);
      if (open.waiting.length === 0) this.#waiting.delete(open);
      gathered.set({ key: open.key, after: open.head, rows: taken.map(({ row }) => row) }, [open, taken]);
    }
    return gathered;
  }

  /** Resolves once each of them is stored or has failed for good, or this is closed. */
  async #commit(gathered: Map<Batch, readonly [Open, readonly Waiting[]]>): Promise<void> {
    const added = await this.#added([...gathered.keys()]);
    for (const [batch, [open, taken]] of gathered) {
      if (added === null) fail(open, taken, new Refusal('store.unavailable'));
      else if (added.has(batch)) {
        open.head += taken.length;
        for (const { resolve } of taken) resolve();
      } else {
        this.#waiting.delete(open);
        fail(open, taken, new AnotherWriter('another writer has added to this document'));
      }
    }
  }

  /**
   * Those that were added, however often it has to be tried; null when this was closed meanwhile. `asked`: it may have
   * been done already.
   */
  async #added(batches: readonly Batch[], asked = false): Promise<ReadonlySet<Batch> | null> {
    let unsure = asked;
    for (let wait = RETRY_MS.first; ; wait = Math.min(wait * 2, RETRY_MS.longest)) {
      try {
        return unsure ? await this.#foundOrAdded(batches) : await this.#table.add(batches);
      } catch (error) {
        unsure ||= error instanceof OutcomeUnknown;
        if (error instanceof ConcurrentWriter && batches.length > 1) return this.#oneByOne(batches, unsure);
        if (error instanceof ConcurrentWriter) return new Set();
        if (!(error instanceof Refusal || error instanceof OutcomeUnknown)) {
          this.#logger.error({ err: error }, 'edits could not be stored');
        }
      }
      if (this.#closed) return null;
      await this.#pause(wait);
      if (this.#closed) return null;
    }
  }

  /** What is wrong with one document must not keep the others from being stored. */
  async #oneByOne(batches: readonly Batch[], asked: boolean): Promise<ReadonlySet<Batch> | null> {
    const added = new Set<Batch>();
    for (const batch of batches) {
      const one = await this.#added([batch], asked);
      if (one === null) return null;
      for (const each of one) added.add(each);
    }
    return added;
  }

  /** What was asked before may still be done at any moment: whose document is longer by then is looked at once more. */
  async #foundOrAdded(batches: readonly Batch[]): Promise<ReadonlySet<Batch>> {
    const found = await this.#found(batches);
    const missing = batches.filter((batch) => !found.has(batch));
    if (missing.length === 0) return found;
    const added = await this.#table.add(missing);
    const late = await this.#found(missing.filter((batch) => !added.has(batch)));
    return new Set([...found, ...added, ...late]);
  }

  async #found(batches: readonly Batch[]): Promise<ReadonlySet<Batch>> {
    const found = await Promise.all(batches.map((batch) => this.#table.has(batch)));
    return new Set(batches.filter((_, index) => found[index]));
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#timers.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}

function fail(open: Open, taken: readonly Waiting[], error: Error): void {
  open.failed = error;
  for (const { reject } of [...taken, ...open.waiting.splice(0)]) reject(error);
}
