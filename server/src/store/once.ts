import { createHash } from 'node:crypto';
import type { AttemptId } from '@parley/shared/ids';
import type { Transaction } from 'kysely';
import type { Database } from './tables.ts';

/** Something that somebody asked to be made. */
export interface Making {
  /** By whom, and in what: the same attempt elsewhere is another. */
  readonly scope: readonly string[];
  readonly attempt: AttemptId;
  /** What it is to be. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The id of what this attempt has made; null if it is the first to come this far, and then it is to be made in this
 * transaction. Two that come at once wait for each other.
 */
export async function madeBefore(
  within: Transaction<Database>,
  { scope, attempt, now, id }: Making,
): Promise<string | null> {
  const key = createHash('sha256')
    .update(JSON.stringify([...scope, attempt]))
    .digest();
  const first = await within
    .insertInto('attempt')
    .values({ key, made: id, at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('made')
    .executeTakeFirst();
  if (first !== undefined) return null;
  const { made } = await within
    .selectFrom('attempt')
    .select('made')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return made;
}
