import { randomBytes } from 'node:crypto';
import { Refusal } from '@parley/shared/errors';
import { SessionId } from '@parley/shared/ids';
import { participant } from '@parley/shared/session/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { systemTimers } from '../../lib/timers.ts';
import { connectStore } from '../../store/database.ts';
import { freshDatabase, type TestStore } from '../../store/testing.ts';
import { Writer } from '../testing/writer.ts';
import { Compaction } from './compaction.ts';
import {
  AnotherWriter,
  DocumentBroken,
  type DocumentKey,
  type DocumentStore,
  type Row,
} from './document-store.ts';
import { documentOf } from './shadow-of.ts';

const ROOT = 'clause-1/zh';
let store: TestStore;
let documents: DocumentStore;
const another = (): DocumentStore =>
  store.documents({ timers: systemTimers, logger: pino({ level: 'silent' }) });
beforeAll(async () => {
  store = await freshDatabase();
  documents = another();
});
afterAll(async () => {
  await documents.close();
  await store.close();
});

/** Whatever the tests look at or break. */
const query = async (text: string): Promise<{ rows: readonly Record<string, unknown>[] }> =>
  sql.raw<Record<string, unknown>>(text).execute(store.db);

const newKey = (document = 'agreement'): DocumentKey => ({
  session: SessionId.parse(randomBytes(16).toString('base64url')),
  document,
});
const row = (update: Uint8Array): Row => ({
  client: 7,
  participant: participant('party'),
  at: 2_000,
  update,
});

/** Ends every other connection to a database. */
async function ended(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await client.end();
}

/** So many edits of one writer, one letter each. */
function edits(count: number): { writer: Writer; updates: readonly Uint8Array[] } {
  const writer = new Writer(7);
  const text = writer.paragraph(ROOT, '');
  for (let index = 0; index < count; index += 1) text.insert(index, String(index % 10));
  const [first, ...rest] = writer.take();
  if (first === undefined) throw new Error('nothing written');
  return { writer, updates: [first, ...rest] };
}

const read = async (key: DocumentKey): Promise<string> => {
  const { stored } = await documents.open(key);
  return documentOf(stored).getXmlFragment(ROOT).toJSON();
};

describe('adding and reading', () => {
  test('a document that nobody wrote in is empty', async () => {
    expect((await documents.open(newKey())).stored).toEqual({ head: 0, snapshot: null, updates: [] });
  });

  test('[KEEP-1] what was added at once is read back in its order, each document by itself', async () => {
    const keys = [newKey(), newKey(), newKey('caucus-1')];
    const { writer, updates } = edits(50);
    await Promise.all(
      keys.map(async (key) => {
        const { log } = await documents.open(key);
        await Promise.all(updates.map((update) => log.append(row(update))));
      }),
    );
    for (const key of keys) {
      const { stored } = await documents.open(key);
      expect(stored.head).toBe(updates.length);
      expect(stored.updates.map((update) => [...update])).toEqual(updates.map((update) => [...update]));
      expect(await read(key)).toBe(writer.root(ROOT).toJSON());
    }
  });

  test('[KEEP-1] an edit that is stored alone is kept as those are that are stored together', async () => {
    const key = newKey();
    const { log } = await documents.open(key);
    const edit: Row = {
      client: 2 ** 32 - 1,
      participant: null,
      at: 1_796_000_000_123,
      update: Uint8Array.from({ length: 256 }, (_, index) => index),
    };
    const other: Row = { ...edit, client: 1, participant: participant('party'), update: new Uint8Array() };
    for (const each of [edit, other]) await log.append(each);
    await Promise.all([edit, other].map((each) => log.append(each)));
    const { rows } = await query(
      `SELECT seq, client, participant_id, at, update FROM document_update WHERE session_id = '${key.session}' ORDER BY seq`,
    );
    const kept = ({ client, participant: by, at, update }: Row, seq: number): unknown => ({
      seq,
      client,
      participant_id: by,
      at,
      update: Buffer.from(update),
    });
    expect(rows).toEqual([kept(edit, 1), kept(other, 2), kept(edit, 3), kept(other, 4)]);
  });

  test('[KEEP-1] much that is loose is read back in its order', async () => {
    const key = newKey();
    const { log } = await documents.open(key);
    const updates = Array.from({ length: 10 }, (_, index) => new Uint8Array(1_000_000 + index).fill(index));
    await Promise.all(updates.map((update) => log.append(row(update))));
    const { stored } = await documents.open(key);
    expect(stored.updates.map((update) => [update.length, update[0], update.at(-1)])).toEqual(
      updates.map((update) => [update.length, update[0], update.at(-1)]),
    );
  });

  test('many edits that wait share one transaction', async () => {
    const key = newKey();
    const { log } = await documents.open(key);
    const { updates } = edits(200);
    await Promise.all(updates.map((update) => log.append(row(update))));
    const { rows } = await query(
      `SELECT count(DISTINCT xmin::text) AS transactions FROM document_update WHERE session_id = '${key.session}'`,
    );
    expect(Number(rows[0]?.['transactions'])).toBeLessThanOrEqual(3);
  });

  test('a missing row is found', async () => {
    const key = newKey();
    const { log } = await documents.open(key);
    for (const update of edits(5).updates) await log.append(row(update));
    await query(`DELETE FROM document_update WHERE session_id = '${key.session}' AND seq = 3`);
    await expect(documents.open(key)).rejects.toThrow(DocumentBroken);
  });
});

