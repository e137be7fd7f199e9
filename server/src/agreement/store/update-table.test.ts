import { SessionId } from '@parley/shared/ids';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { expect, test } from 'vitest';
import { createPool } from '../../store/pool.ts';
import type { Database } from '../../store/tables.ts';
import { freshDatabase } from '../../store/testing.ts';
import type { Batch } from './appender.ts';
import { UpdateTable } from './update-table.ts';

const key = { session: SessionId.parse('session-1'), document: 'agreement' };
const batch = (after: number): Batch => ({
  key,
  after,
  rows: [{ client: 7, participant: null, at: 1, update: new Uint8Array([after]) }],
});

/** A document that is so long. */
async function tableAt(
  head: number,
): Promise<{ readonly table: UpdateTable; readonly db: Kysely<Database> }> {
  const { connection } = await freshDatabase();
  const pool = createPool(connection, () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  await db.insertInto('document').values({ session_id: key.session, document: key.document, head }).execute();
  return { table: new UpdateTable(pool, db), db };
}

test('[KEEP-2] of two writers of one document the one behind adds nothing, also where what it follows was put together', async () => {
  const { table, db } = await tableAt(9);
  const [stale, fresh] = [batch(4), batch(9)];
  expect(await table.add([stale, fresh])).toEqual(new Set([fresh]));
  expect(await db.selectFrom('document_update').select('seq').execute()).toEqual([{ seq: 10 }]);
  const both = [batch(10), batch(10)];
  expect((await table.add(both)).size).toBe(1);
  expect(await db.selectFrom('document_update').select('seq').execute()).toEqual([{ seq: 10 }, { seq: 11 }]);
  table.release();
  await db.destroy();
});

test('[KEEP-6] what the database has refused at first it takes later, once', async () => {
  const { table, db } = await tableAt(0);
  await sql`ALTER TABLE document_update ADD CONSTRAINT full_disk CHECK (at = 0)`.execute(db);
  for (let time = 0; time < 3; time += 1) {
    await expect(table.add([batch(0)])).rejects.toMatchObject({ code: 'store.unavailable' });
  }
  await sql`ALTER TABLE document_update DROP CONSTRAINT full_disk`.execute(db);
  for (const each of [batch(0), batch(1)]) expect(await table.add([each])).toEqual(new Set([each]));
  expect(await table.add([batch(1)])).toEqual(new Set());
  expect(await db.selectFrom('document_update').select('seq').execute()).toEqual([{ seq: 1 }, { seq: 2 }]);
  table.release();
  await db.destroy();
});
