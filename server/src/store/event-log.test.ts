import { Refusal } from '@parley/shared/errors';
import type { SessionEvent } from '@parley/shared/session';
import { by, participant, server } from '@parley/shared/session/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectStore, type Store } from './database.ts';
import { ConcurrentWriter, DuplicateMessage, OutcomeUnknown, Unstorable } from './event-log.ts';
import { freshDatabase, type TestStore } from './testing.ts';
import { messageId, newSession, said } from './testing/events.ts';

let store: TestStore;
beforeAll(async () => {
  store = await freshDatabase();
});
afterAll(() => store.close());

const opened: SessionEvent = { type: 'session.opened', at: 1_500 };
const raised: SessionEvent = { type: 'hand.raised', participant: participant('party'), at: 1_600 };

/** The same database, seen by a server that knows nothing of this one. */
const anotherProcess = (): Promise<Store> => connectStore(store.connection, () => undefined);

/** A session in the log with nothing but its creation. */
async function begun() {
  const first = newSession();
  await store.events.append(first.id, 0, [first], server, 1_000);
  return { id: first.id, first };
}

describe('adding and reading', () => {
  test('what was added is read back in its order', async () => {
    const { id, first } = await begun();
    await store.events.append(id, 1, [opened, raised], by('mediator'), 1_600);
    await store.events.append(id, 3, [said('one', '你好,“世界” 𠮷 \n\t\\')], by('party'), 1_700);
    expect(await store.events.load(id)).toEqual([
      first,
      opened,
      raised,
      said('one', '你好,“世界” 𠮷 \n\t\\'),
    ]);
    expect(await store.events.head(id)).toBe(4);
    expect(await store.events.verifyChain(id)).toBe(4);
  });

  test('one of them is found by its number', async () => {
    const { id, first } = await begun();
    await store.events.append(id, 1, [opened, raised], by('mediator'), 1_600);
    expect(await store.events.event(id, 1)).toEqual(first);
    expect(await store.events.event(id, 3)).toEqual(raised);
    expect(await store.events.event(id, 4)).toBeNull();
    expect(await store.events.event(newSession().id, 1)).toBeNull();
  });

  test('an unknown session has nothing', async () => {
    const { id } = newSession();
    expect(await store.events.load(id)).toEqual([]);
    expect(await store.events.head(id)).toBe(0);
  });

  test('sessions are listed, the oldest first', async () => {
    const { id: one } = await begun();
    const two = newSession();
    await store.events.append(two.id, 0, [two], server, 500);
    const listed = await store.events.sessions();
    expect(listed.filter((id) => id === one || id === two.id)).toEqual([two.id, one]);
  });

  test('another process goes on where this one stopped', async () => {
    const { id } = await begun();
    const other = await anotherProcess();
    await other.events.append(id, 1, [opened], server, 1_500);
    await store.events.append(id, 2, [raised], server, 1_600);
    await other.close();
    expect(await store.events.verifyChain(id)).toBe(3);
  });
});

describe('[LOG-3] a session has one writer', () => {
  test('of many that add at once in the same place exactly one does', async () => {
    const { id } = await begun();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        store.events.append(id, 1, [said(`m${index}`, 'hello')], by('party'), 2_000),
      ),
    );
    const lost = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(lost).toHaveLength(7);
    expect(lost.every((error) => error instanceof ConcurrentWriter)).toBe(true);
    expect(await store.events.verifyChain(id)).toBe(2);
  });

  test.each([
    ['before the end', 0],
    ['behind the end', 5],
  ])('nothing is added %s', async (_, place) => {
    const { id } = await begun();
    await expect(store.events.append(id, place, [opened], server, 2_000)).rejects.toThrow(ConcurrentWriter);
    expect(await store.events.head(id)).toBe(1);
  });
});