describe('[KEEP-2] a document has one writer', () => {
  test('whoever comes second is refused, and adds nothing more', async () => {
    const key = newKey();
    const { updates } = edits(3);
    const [first = new Uint8Array(), second = new Uint8Array()] = updates;
    const [one, other] = [(await documents.open(key)).log, (await another().open(key)).log];
    await one.append(row(first));
    await expect(other.append(row(first))).rejects.toThrow(AnotherWriter);
    await expect(other.append(row(second))).rejects.toThrow(AnotherWriter);
    await one.append(row(second));
    expect((await documents.open(key)).stored.head).toBe(2);
  });

  test('also when what it would follow has been put together meanwhile', async () => {
    const key = newKey();
    const { updates } = edits(40);
    const stale = (await another().open(key)).log;
    const { log } = await documents.open(key);
    for (const update of updates) await log.append(row(update));
    await new Compaction(store.db).compact(key, updates.length);
    await expect(stale.append(row(updates[0] ?? new Uint8Array()))).rejects.toThrow(AnotherWriter);
  });

  test('[KEEP-9] whoever reads while an edit is being added waits for it, and goes on from there', async () => {
    const key = newKey();
    const { updates } = edits(2);
    const [first = new Uint8Array(), second = new Uint8Array()] = updates;
    const { log } = await documents.open(key);
    await log.append(row(first));
    const dead = new pg.Client(store.connection);
    await dead.connect();
    await dead.query('BEGIN');
    await dead.query(`UPDATE document SET head = 2 WHERE session_id = '${key.session}'`);
    await dead.query(
      `INSERT INTO document_update (session_id, document, seq, client, participant_id, at, update)
       SELECT session_id, document, 2, client, participant_id, at, $2 FROM document_update WHERE session_id = $1`,
      [key.session, Buffer.from(second)],
    );
    const opened = another().open(key);
    await vi.waitFor(async () => {
      const { rows } = await query(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
      expect(rows).toHaveLength(1);
    });
    await dead.query('COMMIT');
    await dead.end();
    const { stored, log: next } = await opened;
    expect(stored.updates).toHaveLength(2);
    await next.append(row(second));
    expect((await documents.open(key)).stored.head).toBe(3);
  });

  test('the others do not suffer', async () => {
    const [fought, quiet] = [newKey(), newKey()];
    const [update = new Uint8Array()] = edits(1).updates;
    const loser = (await documents.open(fought)).log;
    await (await another().open(fought)).log.append(row(update));
    const { log } = await documents.open(quiet);
    const outcomes = await Promise.allSettled([loser.append(row(update)), log.append(row(update))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});

describe('[KEEP-3] putting together', () => {
  test('leaves the very same document, with one snapshot and what came after it', async () => {
    const key = newKey();
    const { writer, updates } = edits(300);
    const { log } = await documents.open(key);
    for (const update of updates.slice(0, 200)) await log.append(row(update));
    const compaction = new Compaction(store.db);
    await compaction.compact(key, 100);
    await compaction.compact(key, 200);
    await Promise.all(updates.slice(200).map((update) => log.append(row(update))));
    const { stored } = await documents.open(key);
    expect(stored).toMatchObject({ head: updates.length, snapshot: { upto: 200 } });
    expect(stored.updates).toHaveLength(updates.length - 200);
    expect(await read(key)).toBe(writer.root(ROOT).toJSON());
    expect(Y.encodeStateVector(documentOf(stored))).toEqual(Y.encodeStateVector(writer.doc));
    const { rows } = await query(`SELECT upto FROM document_snapshot WHERE session_id = '${key.session}'`);
    expect(rows).toEqual([{ upto: 200 }]);
  });

  test('lets no edit go when a snapshot is not read back as it was made', async () => {
    const key = newKey();
    const { writer, updates } = edits(20);
    const { log } = await documents.open(key);
    for (const update of updates) await log.append(row(update));
    await query(
      `INSERT INTO document_snapshot VALUES ('${key.session}', 'agreement', ${updates.length - 1}, '\\x0000')`,
    );
    await expect(new Compaction(store.db).compact(key, updates.length)).rejects.toThrow(
      'edits that go on from what is not there',
    );
    const left = await query(`SELECT seq FROM document_update WHERE session_id = '${key.session}'`);
    expect(left.rows).toHaveLength(updates.length);
    await query(`DELETE FROM document_snapshot WHERE session_id = '${key.session}'`);
    expect(await read(key)).toBe(writer.root(ROOT).toJSON());
  });
});

describe('names that edits are written under', () => {
  test('are of one participant and one document', async () => {
    const [key, draft] = [newKey(), newKey('caucus-1')];
    await documents.open(key);
    await documents.open(draft);
    const client = await documents.newClient(key, participant('party'));
    expect(client).toBeGreaterThan(0);
    expect(await documents.isOf(key, client, participant('party'))).toBe(true);
    expect(await documents.isOf(key, client, participant('counsel'))).toBe(false);
    expect(await documents.isOf(draft, client, participant('party'))).toBe(false);
    expect(await documents.isOf(key, client + 1, participant('party'))).toBe(false);
    const writers = [[client, participant('party')]];
    expect([...(await documents.writers(key, [client, client + 1]))]).toEqual(writers);
    expect([...(await documents.writers(draft, [client]))]).toEqual([]);
    expect([...(await documents.writers(key, []))]).toEqual([]);
  });
});

test('[KEEP-6] what comes after the connection has broken is stored once', async () => {
  const { connection } = await freshDatabase();
  const broken = await connectStore(connection, () => undefined);
  const own = broken.documents({ timers: systemTimers, logger: pino({ level: 'silent' }) });
  const key = newKey();
  const { log } = await own.open(key);
  const { writer, updates } = edits(3);
  for (const update of updates) {
    await log.append(row(update));
    await ended(connection);
  }
  const { stored } = await own.open(key);
  expect(stored.head).toBe(updates.length);
  expect(documentOf(stored).getXmlFragment(ROOT).toJSON()).toBe(writer.root(ROOT).toJSON());
  await own.close();
  await broken.close();
});

test('without a database it is told to come back', async () => {
  const away = await freshDatabase();
  await away.close();
  const gone = away.documents({ timers: systemTimers, logger: pino({ level: 'silent' }) });
  await expect(gone.open(newKey())).rejects.toThrow(Refusal);
  await expect(gone.newClient(newKey(), participant('party'))).rejects.toMatchObject({
    code: 'store.unavailable',
  });
});
