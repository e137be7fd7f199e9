import pg from 'pg';
import { z } from 'zod';
import { migrations as all } from './migrations/index.ts';
import { LIVELY } from './pool.ts';
import { DatabaseUnusable } from './unusable.ts';

/** One step forward of the database's shape. There is no way back but a backup. */
export interface Migration {
  /** As its file: `NNNN-what`. */
  readonly name: string;
  /** One or more statements, separated by semicolons; all of them take effect or none. */
  readonly sql: string;
}

/** Any number will do, as long as it is this one in every version. */
const LOCK = 7_325_100;
/** How long another server is waited for. */
const TURN_MS = 60_000;
/** PostgreSQL's own word for a lock that was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

const Applied = z.array(z.object({ name: z.string() }));

/**
 * Brings a database to the newest shape; answers how many migrations it took. Two servers that start at once take
 * turns. Throws DatabaseUnusable when it cannot be reached, when another server does not end its turn, or when it was
 * written by a newer version.
 */
export async function migrate(
  connection: pg.ClientConfig,
  migrations: readonly Migration[] = all,
  turnMs = TURN_MS,
): Promise<number> {
  const client = await connected({ ...connection, ...LIVELY });
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('lock_timeout', $1, true)`, [`${turnMs}ms`]);
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(`
      CREATE TABLE IF NOT EXISTS migration (
        number integer PRIMARY KEY,
        name text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`);
    const pending = await pendingOf(client, migrations);
    for (const { name, sql } of pending) {
      await client.query(sql);
      await client.query('INSERT INTO migration (number, name) SELECT count(*) + 1, $1 FROM migration', [
        name,
      ]);
    }
    await client.query('COMMIT');
    return pending.length;
  } catch (error) {
    throw isLocked(error)
      ? new DatabaseUnusable('the database is being changed by another server; stop it, or wait for it', {
          cause: error,
        })
      : error;
  } finally {
    await client.end();
  }
}

async function connected(connection: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  // It fails the query that is under way; without a listener it would end the process besides.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new DatabaseUnusable(`the database cannot be reached: ${reasonOf(error)}`, { cause: error });
  }
}

const isLocked = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE;

/** Where a name has several addresses and none of them answers, the error has a code and no message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}

async function pendingOf(client: pg.Client, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const { rows } = await client.query('SELECT name FROM migration ORDER BY number');
  const applied = Applied.parse(rows);
  const stranger = applied.find(({ name }, index) => migrations[index]?.name !== name);
  if (stranger !== undefined) {
    throw new DatabaseUnusable(
      `the database was written by a newer version (it has «${stranger.name}»): start that version or restore a backup`,
    );
  }
  return migrations.slice(applied.length);
}
