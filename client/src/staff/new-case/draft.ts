import { SideId } from '@parley/shared/ids';
import { MediationKind, MOST_PEOPLE, Role, Side, SideKind } from '@parley/shared/session';
import { z } from 'zod';

/** A side being named; only its name is still any text. */
const DraftSide = z.object({ id: Side.shape.id, kind: SideKind, name: z.string() });
export type DraftSide = z.infer<typeof DraftSide>;

const DraftPerson = z.object({
  key: z.string(),
  role: Role,
  /** Of a party, a counsel and an interpreter whom a side brings along; null for everyone else. */
  side: SideId.nullable(),
  name: z.string(),
  languages: z.array(z.string()),
});
export type DraftPerson = z.infer<typeof DraftPerson>;

/** A case as far as it is typed. */
export const CaseDraft = z.object({
  title: z.string(),
  kind: MediationKind,
  organisation: z.string(),
  sides: z.array(DraftSide),
  people: z.array(DraftPerson),
  /** Numbers the next side or person, so that no two are ever mistaken for one another. */
  next: z.number().int(),
});
export type CaseDraft = z.infer<typeof CaseDraft>;

export const sidedRoles = ['party', 'counsel', 'interpreter'] as const satisfies readonly Role[];
export const otherRoles = [
  'mediator',
  'co-mediator',
  'interpreter',
  'recorder',
  'observer',
] as const satisfies readonly Role[];

export interface DraftStart {
  readonly kind: MediationKind;
  readonly organisation: string;
  /** Who draws it up: most often the mediator. */
  readonly mediator: string;
  /** What people are taken to speak until one says otherwise. */
  readonly language: string;
}

/** What most cases begin with: oneself as the mediator, and one party on either side. */
export function freshDraft({ kind, organisation, mediator, language }: DraftStart): CaseDraft {
  const [applicant, respondent] = [sideId(1), sideId(2)];
  const person = (key: number, role: Role, side: SideId | null, name: string): DraftPerson => ({
    key: `person-${key}`,
    role,
    side,
    name,
    languages: [language],
  });
  return {
    title: '',
    kind,
    organisation,
    sides: [
      { id: applicant, kind: 'applicant', name: '' },
      { id: respondent, kind: 'respondent', name: '' },
    ],
    people: [
      person(3, 'party', applicant, ''),
      person(4, 'party', respondent, ''),
      person(5, 'mediator', null, mediator),
    ],
    next: 6,
  };
}

const sideId = (number: number): SideId => SideId.parse(`draft-side-${number}`);

/** A further side, with one party on it. */
export function withSide(draft: CaseDraft, language: string): CaseDraft {
  const side: DraftSide = { id: sideId(draft.next), kind: 'other', name: '' };
  const added = { ...draft, sides: [...draft.sides, side], next: draft.next + 1 };
  return withPerson(added, { role: 'party', side: side.id }, language);
}

/** The side goes with everyone on it. */
export const withoutSide = (draft: CaseDraft, id: SideId): CaseDraft => ({
  ...draft,
  sides: draft.sides.filter((side) => side.id !== id),
  people: draft.people.filter(({ side }) => side !== id),
});

export const withPerson = (
  draft: CaseDraft,
  { role, side }: Pick<DraftPerson, 'role' | 'side'>,
  language: string,
): CaseDraft => ({
  ...draft,
  people: [...draft.people, { key: `person-${draft.next}`, role, side, name: '', languages: [language] }],
  next: draft.next + 1,
});

/** Each on a line of their own, as they are pasted from a list. */
export const namesIn = (text: string): string[] =>
  text
    .split(/\r?\n/u)
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');

/** How many more people there may be. */
export const roomFor = ({ people }: CaseDraft): number => MOST_PEOPLE - people.length;

/** Those who come to listen, as many as there is room for. */
export const withObservers = (draft: CaseDraft, names: readonly string[], language: string): CaseDraft =>
  names.slice(0, roomFor(draft)).reduce<CaseDraft>(
    ({ people, next, ...rest }, name) => ({
      ...rest,
      people: [
        ...people,
        { key: `person-${next}`, role: 'observer', side: null, name, languages: [language] },
      ],
      next: next + 1,
    }),
    draft,
  );

export const withoutPerson = (draft: CaseDraft, key: string): CaseDraft => ({
  ...draft,
  people: draft.people.filter((person) => person.key !== key),
});

export const changePerson = (draft: CaseDraft, key: string, change: Partial<DraftPerson>): CaseDraft => ({
  ...draft,
  people: draft.people.map((person) => (person.key === key ? { ...person, ...change } : person)),
});

export const nameSide = (draft: CaseDraft, id: SideId, name: string): CaseDraft => ({
  ...draft,
  sides: draft.sides.map((side) => (side.id === id ? { ...side, name } : side)),
});

/** A case needs a mediator: the last one stays. */
export const mayGo = (
  { people }: { readonly people: readonly Pick<DraftPerson, 'role'>[] },
  { role }: Pick<DraftPerson, 'role'>,
): boolean => role !== 'mediator' || people.filter((person) => person.role === 'mediator').length > 1;

export const canAddPerson = (draft: CaseDraft): boolean => roomFor(draft) > 0;
export const canAddSide = (draft: CaseDraft): boolean => draft.sides.length < 12 && canAddPerson(draft);
