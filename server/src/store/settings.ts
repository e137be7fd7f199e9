import { randomBytes } from 'node:crypto';
import { Secret } from '@parley/shared/lib';
import type { Kysely } from 'kysely';
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
