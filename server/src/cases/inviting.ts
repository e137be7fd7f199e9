import { Refusal } from '@parley/shared/errors';
import type { CaseId, PersonId, SessionId } from '@parley/shared/ids';
import { MOST_PEOPLE } from '@parley/shared/session';
import type { Transaction } from 'kysely';
import { mint } from '../lib/mint.ts';
import { newLink } from '../links/rows.ts';
import type { Database } from '../store/tables.ts';
import { insertParticipants } from './plan.ts';

export interface Inviting {
  /** Locked by whoever invites. */
  readonly caseId: CaseId;
  readonly session: SessionId;
  readonly people: readonly PersonId[];
  /** How long their links hold, from `now` (milliseconds since 1970). */
  readonly hours: number;
  readonly now: number;
}

/**
 * A place in a session of the case, and a link to it, for each who has none there. Rejects with `session.unknown`,
 * `person.unknown` or `case.too-many-people`.
 */
export async function inviteTo(within: Transaction<Database>, inviting: Inviting): Promise<void> {
  const { caseId, session, hours, now } = inviting;
  await mustBeOfCase(within, inviting);
  const there = await within
    .selectFrom('participant')
    .select('person_id')
    .where('session_id', '=', session)
    .execute();
  const known = new Set(there.map((row) => row.person_id));
  const newcomers = [...new Set(inviting.people)].filter((person) => !known.has(person));
  if (there.length + newcomers.length > MOST_PEOPLE) throw new Refusal('case.too-many-people');
  const participants = newcomers.map((person) => ({
    id: mint.participant(),
    case_id: caseId,
    session_id: session,
    person_id: person,
  }));
  const links = participants.map(({ id: participant }) => newLink({ session, participant, hours, now }));
  await insertParticipants(within, { participants, links });
}

async function mustBeOfCase(
  within: Transaction<Database>,
  { caseId, session, people }: Inviting,
): Promise<void> {
  const row = await within
    .selectFrom('mediation_session')
    .select('id')
    .where('id', '=', session)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('session.unknown');
  const ours = await within
    .selectFrom('person')
    .select('id')
    .where('case_id', '=', caseId)
    .where('dismissed_at', 'is', null)
    .execute();
  const known = new Set(ours.map(({ id }) => id));
  if (people.some((person) => !known.has(person))) throw new Refusal('person.unknown');
}
