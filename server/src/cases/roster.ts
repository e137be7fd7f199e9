import type { SessionId } from '@parley/shared/ids';
import type { Roster } from '@parley/shared/session';
import type { Kysely } from 'kysely';
import { answered } from '../store/answered.ts';
import type { Database } from '../store/tables.ts';
import { participantOf, sideOfRow } from './plan.ts';
import { storedCase } from './stored.ts';

/** What the case says of a session at one moment; null of one that no row speaks of. */
export function rosterOf(db: Kysely<Database>, id: SessionId): Promise<Roster | null> {
  const read = db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (within): Promise<Roster | null> => {
      const session = await within
        .selectFrom('mediation_session')
        .select(['case_id', 'title', 'starts_at'])
        .where('id', '=', id)
        .executeTakeFirst();
      const of = session === undefined ? null : await storedCase(within, session.case_id);
      if (session === undefined || of === null) return null;
      const { kind, organisation } = of.row;
      const rows = await within
        .selectFrom('participant')
        .select(['id', 'person_id'])
        .where('session_id', '=', id)
        .execute();
      const places = new Map(rows.map((row) => [row.person_id, row.id]));
      return {
        title: session.title,
        kind,
        organisation,
        startsAt: session.starts_at,
        sides: of.sides.map(sideOfRow),
        people: of.people.flatMap((person) => {
          const participant = places.get(person.id);
          return participant === undefined ? [] : [participantOf(participant, person)];
        }),
      };
    });
  return answered(read);
}
