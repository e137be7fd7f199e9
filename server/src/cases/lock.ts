import { Refusal } from '@parley/shared/errors';
import type { CaseId } from '@parley/shared/ids';
import type { Transaction } from 'kysely';
import type { Database } from '../store/tables.ts';

/**
 * Those who change one case take turns, so that none counts, or numbers, what another is about to change. Rejects with
 * `case.unknown`.
 */
export async function lockCase(within: Transaction<Database>, id: CaseId): Promise<void> {
  const row = await within
    .selectFrom('mediation_case')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('case.unknown');
}
