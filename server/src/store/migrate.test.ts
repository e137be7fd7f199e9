import pg from 'pg';
import { expect, test } from 'vitest';
import { type Migration, migrate } from './migrate.ts';
import { emptyDatabase } from './testing.ts';
import { migrations } from './migrations/index.ts';
import { DatabaseUnusable } from './unusable.ts';

async function query(connection: pg.ClientConfig, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}

test('an empty database is brought to the newest shape, and a second time nothing is left to do', async () => {
  const connection = await emptyDatabase();
  expect(await migrate(connection)).toBe(migrations.length);
  expect(await migrate(connection)).toBe(0);
});

const later: Migration = { name: '9999-later', sql: 'ALTER TABLE setting ADD COLUMN note text' };
