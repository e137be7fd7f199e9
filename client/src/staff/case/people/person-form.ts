import type { SessionId, SideId } from '@parley/shared/ids';
import { AddedPerson, type CaseDetail } from '@parley/shared/protocol';
import type { Role } from '@parley/shared/session';
import type { AddedPeople } from '../../api.ts';
import { type FieldProblem, fieldProblems } from '../../field-problem.ts';
import { otherRoles, sidedRoles } from '../../new-case/draft.ts';
import type { Checked } from '../../use-draft.ts';
import { type HoldDays, holdOf } from '../hold.ts';

/** Somebody who is to be added to a case, as the fields hold them. */
export interface PersonDraft {
  /** Null: of no side. */
  readonly side: SideId | null;
  readonly role: Role;
  readonly name: string;
  readonly languages: readonly string[];
  /** To which sessions they get a link. */
  readonly sessions: readonly SessionId[];
  readonly days: HoldDays;
}

type Meeting = Pick<CaseDetail['sessions'][number], 'id' | 'startsAt'>;
export type PersonField = 'name' | 'languages';
type Problems = ReadonlyMap<PersonField, FieldProblem>;

/** Most often an interpreter who is missing; invited to all that goes on or is to come. */
export const freshPerson = (sessions: readonly Meeting[], language: string): PersonDraft => ({
  side: null,
  role: 'interpreter',
  name: '',
  languages: [language],
  sessions: sessions.map(({ id }) => id),
  days: 7,
});

export const rolesOn = (side: SideId | null): readonly Role[] => (side === null ? otherRoles : sidedRoles);

/** Whoever is put on another side keeps their role where it has one. */
export function onSide(draft: PersonDraft, side: SideId | null): PersonDraft {
  const roles = rolesOn(side);
  const role = roles.includes(draft.role) ? draft.role : (roles[0] ?? draft.role);
  return { ...draft, side, role };
}

/** When the last of the sessions begins to which they are invited; null where they are invited to none. */
export function lastOf(
  { sessions }: Pick<PersonDraft, 'sessions'>,
  among: readonly Meeting[],
): number | null {
  const starts = among.filter(({ id }) => sessions.includes(id)).map(({ startsAt }) => startsAt);
  return starts.length === 0 ? null : Math.max(...starts);
}

/** As the server takes it, or what is wrong with which field, by the very schema the server checks with. */
export function checkPerson(
  draft: PersonDraft,
  among: readonly Meeting[],
  now: number,
): Checked<AddedPeople, Problems> {
  const { side, role, name, languages, sessions, days } = draft;
  const parsed = AddedPerson.safeParse({ role, name, languages, ...(side === null ? {} : { side }) });
  if (!parsed.success) return { ok: false, problems: problemsIn(fieldProblems(parsed.error)) };
  const { hours: linkHours } = holdOf(lastOf(draft, among) ?? now, days, now);
  return { ok: true, value: { people: [parsed.data], sessions: [...sessions], linkHours } };
}

/** What is wrong with somebody's name and languages. */
export function problemsIn(found: ReadonlyMap<string, FieldProblem>): Problems {
  const problems = new Map<PersonField, FieldProblem>();
  for (const [path, problem] of found) {
    const field = path.split('.')[0];
    if (field === 'name' || field === 'languages') problems.set(field, problem);
  }
  return problems;
}
