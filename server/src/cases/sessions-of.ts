import { Refusal } from '@parley/shared/errors';
import type { CaseId, SessionId } from '@parley/shared/ids';
import type { Kysely } from 'kysely';
import type { Database } from '../store/tables.ts';

export async function sessionsOf(db: Kysely<Database>, id: CaseId): Promise<readonly SessionId[]> {
  const rows = await db.selectFrom('mediation_session').select('id').where('case_id', '=', id).execute();
  return rows.map((row) => row.id);
}

/** Rejects with `session.unknown`. */
export async function caseOf(db: Kysely<Database>, session: SessionId): Promise<CaseId> {
  const row = await db
    .selectFrom('mediation_session')
    .select('case_id')
    .where('id', '=', session)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('session.unknown');
  return row.case_id;
}
