import { Refusal } from '@parley/shared/errors';
import { CaseId, type SessionId, type StaffId } from '@parley/shared/ids';
import type { CaseDetail, CaseSummary, LinkView, RouteBody, SessionSummary } from '@parley/shared/protocol';
import type { SessionCreated } from '@parley/shared/session';
import type { Kysely } from 'kysely';
import { madeBefore } from '../store/once.ts';
import type { Database } from '../store/tables.ts';
import { lockCase } from './lock.ts';
import { insertCase, insertSession, planCase, planSession, sideOfRow, withoutGone } from './plan.ts';
import { phasesOf, storedCase } from './stored.ts';

/** On which clocks are set back. Which sessions are today's, the clock of whoever looks says. */
const LONGEST_DAY_MS = 25 * 3_600_000;

/** Writes the first event of a session's log; resolves when it is on disk. */
export type CreateSession = (event: SessionCreated) => Promise<void>;

export interface CasesParts {
  readonly db: Kysely<Database>;
  readonly now: () => number;
  readonly createSession: CreateSession;
  /** The newest link of each participant, by session. */
  readonly linksOf: (sessions: readonly SessionId[]) => Promise<ReadonlyMap<SessionId, LinkView[]>>;
}

/** The cases of this server and their sessions, as the staff see them. */
export class Cases {
  readonly #parts: CasesParts;

  constructor(parts: CasesParts) {
    this.#parts = parts;
  }

  /** The case of this attempt, made unless it is there already, though its answer may have been lost. */
  async create({ attempt, wish }: RouteBody<'cases.create'>, by: StaffId): Promise<CaseDetail> {
    const { db } = this.#parts;
    const now = this.#parts.now();
    const plan = planCase(wish, false, { by, now });
    const made = await db.transaction().execute(async (within) => {
      const before = await madeBefore(within, { scope: ['case', by], attempt, id: plan.row.id, now });
      if (before !== null) return CaseId.parse(before);
      await insertCase(within, plan);
      return plan.row.id;
    });
    return this.read(made);
  }

  /**
   * A session of the case with a link per person. Its log is written first: should the rows not follow, nothing
   * lists the session and no link leads to it; a session that is listed can always be entered. So it is with the log of
   * an attempt that came twice. Rejects with `case.unknown`.
   */
  async schedule(
    caseId: CaseId,
    { attempt, wish }: RouteBody<'sessions.create'>,
    by: StaffId,
  ): Promise<CaseDetail> {
    const { db, createSession } = this.#parts;
    const now = this.#parts.now();
    const of = await storedCase(db, caseId);
    if (of === null) throw new Refusal('case.unknown');
    const plan = planSession(of, wish, { by, now });
    await createSession(plan.event);
    await db.transaction().execute(async (within) => {
      await lockCase(within, caseId);
      const asked = { scope: ['session', caseId, by], attempt, id: plan.event.id, now };
      if ((await madeBefore(within, asked)) !== null) return;
      const present = await storedCase(within, caseId);
      // Whoever was dismissed since is in the log, and no link leads there for them.
      await insertSession(within, present === null ? plan : withoutGone(plan, present));
    });
    return this.read(caseId);
  }

  /** Rejects with `case.unknown`. */
  async read(id: CaseId): Promise<CaseDetail> {
    const of = await storedCase(this.#parts.db, id);
    if (of === null) throw new Refusal('case.unknown');
    const { title, kind, organisation, created_at: createdAt } = of.row;
    const sessions = await this.#sessions({ of: id });
    const links = await this.#parts.linksOf(sessions.map((session) => session.id));
    return {
      id,
      title,
      kind,
      organisation,
      createdAt,
      sides: of.sides.map(sideOfRow),
      people: of.people.map(({ id: person, name, role, languages, side_id: side }) => ({
        id: person,
        name,
        role,
        languages,
        side: side ?? null,
      })),
      sessions: sessions.map((session) => ({ ...session, links: links.get(session.id) ?? [] })),
    };
  }

  /** Every case, newest first, and every session that belongs to today wherever it is looked at, or is to come. */
  async list(): Promise<{ cases: CaseSummary[]; sessions: SessionSummary[] }> {
    const sessions = await this.#sessions({ from: this.#parts.now() - LONGEST_DAY_MS });
    const rows = await this.#parts.db
      .selectFrom('mediation_case as about')
      .select(['about.id', 'title', 'kind', 'organisation', 'created_at as createdAt'])
      .select((query) =>
        query
          .selectFrom('person')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .whereRef('person.case_id', '=', 'about.id')
          .where('person.dismissed_at', 'is', null)
          .as('people'),
      )
      .orderBy('created_at', 'desc')
      .orderBy('about.id')
      .execute();
    return { cases: rows.map((row) => ({ ...row, people: row.people ?? 0 })), sessions };
  }

  /** A case's sessions, or those that begin at an instant or later; in the order of their beginning. */
  async #sessions(which: { readonly of: CaseId } | { readonly from: number }): Promise<SessionSummary[]> {
    const { db } = this.#parts;
    const all = db
      .selectFrom('mediation_session')
      .select(['id', 'case_id as caseId', 'title', 'starts_at as startsAt'])
      .orderBy('starts_at')
      .orderBy('id');
    const chosen =
      'of' in which ? all.where('case_id', '=', which.of) : all.where('starts_at', '>=', which.from);
    const rows = await chosen.execute();
    const phases = await phasesOf(
      db,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({ ...row, phase: phases.get(row.id) ?? 'scheduled' }));
  }
}
