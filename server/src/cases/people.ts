import { Refusal } from '@parley/shared/errors';
import type { CaseId, PersonId, SessionId, StaffId } from '@parley/shared/ids';
import type { RouteBody } from '@parley/shared/protocol';
import { MOST_PEOPLE } from '@parley/shared/session';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Links } from '../links/links.ts';
import { mint } from '../lib/mint.ts';
import { madeBefore } from '../store/once.ts';
import type { Database } from '../store/tables.ts';
import { inviteTo } from './inviting.ts';
import { lockCase } from './lock.ts';
import type { CaseNews } from './news.ts';
import { caseOf, sessionsOf } from './sessions-of.ts';
import { storedCase } from './stored.ts';

export interface CasePeopleParts {
  readonly db: Kysely<Database>;
  readonly links: Links;
  readonly news: CaseNews;
  readonly now: () => number;
}

/** Who belongs to a case, and to which of its sessions: stored first, then told to those that are at work. */
export class CasePeople {
  readonly #parts: CasePeopleParts;

  constructor(parts: CasePeopleParts) {
    this.#parts = parts;
  }

  /**
   * More people, invited to these sessions of the case; those of an attempt that was stored are there already, though its
   * answer may have been lost. Rejects with `case.unknown`, `side.unknown`, `session.unknown` or
   * `case.too-many-people`.
   */
  async add(
    id: CaseId,
    { attempt, people, sessions, linkHours }: RouteBody<'people.add'>,
    by: StaffId,
  ): Promise<void> {
    const { db, news } = this.#parts;
    const now = this.#parts.now();
    const invitedTo = [...new Set(sessions)];
    await db.transaction().execute(async (within) => {
      await lockCase(within, id);
      if ((await madeBefore(within, { scope: ['people', id, by], attempt, id, now })) !== null) return;
      const position = await nextPosition(within, id);
      const rows = people.map((person, index) => ({
        id: mint.person(),
        case_id: id,
        position: position + index,
        name: person.name,
        languages: person.languages,
        role: person.role,
        side_id: 'side' in person ? person.side : null,
      }));
      const ids = rows.map((row) => row.id);
      await mustFit(within, id, rows);
      await within.insertInto('person').values(rows).execute();
      for (const session of invitedTo) {
        await inviteTo(within, { caseId: id, session, people: ids, hours: linkHours, now });
      }
    });
    await news.tell(invitedTo);
  }

  /**
   * Name and languages. A side that bears the name of its party bears the new one. Rejects with `case.unknown` or
   * `person.unknown`.
   */
  async change(id: CaseId, person: PersonId, { name, languages }: RouteBody<'people.change'>): Promise<void> {
    const { db, news } = this.#parts;
    await db.transaction().execute(async (within) => {
      await lockCase(within, id);
      const was = await personOf(within, id, person);
      if (was.dismissed_at !== null) throw new Refusal('person.unknown');
      await within.updateTable('person').set({ name, languages }).where('id', '=', person).execute();
      if (was.role !== 'party') return;
      await within
        .updateTable('side')
        .set({ name })
        .where('id', '=', was.side_id)
        .where('name', '=', was.name)
        .execute();
    });
    await news.tell(await sessionsOf(db, id));
  }

  /**
   * They belong to the case no more: no session expects them, and nobody comes by a link of theirs. Once is enough.
   * Rejects with `case.unknown`, `person.unknown` or `case.last-mediator`.
   */
  async dismiss(id: CaseId, person: PersonId): Promise<void> {
    const { db, links, news, now } = this.#parts;
    await links.withdrawWith(async (within) => {
      await lockCase(within, id);
      const { role, dismissed_at: before } = await personOf(within, id, person);
      // Before their person, as whoever makes a link does.
      const places = await within
        .selectFrom('participant')
        .select('id')
        .where('person_id', '=', person)
        .orderBy('id')
        .forUpdate()
        .execute();
      if (before === null) {
        if (role === 'mediator') await mustHaveAnother(within, id, person);
        await within.updateTable('person').set({ dismissed_at: now() }).where('id', '=', person).execute();
      }
      return places.map((place) => place.id);
    });
    await news.tell(await sessionsOf(db, id));
  }

  /**
   * A place in a session, and a link to it, for people of its case; who has one keeps it. Resolves to the case. Rejects
   * with `session.unknown`, `person.unknown` or `case.too-many-people`.
   */
  async invite(session: SessionId, { people, linkHours }: RouteBody<'sessions.invite'>): Promise<CaseId> {
    const { db, news, now } = this.#parts;
    const caseId = await caseOf(db, session);
    await db.transaction().execute(async (within) => {
      await lockCase(within, caseId);
      await inviteTo(within, { caseId, session, people, hours: linkHours, now: now() });
    });
    await news.tell([session]);
    return caseId;
  }
}

/** Also somebody who was dismissed. */
async function personOf(
  within: Transaction<Database>,
  of: CaseId,
  id: PersonId,
): Promise<Selectable<Database['person']>> {
  const row = await within
    .selectFrom('person')
    .selectAll()
    .where('case_id', '=', of)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('person.unknown');
  return row;
}

/** Behind everyone there ever was. */
async function nextPosition(within: Transaction<Database>, of: CaseId): Promise<number> {
  const row = await within
    .selectFrom('person')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('case_id', '=', of)
    .executeTakeFirst();
  return (row?.last ?? -1) + 1;
}

async function mustFit(
  within: Transaction<Database>,
  id: CaseId,
  added: readonly { readonly side_id: string | null }[],
): Promise<void> {
  const of = await storedCase(within, id);
  const sides = new Set<string>(of?.sides.map((side) => side.id));
  if (added.some(({ side_id: side }) => side !== null && !sides.has(side))) throw new Refusal('side.unknown');
  if ((of?.people.length ?? 0) + added.length > MOST_PEOPLE) throw new Refusal('case.too-many-people');
}

async function mustHaveAnother(within: Transaction<Database>, id: CaseId, mediator: PersonId): Promise<void> {
  const of = await storedCase(within, id);
  const others = of?.people.filter((person) => person.role === 'mediator' && person.id !== mediator) ?? [];
  if (others.length === 0) throw new Refusal('case.last-mediator');
}
