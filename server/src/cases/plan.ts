import type { StaffId } from '@parley/shared/ids';
import type { NewCase, NewSession } from '@parley/shared/protocol';
import { Participant, SessionCreated, type Side } from '@parley/shared/session';
import type { Insertable, Transaction } from 'kysely';
import { mint } from '../lib/mint.ts';
import { newLink } from '../links/rows.ts';
import type { Database } from '../store/tables.ts';

type Row<T extends keyof Database> = Insertable<Database[T]>;

/** A case as it will be stored; every id is minted. */
export interface CasePlan {
  readonly row: Row<'mediation_case'>;
  readonly sides: readonly Row<'side'>[];
  readonly people: readonly Row<'person'>[];
}

/** A session as it will be stored, and the first event of its log. */
export interface SessionPlan {
  readonly event: SessionCreated;
  readonly row: Row<'mediation_session'>;
  readonly participants: readonly Row<'participant'>[];
  readonly links: readonly Row<'link'>[];
}

/** Who makes it and when; null: the server by itself. */
export interface Origin {
  readonly by: StaffId | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Draws up a case; its sides and people get their ids. */
export function planCase(wish: NewCase, sample: boolean, { by, now }: Origin): CasePlan {
  const { title, kind, organisation } = wish;
  const id = mint.case();
  const sides = wish.sides.map((side, position) => ({ id: mint.side(), case_id: id, position, ...side }));
  const people = wish.people.map((person, position) => ({
    id: mint.person(),
    case_id: id,
    position,
    name: person.name,
    languages: person.languages,
    role: person.role,
    side_id: 'side' in person && person.side !== null ? sideAt(sides, person.side) : null,
  }));
  const row = { id, title, kind, organisation, sample, created_at: now, created_by: by };
  return { row, sides, people };
}

function sideAt<S extends Row<'side'>>(sides: readonly S[], index: number): S['id'] {
  const side = sides[index];
  if (side === undefined) throw new Error('a person is on a side the case does not have');
  return side.id;
}

/** Draws up a session of a case: a participant and a link for each of its people, and a plenary. */
export function planSession(of: CasePlan, wish: NewSession, { by, now }: Origin): SessionPlan {
  const { title, startsAt, linkHours } = wish;
  const { id: caseId, kind, organisation } = of.row;
  const id = mint.session();
  const people = of.people.map((person) => ({
    person,
    participant: participantOf(mint.participant(), person),
  }));
  const event = SessionCreated.parse({
    type: 'session.created',
    id,
    caseId,
    title,
    kind,
    organisation,
    startsAt,
    plenary: mint.room(),
    sides: of.sides.map(sideOfRow),
    people: people.map(({ participant }) => participant),
  });
  return {
    event,
    row: { id, case_id: caseId, title, starts_at: startsAt, created_at: now, created_by: by },
    participants: people.map(({ person, participant }) => ({
      id: participant.id,
      case_id: caseId,
      session_id: id,
      person_id: person.id,
    })),
    links: people.map(({ participant }) =>
      newLink({ session: id, participant: participant.id, hours: linkHours, now }),
    ),
  };
}

/** A side as sessions and the staff know it. */
export const sideOfRow = ({ id, kind, name }: Row<'side'>): Side => ({ id, kind, name });

/** The same for those alone who belong to the case by now. */
export function withoutGone(plan: SessionPlan, { people }: CasePlan): SessionPlan {
  const there = new Set(people.map(({ id }) => id));
  const participants = plan.participants.filter((each) => there.has(each.person_id));
  const kept = new Set(participants.map(({ id }) => id));
  return { ...plan, participants, links: plan.links.filter((link) => kept.has(link.participant_id)) };
}

/** A case's person as the participant `id` of a session. */
export function participantOf(
  id: Participant['id'],
  { name, role, side_id: side, languages }: Pick<Row<'person'>, 'name' | 'role' | 'side_id' | 'languages'>,
): Participant {
  return Participant.parse({
    id,
    name,
    role,
    languages,
    side: side ?? (role === 'interpreter' ? null : undefined),
  });
}

export async function insertCase(within: Transaction<Database>, plan: CasePlan): Promise<void> {
  await within.insertInto('mediation_case').values(plan.row).execute();
  await within.insertInto('side').values(plan.sides).execute();
  await within.insertInto('person').values(plan.people).execute();
}

export async function insertSession(within: Transaction<Database>, plan: SessionPlan): Promise<void> {
  await within.insertInto('mediation_session').values(plan.row).execute();
  await insertParticipants(within, plan);
}

/** A place in a session for each, and a link to it. */
export async function insertParticipants(
  within: Transaction<Database>,
  { participants, links }: Pick<SessionPlan, 'participants' | 'links'>,
): Promise<void> {
  if (participants.length === 0) return;
  await within.insertInto('participant').values(participants).execute();
  await within.insertInto('link').values(links).execute();
}
