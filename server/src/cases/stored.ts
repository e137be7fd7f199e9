import type { CaseId, SessionId } from '@parley/shared/ids';
import type { SessionSummary } from '@parley/shared/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../store/tables.ts';
import type { CasePlan } from './plan.ts';

type Phase = SessionSummary['phase'];

/** A case and those who belong to it; null for one there is not. */
export async function storedCase(db: Kysely<Database>, id: CaseId): Promise<CasePlan | null> {
  const row = await db.selectFrom('mediation_case').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const sides = await db
    .selectFrom('side')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('position')
    .execute();
  const people = await db
    .selectFrom('person')
    .selectAll()
    .where('case_id', '=', id)
    .where('dismissed_at', 'is', null)
    .orderBy('position')
    .execute();
  return { row, sides, people };
}

const PHASES: Readonly<Record<string, Phase>> = {
  'session.opened': 'open',
  'session.adjourned': 'adjourned',
  'session.resumed': 'open',
};

/** How far each session is, as its log says; one that is not named has not been opened. */
export async function phasesOf(
  db: Kysely<Database>,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<string, Phase>> {
  if (sessions.length === 0) return new Map();
  const rows = await db
    .selectFrom('event')
    .distinctOn('session_id')
    .select(['session_id', 'type'])
    .where('session_id', 'in', sessions)
    .where('type', 'in', Object.keys(PHASES))
    .orderBy('session_id')
    .orderBy('seq', 'desc')
    .execute();
  return new Map(rows.map(({ session_id: id, type }) => [id, PHASES[type] ?? 'scheduled']));
}
