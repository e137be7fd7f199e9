import type { ParticipantId, SessionId } from '@parley/shared/ids';
import type { Kysely } from 'kysely';
import type { Database } from '../store/tables.ts';

/** Who has a link to this session that holds, and so may come back to it. */
export async function standingIn(
  db: Kysely<Database>,
  session: SessionId,
  now: number,
): Promise<ReadonlySet<ParticipantId>> {
  const rows = await db
    .selectFrom('link')
    .select('participant_id')
    .where('session_id', '=', session)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  return new Set(rows.map((row) => row.participant_id));
}
