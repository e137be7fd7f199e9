import type { Secret } from '@parley/shared/lib';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import type { Logger } from 'pino';
import { Appender } from '../agreement/store/appender.ts';
import { Compaction } from '../agreement/store/compaction.ts';
import { Compactor } from '../agreement/store/compactor.ts';
import type { DocumentStore } from '../agreement/store/document-store.ts';
import { PostgresDocumentStore } from '../agreement/store/postgres-document-store.ts';
import { UpdateTable } from '../agreement/store/update-table.ts';
import type { Timers } from '../lib/timers.ts';
import { startEmbedded } from './embedded/index.ts';
import type { EventLog } from './event-log.ts';
import { migrate } from './migrate.ts';
import { createPool } from './pool.ts';
import { PostgresEventLog } from './postgres-event-log.ts';
import type { Database } from './tables.ts';
import { DatabaseUnusable } from './unusable.ts';

export interface StoreOptions {
  /** An operator's own PostgreSQL; null: the embedded one, whose files are in `dataDir`. */
  readonly databaseUrl: Secret | null;
  readonly dataDir: string;
  /** Told in a few words what takes its time, for a person who waits. */
  readonly report: (what: string) => void;
  /** A connection that lay idle broke; the next one is made when needed. */
  readonly onIdleError: (error: Error) => void;
}

/** Where everything lasting is kept. */
export interface Store {
  readonly db: Kysely<Database>;
  readonly events: EventLog;
  /** The words of documents; closed before this is. */
  documents(parts: { readonly timers: Timers; readonly logger: Logger }): DocumentStore;
  /** Resolves if the database answers. */
  ping(): Promise<void>;
  /** Ends the connections, then the embedded database. What is under way is waited for. */
  close(): Promise<void>;
}

/** Starts or reaches the database and brings it to the newest shape. Rejects with DatabaseUnusable, in one line. */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl !== null) {
    return await connectStore({ connectionString: options.databaseUrl.reveal() }, options.onIdleError).catch(
      (error: unknown) => {
        throw error instanceof DatabaseUnusable
          ? new DatabaseUnusable(`DATABASE_URL: ${error.message}`)
          : error;
      },
    );
  }
  const embedded = await startEmbedded(options);
  try {
    const store = await connectStore(embedded.connection, options.onIdleError);
    const close = async (): Promise<void> => {
      await store.close();
      await embedded.stop();
    };
    return { ...store, close };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** A store over a database that is there already. */
export async function connectStore(
  connection: pg.ClientConfig,
  onIdleError: (error: Error) => void,
): Promise<Store> {
  await migrate(connection);
  const pool = createPool(connection, onIdleError);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const tables: UpdateTable[] = [];
  return {
    db,
    events: new PostgresEventLog(pool, db),
    documents: ({ timers, logger }) => {
      const updates = new UpdateTable(pool, db);
      tables.push(updates);
      return new PostgresDocumentStore({
        db,
        appender: new Appender(updates, timers, logger),
        compactor: new Compactor(new Compaction(db), logger),
      });
    },
    ping: async () => {
      await sql`SELECT 1`.execute(db);
    },
    close: async () => {
      for (const table of tables) table.release();
      // Kysely ends a pool that it has used, and only that.
      await db.destroy();
      await pool.end();
    },
  };
}
