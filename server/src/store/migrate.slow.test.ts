import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { type Migration, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { emptyDatabase } from './testing.ts';
import { sampleRows } from './testing/sample-rows.ts';
import { DatabaseUnusable } from './unusable.ts';

type Ask = (text: string) => Promise<readonly Record<string, unknown>[]>;

/** Asks one thing after the other over one line. */
async function asking<T>(connection: pg.ClientConfig, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(async (text) => {
      const { rows }: pg.QueryResult<Record<string, unknown>> = await client.query(text);
      return rows;
    });
  } finally {
    await client.end();
  }
}

const ask = (connection: pg.ClientConfig, text: string): ReturnType<Ask> =>
  asking(connection, (each) => each(text));

async function tables(connection: pg.ClientConfig): Promise<readonly string[]> {
  const rows = await ask(
    connection,
    `SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind = 'r' AND nspname = 'public' AND relname <> 'migration' ORDER BY relname`,
  );
  return rows.map(({ relname }) => String(relname));
}

/** Every row of every table, by table. */
const contents = (connection: pg.ClientConfig, of: readonly string[]): Promise<Record<string, unknown[]>> =>
  asking(connection, async (each) => {
    const found: Record<string, unknown[]> = {};
    for (const table of of) {
      const rows = await each(`SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY to_jsonb(t)::text`);
      found[table] = rows.map(({ row }) => row);
    }
    return found;
  });

const later: Migration = { name: '9999-later', sql: 'ALTER TABLE setting ADD COLUMN note text' };

test('an empty database is brought to the newest shape, and a second time nothing is left to do', async () => {
  const connection = await emptyDatabase();
  expect(await migrate(connection)).toBe(migrations.length);
  expect(await migrate(connection)).toBe(0);
});

describe('each migration leaves the rows of the schema before it as they were', () => {
  const steps = migrations.map(({ name }, index) => ({ name, count: index + 1 }));

  test.each(steps)('after $name', async ({ count }) => {
    const connection = await emptyDatabase();
    await migrate(connection, migrations.slice(0, count));
    await asking(connection, async (each) => {
      for (const { name } of migrations.slice(0, count)) await each(sampleRows[name] ?? '');
    });
    const before = await contents(connection, await tables(connection));
    expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true);

    await migrate(connection, [...migrations, later].slice(0, count + 1));
    expect(await contents(connection, Object.keys(before))).toMatchObject(before);
  });
});

test('two servers that start at once take turns', async () => {
  const connection = await emptyDatabase();
  const counts = await Promise.all([migrate(connection), migrate(connection), migrate(connection)]);
  expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, migrations.length]);
});

test('[KEEP-8] a server whose turn does not end is not waited for for ever', async () => {
  const connection = await emptyDatabase();
  await asking(connection, async (each) => {
    await each('BEGIN; SELECT pg_advisory_xact_lock(7325100)');
    const refused = await migrate(connection, migrations, 100).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseUnusable);
    expect(String(refused)).toMatch(/another server/);
  });
  expect(await migrate(connection)).toBe(migrations.length);
});

test('a database of a newer version is refused in one line, and left as it is', async () => {
  const connection = await emptyDatabase();
  await migrate(connection, [...migrations, later]);
  const refused = await migrate(connection).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DatabaseUnusable);
  expect(String(refused)).toMatch(/^.*newer version.*9999-later.*$/);
  expect(await ask(connection, 'SELECT note FROM setting')).toEqual([]);
});

test('a migration that fails takes the ones before it along, so that the next start tries them all again', async () => {
  const connection = await emptyDatabase();
  const broken: Migration = { name: '9999-broken', sql: 'CREATE TABLE half (); SELECT 1 / 0' };
  await expect(migrate(connection, [...migrations, broken])).rejects.toThrow('division by zero');
  expect(await tables(connection)).toEqual([]);
  expect(await migrate(connection)).toBe(migrations.length);
});
