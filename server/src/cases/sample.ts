import type { CaseId, SessionId } from '@parley/shared/ids';
import type { LinkView, NewCase } from '@parley/shared/protocol';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../store/tables.ts';
import type { CasesParts } from './cases.ts';
import { insertCase, insertSession, planCase, planSession } from './plan.ts';

/** A dispute over goods sold, with everyone such a session has. */
const SAMPLE: NewCase = {
  title: '样例案件：货物买卖纠纷 · Sample case: a sale of goods',
  kind: 'commercial',
  organisation: '样例调解中心 · Sample Mediation Centre',
  sides: [
    { kind: 'applicant', name: '江南织造有限公司 · Jiangnan Textiles' },
    { kind: 'respondent', name: 'Harbour & Finch Ltd' },
  ],
  people: [
    { name: '陈静 Chen Jing', role: 'mediator', languages: ['zh-CN', 'en'] },
    { name: '王磊 Wang Lei', role: 'party', side: 0, languages: ['zh-CN'] },
    { name: '赵敏 Zhao Min', role: 'counsel', side: 0, languages: ['zh-CN', 'en'] },
    { name: 'Emma Finch', role: 'party', side: 1, languages: ['en'] },
    { name: '林晓 Lin Xiao', role: 'interpreter', side: null, languages: ['zh-CN', 'en'] },
    { name: '周宁 Zhou Ning', role: 'recorder', languages: ['zh-CN'] },
  ],
};
const SESSION_TITLE = '第一次调解会 · First session';
const LINK_HOURS = 24 * 30;

/** The sample as it is printed at a start. */
export interface Sample {
  readonly caseId: CaseId;
  readonly title: string;
  readonly links: readonly LinkView[];
}

export interface SampleParts extends CasesParts {
  /** Links for those of a session whose own ran out. */
  readonly renewExpired: (session: SessionId, hours: number) => Promise<void>;
}

/**
 * The sample case, made when there is no case at all, and the links of its first session, anew where they ran out:
 * nobody has to look for a way in. Null once the staff have begun with cases of their own and no sample is there.
 */
export async function ensureSample(parts: SampleParts): Promise<Sample | null> {
  const { db, linksOf, renewExpired } = parts;
  await makeSample(parts);
  const caseId = await findSample(db);
  if (caseId === null) return null;
  const session = await db
    .selectFrom('mediation_session')
    .select('id')
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirstOrThrow();
  await renewExpired(session.id, LINK_HOURS);
  const links = await linksOf([session.id]);
  return { caseId, title: SAMPLE.title, links: links.get(session.id) ?? [] };
}

async function findSample(db: Kysely<Database>): Promise<CaseId | null> {
  const row = await db
    .selectFrom('mediation_case')
    .select('id')
    .where('sample', '=', true)
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Case and session in one step, or a start that was cut short would leave a sample without links. Of servers that
 * start together one makes it; a log that another began for it leads nowhere.
 */
async function makeSample({ db, now, createSession }: CasesParts): Promise<void> {
  if (await hasCases(db)) return;
  const origin = { by: null, now: now() };
  const sample = planCase(SAMPLE, true, origin);
  const wish = { title: SESSION_TITLE, startsAt: origin.now, linkHours: LINK_HOURS };
  const session = planSession(sample, wish, origin);
  await createSession(session.event);
  await db.transaction().execute(async (within) => {
    await sql`LOCK TABLE mediation_case IN SHARE ROW EXCLUSIVE MODE`.execute(within);
    if (await hasCases(within)) return;
    await insertCase(within, sample);
    await insertSession(within, session);
  });
}

async function hasCases(db: Kysely<Database>): Promise<boolean> {
  const row = await db.selectFrom('mediation_case').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}
