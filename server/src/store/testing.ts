import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connectStore, type Store } from './database.ts';
import { STORE, SUPERUSER } from './embedded/cluster.ts';
import { TEMPLATE } from './testing/template.ts';

/** A store of a test's own, over the real PostgreSQL that the run shares. */
export interface TestStore extends Store {
  readonly connection: pg.ClientConfig;
}

/** A migrated, empty store. It goes away with the run; `close` only ends its connections. */
export async function freshDatabase(): Promise<TestStore> {
  const connection = await createDatabase(TEMPLATE);
  const store = await connectStore(connection, (error) => {
    throw error;
  });
  return { ...store, connection };
}

/** A database without a single table. */
export const emptyDatabase = (): Promise<pg.ClientConfig> => createDatabase('template0');

async function createDatabase(template: string): Promise<pg.ClientConfig> {
  const server = inject('postgres');
  const database = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ ...server, user: SUPERUSER, database: SUPERUSER });
  await client.connect();
  await client.query(`CREATE DATABASE ${database} TEMPLATE ${template} OWNER ${STORE.user}`);
  await client.end();
  return { ...server, user: STORE.user, database };
}
