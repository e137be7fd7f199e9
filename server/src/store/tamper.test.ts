import type { SessionId } from '@parley/shared/ids';
import { by, server } from '@parley/shared/session/testing';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChainBroken } from './event-log.ts';
import { freshDatabase, type TestStore } from './testing.ts';
import { newSession, said } from './testing/events.ts';

let store: TestStore;
beforeAll(async () => {
  store = await freshDatabase();
  // As someone would who means to.
  await sql`ALTER TABLE event DISABLE TRIGGER event_append_only`.execute(store.db);
});
afterAll(() => store.close());

/** A session of four rows; the third is an offer. */
async function talkedOver(): Promise<SessionId> {
  const first = newSession();
  await store.events.append(first.id, 0, [first], server, 1_000);
  await store.events.append(first.id, 1, [{ type: 'session.opened', at: 1_500 }], by('mediator'), 1_500);
  await store.events.append(first.id, 2, [said('offer', 'I offer 50,000')], by('party'), 2_000);
  await store.events.append(first.id, 3, [said('reply', 'I accept')], by('respondent'), 3_000);
  return first.id;
}

const at = (seq: number) => (id: SessionId) => sql`session_id = ${id} AND seq = ${seq}`;
const third = at(3);

const changes: readonly (readonly [string, number, (id: SessionId) => readonly RawBuilder<unknown>[]])[] = [
  [
    'a word of a message',
    3,
    (id) => [
      sql`UPDATE event SET body = jsonb_set(body, '{message,text}', '"I offer 5,000"') WHERE ${third(id)}`,
    ],
  ],
  [
    'something added to a body',
    3,
    (id) => [sql`UPDATE event SET body = body || '{"note":"x"}' WHERE ${third(id)}`],
  ],
  ['who did it', 3, (id) => [sql`UPDATE event SET actor = '{"kind":"server"}' WHERE ${third(id)}`]],
  ['when it was', 3, (id) => [sql`UPDATE event SET at = at + 1 WHERE ${third(id)}`]],
  ['its kind', 2, (id) => [sql`UPDATE event SET type = 'session.resumed' WHERE ${at(2)(id)}`]],
  ['its hash', 3, (id) => [sql`UPDATE event SET hash = sha256(hash) WHERE ${third(id)}`]],
  ['a row taken out', 3, (id) => [sql`DELETE FROM event WHERE ${third(id)}`]],
  [
    'a row taken out and the gap closed',
    3,
    (id) => [sql`DELETE FROM event WHERE ${third(id)}`, sql`UPDATE event SET seq = 3 WHERE ${at(4)(id)}`],
  ],
  [
    'two rows exchanged',
    3,
    (id) => [
      sql`UPDATE event SET seq = 99 WHERE ${third(id)}`,
      sql`UPDATE event SET seq = 3 WHERE ${at(4)(id)}`,
      sql`UPDATE event SET seq = 4 WHERE ${at(99)(id)}`,
    ],
  ],
  ['the beginning taken out', 1, (id) => [sql`DELETE FROM event WHERE ${at(1)(id)}`]],
];

test.each(changes)('[LOG-2] %s is found where it is', async (_, seq, change) => {
  const id = await talkedOver();
  expect(await store.events.verifyChain(id)).toBe(4);
  for (const statement of change(id)) await statement.execute(store.db);
  const broken = await store.events.load(id).catch((error: unknown) => error);
  expect(broken).toBeInstanceOf(ChainBroken);
  expect(broken).toMatchObject({ session: id, seq });
  await expect(store.events.verifyChain(id)).rejects.toThrow(ChainBroken);
});

test("[LOG-2] another session's row does not fit, though it is whole in itself", async () => {
  const [one, two] = [await talkedOver(), await talkedOver()];
  await sql`DELETE FROM event WHERE ${third(one)}`.execute(store.db);
  await sql`
    INSERT INTO event SELECT ${one}, seq, at, actor, type, body, prev_hash, hash FROM event
    WHERE ${third(two)}`.execute(store.db);
  await expect(store.events.load(one)).rejects.toMatchObject({ name: 'ChainBroken', seq: 3 });
  expect(await store.events.verifyChain(two)).toBe(4);
});

test('[LOG-2] nothing is added behind a row that is not the one its writer knew', async () => {
  const id = await talkedOver();
  await sql`UPDATE event SET hash = sha256(hash) WHERE ${at(4)(id)}`.execute(store.db);
  const added = store.events.append(id, 4, [{ type: 'session.opened', at: 1 }], server, 4_000);
  await expect(added).rejects.toMatchObject({ name: 'ConcurrentWriter' });
});

test.each([
  ['UPDATE', sql`UPDATE event SET at = at + 1`],
  ['DELETE', sql`DELETE FROM event`],
  ['TRUNCATE', sql`TRUNCATE event`],
])('%s of the log is refused to the program itself', async (_, statement) => {
  const guarded = await freshDatabase();
  await expect(statement.execute(guarded.db)).rejects.toThrow('rows of event are never changed');
  await guarded.close();
});
