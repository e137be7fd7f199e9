import pg from 'pg';

/** A database that stands still must not hold a session for ever. */
const STATEMENT_MS = 10_000;

/**
 * Connections kept open. Sessions that append at once share one flush to disk, so that more connections than the
 * disk has flushes still help.
 */
const CONNECTIONS = 12;

/**
 * The same for every connection to the store, wherever the database is. `onIdleError` is told of a connection that
 * broke while nobody used it.
 */
export function createPool(connection: pg.ClientConfig, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'parley',
    types,
  });
  pool.on('error', onIdleError);
  // One that breaks while it is in use fails its query; without a listener it would end the process besides.
  pool.on('connect', (client) => client.on('error', () => undefined));
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
