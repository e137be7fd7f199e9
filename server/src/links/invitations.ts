import { Refusal } from '@parley/shared/errors';
import type { SessionId } from '@parley/shared/ids';
import type { Invitation } from '@parley/shared/protocol';
import type { Kysely } from 'kysely';
import { participantOf } from '../cases/plan.ts';
import type { Database } from '../store/tables.ts';
import type { Links } from './links.ts';

/**
 * What an opened link says to its holder: the session, who mediates, and the holder's own place in it. Nobody else
 * is named. Marks the link as opened. Rejects with `link.invalid`, `link.expired` or `link.revoked`.
 */
export async function lookAt(
  db: Kysely<Database>,
  links: Links,
  token: string,
): Promise<Omit<Invitation, 'rtpCapabilities'>> {
  const { link, participant } = await links.verify(token);
  const row = await db
    .selectFrom('link')
    .innerJoin('participant', 'participant.id', 'link.participant_id')
    .innerJoin('person', 'person.id', 'participant.person_id')
    .leftJoin('side', 'side.id', 'person.side_id')
    .innerJoin('mediation_session as session', 'session.id', 'participant.session_id')
    .innerJoin('mediation_case as about', 'about.id', 'session.case_id')
    .select(['session.id as session', 'session.title', 'session.starts_at as startsAt'])
    .select(['about.kind', 'about.organisation', 'link.expires_at as expiresAt'])
    .select(['person.name', 'person.role', 'person.languages', 'person.side_id'])
    .select(['side.kind as sideKind', 'side.name as sideName'])
    .where('link.id', '=', link)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('link.invalid');
  const { session, title, kind, organisation, startsAt, expiresAt, side_id: side, sideKind, sideName } = row;
  const onSide = side !== null && sideKind !== null && sideName !== null;
  await links.markOpened(link);
  return {
    session,
    title,
    kind,
    organisation,
    startsAt,
    expiresAt,
    mediators: await mediatorsOf(db, session),
    participant: participantOf(participant, row),
    side: onSide ? { id: side, kind: sideKind, name: sideName } : null,
  };
}

async function mediatorsOf(db: Kysely<Database>, session: SessionId): Promise<string[]> {
  const rows = await db
    .selectFrom('participant')
    .innerJoin('person', 'person.id', 'participant.person_id')
    .select('person.name')
    .where('participant.session_id', '=', session)
    .where('person.role', '=', 'mediator')
    .where('person.dismissed_at', 'is', null)
    .orderBy('person.position')
    .execute();
  return rows.map(({ name }) => name);
}
