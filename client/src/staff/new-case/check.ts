import { NewCase } from '@parley/shared/protocol';
import type { z } from 'zod';
import { type FieldProblem, fieldProblems } from '../field-problem.ts';
import type { CaseDraft, DraftPerson, DraftSide } from './draft.ts';

/** The fields of the form; those of sides and people carry the id or key of whom they are about. */
export type CaseField =
  | 'title'
  | 'organisation'
  | `side.${DraftSide['id']}`
  | `name.${DraftPerson['key']}`
  | `languages.${DraftPerson['key']}`;

export type CaseProblems = ReadonlyMap<CaseField, FieldProblem>;

export type Checked =
  | { readonly ok: true; readonly value: NewCase }
  | { readonly ok: false; readonly problems: CaseProblems };

/** An applicant or respondent who is no organisation goes by their first party's name. */
export function sideName({ people }: Pick<CaseDraft, 'people'>, { id, kind, name }: DraftSide): string {
  if (kind === 'other' || name.trim() !== '') return name.trim();
  return people.find(({ role, side }) => role === 'party' && side === id)?.name.trim() ?? '';
}

/** The case as the server takes it, or what is wrong with which field, by the very schema the server checks with. */
export function checkCase(draft: CaseDraft): Checked {
  const { title, kind, organisation, sides, people } = draft;
  const wish = {
    title,
    kind,
    organisation,
    sides: sides.map((side) => ({ kind: side.kind, name: sideName(draft, side) })),
    people: people.map(({ role, side, name, languages }) => ({
      role,
      name,
      languages,
      ...(side === null ? {} : { side: sides.findIndex(({ id }) => id === side) }),
    })),
  };
  const parsed = NewCase.safeParse(wish);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: problemsIn(parsed.error, draft) };
}

function problemsIn(error: z.ZodError, { sides, people }: CaseDraft): CaseProblems {
  const problems = new Map<CaseField, FieldProblem>();
  for (const [path, problem] of fieldProblems(error)) {
    const [part, index, detail] = path.split('.');
    const side = sides[Number(index)];
    const person = people[Number(index)];
    if (part === 'title' || part === 'organisation') problems.set(part, problem);
    else if (part === 'sides' && side !== undefined) problems.set(`side.${side.id}`, problem);
    else if (part === 'people' && person !== undefined)
      problems.set(`${detail === 'languages' ? 'languages' : 'name'}.${person.key}`, problem);
  }
  // A side that borrows its name from a party who has none yet is named once the party is.
  for (const side of sides) {
    const lender = people.find(({ role, side: on }) => role === 'party' && on === side.id);
    if (side.kind !== 'other' && side.name.trim() === '' && lender !== undefined)
      problems.delete(`side.${side.id}`);
  }
  return problems;
}
