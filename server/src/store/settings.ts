import { randomBytes } from 'node:crypto';
import { Secret } from '@parley/shared/lib';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from './tables.ts';

/** 256 bits. */
const KEY_BYTES = 32;

/**
 * A random key of 32 bytes that the installation keeps under this name, made when it is first asked for. However
 * many servers ask at once, all of them get the same one.
 */
export async function keyNamed(db: Kysely<Database>, name: string): Promise<Secret<Uint8Array>> {
  await db
    .insertInto('setting')
    .values({ name, value: randomBytes(KEY_BYTES) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return new Secret(new Uint8Array(value));
}

const Counted = z.array(z.object({ count: z.coerce.number().int() })).length(1);

/** A number of that name, greater than all that were answered before, and `least` at least. */
export async function nextNumber(db: Kysely<Database>, name: string, least: number): Promise<number> {
  const { rows } = await sql`
    INSERT INTO setting (name, value) VALUES (${name}, int8send(${least}::bigint))
    ON CONFLICT (name) DO UPDATE SET value =
      int8send(greatest(('x' || encode(setting.value, 'hex'))::bit(64)::bigint + 1, ${least}::bigint))
    RETURNING ('x' || encode(value, 'hex'))::bit(64)::bigint AS count`.execute(db);
  const [{ count } = { count: least }] = Counted.parse(rows);
  return count;
}
