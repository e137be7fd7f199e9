import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { STORE, SUPERUSER } from '../embedded/cluster.ts';
import { startEmbedded } from '../embedded/index.ts';
import { migrate } from '../migrate.ts';
import { TEMPLATE } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's PostgreSQL listens. */
    readonly postgres: { readonly host: string; readonly port: number };
  }
}

/** One PostgreSQL for the whole run, with a migrated database from which tests copy their own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const embedded = await startEmbedded({ dataDir, report: () => undefined });
  const { host = '', port = 0 } = embedded.connection;
  const client = new pg.Client({ host, port, user: SUPERUSER, database: SUPERUSER });
  await client.connect();
  // No power cut is tested over this one, and each of hundreds of databases would be flushed to the disk for nothing.
  await client.query('ALTER SYSTEM SET fsync = off');
  await client.query('SELECT pg_reload_conf()');
  await client.query(`CREATE DATABASE ${TEMPLATE} OWNER ${STORE.user}`);
  await client.end();
  await migrate({ host, port, user: STORE.user, database: TEMPLATE });
  project.provide('postgres', { host, port });
  return async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
