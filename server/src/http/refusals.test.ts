import { Refusal } from '@parley/shared/errors';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../store/pool.ts';
import { freshDatabase, type TestStore } from '../store/testing.ts';
import { codeOf } from './refusals.ts';

let store: TestStore;
beforeAll(async () => {
  store = await freshDatabase();
});
afterAll(() => store.close());

/** The code of what a query rejects with. */
const codeAfter = (query: Promise<unknown>): Promise<string> => query.then(() => 'nothing', codeOf);

describe('an error is told as', () => {
  it('the refusal it is', () => {
    expect(codeOf(new Refusal('link.expired'))).toBe('link.expired');
  });

  it('nothing to be kept, when the database is not there', async () => {
    const pool = createPool({ host: '/nowhere/at/all' }, () => undefined);
    expect(await codeAfter(pool.query('SELECT 1'))).toBe('store.unavailable');
    await pool.end();
  });

  it('nothing to be kept, when the database goes away in the middle', async () => {
    const pool = createPool(store.connection, () => undefined);
    expect(await codeAfter(pool.query('SELECT pg_terminate_backend(pg_backend_pid())'))).toBe(
      'store.unavailable',
    );
    await pool.end();
  });

  it.each([
    ['a fault in a query', () => sql`SELECT 1 / 0`.execute(store.db)],
    ['a fault in the program', () => Promise.reject(new TypeError('undefined is not a function'))],
  ])('our failure, for %s', async (_what, fail) => {
    expect(await codeAfter(fail())).toBe('server.failed');
  });
});