describe('[LOG-4] a message is said once in a session', () => {
  test('the second of the same id is refused with everything beside it, and the session goes on', async () => {
    const { id, first } = await begun();
    await store.events.append(id, 1, [said('one', 'once')], by('party'), 2_000);
    const again = store.events.append(id, 2, [raised, said('one', 'twice')], by('party'), 2_001);
    await expect(again).rejects.toThrow(DuplicateMessage);
    await store.events.append(id, 2, [said('two', 'next')], by('party'), 2_002);
    expect(await store.events.load(id)).toEqual([first, said('one', 'once'), said('two', 'next')]);
  });

  test('a connection on which the very first was refused adds the next', async () => {
    const { id, first } = await begun();
    await store.events.append(id, 1, [said('one', 'once')], by('party'), 2_000);
    const other = await anotherProcess();
    const again = other.events.append(id, 2, [said('one', 'twice')], by('party'), 2_001);
    await expect(again).rejects.toThrow(DuplicateMessage);
    await other.events.append(id, 2, [said('two', 'next')], by('party'), 2_002);
    expect(await other.events.load(id)).toEqual([first, said('one', 'once'), said('two', 'next')]);
    await other.close();
  });

  test('another session may use the same id', async () => {
    const [one, two] = [await begun(), await begun()];
    await store.events.append(one.id, 1, [said('same', 'here')], by('party'), 2_000);
    await store.events.append(two.id, 1, [said('same', 'there')], by('party'), 2_000);
    expect(await store.events.findMessage(one.id, messageId('same'))).toMatchObject({ text: 'here' });
    expect(await store.events.findMessage(two.id, messageId('same'))).toMatchObject({ text: 'there' });
  });
});

describe('what replay could not tell is not stored', () => {
  const removed = (reason: string): SessionEvent => ({
    type: 'participant.removed',
    participant: participant('party'),
    by: participant('mediator'),
    reason,
  });

  test.each([
    ['would read back otherwise', removed('rude ')],
    ['is too long', removed('x'.repeat(301))],
    ['has a character without a place in the database', said('nul', 'a\0b')],
    ['has half a character', said('half', 'a\ud83d')],
  ])('an event that %s', async (_, event) => {
    const { id } = await begun();
    await expect(store.events.append(id, 1, [event], server, 2_000)).rejects.toThrow(Unstorable);
    expect(await store.events.head(id)).toBe(1);
  });
});

describe('[LOG-5] whether it was added is said honestly', () => {
  test('a connection that breaks while the statement runs leaves it unknown, and the log can tell', async () => {
    const { id } = await begun();
    await using blocker = await blocking(store.connection);
    const pending = store.events.append(id, 1, [opened], server, 2_000).catch((error: unknown) => error);
    await blocker.terminateWaiting();
    expect(await pending).toBeInstanceOf(OutcomeUnknown);
    await blocker.release();
    expect(await store.events.head(id)).toBe(1);
    await store.events.append(id, 1, [opened], server, 2_000);
    expect(await store.events.verifyChain(id)).toBe(2);
  });

  test("after an unknown outcome nobody goes on from another's rows as if they were their own", async () => {
    const { id } = await begun();
    await using blocker = await blocking(store.connection);
    const pending = store.events.append(id, 1, [opened], server, 2_000).catch((error: unknown) => error);
    await blocker.terminateWaiting();
    expect(await pending).toBeInstanceOf(OutcomeUnknown);
    await blocker.release();
    const other = await anotherProcess();
    await other.events.append(id, 1, [raised], server, 2_000);
    expect(await store.events.head(id)).toBe(2);
    await expect(store.events.append(id, 2, [raised], server, 2_100)).rejects.toThrow(ConcurrentWriter);
    expect(await store.events.load(id)).toHaveLength(2);
    await store.events.append(id, 2, [opened], server, 2_200);
    expect(await other.events.verifyChain(id)).toBe(3);
    await other.close();
  });

  test('without a connection it surely was not', async () => {
    const away = await freshDatabase();
    await away.close();
    const first = newSession();
    const { id } = first;
    const refused = { name: 'Refusal', code: 'store.unavailable' };
    await expect(away.events.append(id, 0, [first], server, 1_000)).rejects.toMatchObject(refused);
    await expect(away.events.load(id)).rejects.toBeInstanceOf(Refusal);
    await expect(away.events.head(id)).rejects.toMatchObject(refused);
  });
});

/** Keeps everyone from adding events until released. */
async function blocking(connection: pg.ClientConfig) {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query('BEGIN; LOCK TABLE event IN EXCLUSIVE MODE');
  let open = true;
  const release = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await client.query('ROLLBACK');
    await client.end();
  };
  return {
    release,
    /** Ends the connection of whoever waits for the lock. */
    async terminateWaiting(): Promise<void> {
      for (let ended = 0; ended === 0; ) {
        const { rowCount } = await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database
           WHERE NOT granted AND datname = current_database()`,
        );
        ended = rowCount ?? 0;
      }
    },
    [Symbol.asyncDispose]: release,
  };
}
