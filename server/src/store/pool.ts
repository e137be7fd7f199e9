import pg from 'pg';

/** A database that stands still must not hold a session for ever. */
const STATEMENT_MS = 10_000;
/** After this the database, or the way to it, is taken for dead: it would have given up by itself. */
const ANSWER_MS = 15_000;

/** Of every connection: a way that is dead is noticed, and a server that is dead holds no lock. */
export const LIVELY = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  idle_in_transaction_session_timeout: STATEMENT_MS,
};

/**
 * Connections kept open. Sessions that append at once share one flush to disk, so that more connections than the
 * disk has flushes still help.
 */
const CONNECTIONS = 12;

declare module 'pg' {
  interface ClientBase {
    /** Whether it has been answered all that it has asked. */
    readonly readyForQuery: boolean;
  }
}

/** Ends its connections for good: the database has let go of all of them when `end` resolves. */
class StorePool extends pg.Pool {
  readonly #open = new Set<Promise<void>>();

  constructor(config: pg.PoolConfig) {
    super(config);
    this.on('release', (_error, client) => {
      // Whoever gets it next would wait behind a question that nobody answers, and give up as the one before did.
      if (!client.readyForQuery) void client.end();
    });
    this.on('connect', (client) => {
      // One that breaks while it is in use fails its query; without a listener it would end the process besides.
      client.on('error', () => undefined);
      const ended = new Promise<void>((resolve) => {
        client.once('end', () => resolve());
      });
      this.#open.add(ended);
      void ended.then(() => this.#open.delete(ended));
    });
  }

  override async end(): Promise<void> {
    if (!this.ended) await super.end();
    await Promise.all(this.#open);
  }
}

/**
 * The same for every connection to the store, wherever the database is. `onIdleError` is told of one that broke while
 * nobody used it.
 */
export function createPool(connection: pg.ClientConfig, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new StorePool({
    ...connection,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    ...LIVELY,
    application_name: 'parley',
    types,
  });
  pool.on('error', onIdleError);
  return pool;
}

/** Times are milliseconds in a bigint, which the driver would hand over as text. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, wholeNumber);

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('the database holds a number too large to be read');
  return value;
}
