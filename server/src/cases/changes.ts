import { Refusal } from '@parley/shared/errors';
import type { CaseId, SessionId } from '@parley/shared/ids';
import type { RouteBody } from '@parley/shared/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../store/tables.ts';
import { lockCase } from './lock.ts';
import type { CaseNews } from './news.ts';
import { sessionsOf } from './sessions-of.ts';

/** What a case and its sessions are called. Which sides there are stays as the case was drawn up. */
export class CaseChanges {
  readonly #db: Kysely<Database>;
  readonly #news: CaseNews;

  constructor({ db, news }: { readonly db: Kysely<Database>; readonly news: CaseNews }) {
    this.#db = db;
    this.#news = news;
  }

  /** Rejects with `case.unknown`, or with `side.unknown` where the sides named are not exactly those of the case. */
  async ofCase(id: CaseId, { sides, ...words }: RouteBody<'cases.change'>): Promise<void> {
    await this.#db.transaction().execute(async (within) => {
      await lockCase(within, id);
      await mustBeTheSides(
        within,
        id,
        sides.map((side) => side.id),
      );
      await within.updateTable('mediation_case').set(words).where('id', '=', id).execute();
      for (const side of sides) {
        await within.updateTable('side').set({ name: side.name }).where('id', '=', side.id).execute();
      }
    });
    await this.#news.tell(await sessionsOf(this.#db, id));
  }

  /** Resolves to its case. Rejects with `session.unknown`. */
  async ofSession(id: SessionId, { title, startsAt }: RouteBody<'sessions.change'>): Promise<CaseId> {
    const row = await this.#db
      .updateTable('mediation_session')
      .set({ title, starts_at: startsAt })
      .where('id', '=', id)
      .returning('case_id')
      .executeTakeFirst();
    if (row === undefined) throw new Refusal('session.unknown');
    await this.#news.tell([id]);
    return row.case_id;
  }
}

async function mustBeTheSides(
  within: Transaction<Database>,
  of: CaseId,
  named: readonly string[],
): Promise<void> {
  const rows = await within.selectFrom('side').select('id').where('case_id', '=', of).execute();
  const isExact = named.length === rows.length && rows.every(({ id }) => named.includes(id));
  if (!isExact) throw new Refusal('side.unknown');
}
