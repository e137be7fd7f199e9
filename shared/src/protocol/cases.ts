import { z } from 'zod';
import { CaseId, LinkId, ParticipantId, PersonId, SessionId, SideId } from '../ids.ts';
import { Language, MediationKind, MOST_PEOPLE, PersonName, Role, Side, SideKind } from '../session/people.ts';
import { lineOfText } from '../session/text.ts';

/** Cases, their people and sessions, as the staff see and write them. */

export const Title = lineOfText(120);
export const Instant = z.number().int().min(0);

/** What is known of somebody whatever their part is. */
export const person = { name: PersonName, languages: z.array(Language).min(1).max(5) };
/** Someone named in a case. `side` is the index into the case's sides while it is being drawn up. */
export const NewPerson = z.discriminatedUnion('role', [
  z.strictObject({
    ...person,
    role: Role.extract(['party', 'counsel']),
    side: z.number().int().min(0).max(11),
  }),
  z.strictObject({
    ...person,
    role: z.literal('interpreter'),
    side: z.number().int().min(0).max(11).nullable().default(null),
  }),
  z.strictObject({ ...person, role: Role.extract(['mediator', 'co-mediator', 'recorder', 'observer']) }),
]);
export type NewPerson = z.infer<typeof NewPerson>;

/** Someone who is added to a case that there is; `side` is one of its sides. */
export const AddedPerson = z.discriminatedUnion('role', [
  z.strictObject({ ...person, role: Role.extract(['party', 'counsel']), side: SideId }),
  z.strictObject({ ...person, role: z.literal('interpreter'), side: SideId.nullable().default(null) }),
  z.strictObject({ ...person, role: Role.extract(['mediator', 'co-mediator', 'recorder', 'observer']) }),
]);
export type AddedPerson = z.infer<typeof AddedPerson>;

export const NewCase = z
  .strictObject({
    title: Title,
    kind: MediationKind,
    organisation: Title,
    sides: z
      .array(z.strictObject({ kind: SideKind, name: Side.shape.name }))
      .min(1)
      .max(12),
    people: z.array(NewPerson).min(1).max(MOST_PEOPLE),
  })
  .refine((value) => value.people.some(({ role }) => role === 'mediator'), {
    message: 'a case needs a mediator',
    path: ['people'],
  })
  .refine(
    (value) =>
      value.people.every((each) => !('side' in each) || each.side === null || each.side < value.sides.length),
    {
      message: 'a person is on a side the case does not have',
      path: ['people'],
    },
  );
export type NewCase = z.infer<typeof NewCase>;

export const CasePerson = z.object({
  id: PersonId,
  ...person,
  role: Role,
  side: SideId.nullable(),
});
export type CasePerson = z.infer<typeof CasePerson>;

/** Where a personal link has got to. */
export const LinkState = z.enum(['issued', 'opened', 'joined', 'revoked', 'expired']);
export type LinkState = z.infer<typeof LinkState>;

export const LinkView = z.object({
  id: LinkId,
  participant: ParticipantId,
  person: PersonId,
  name: z.string(),
  role: Role,
  side: SideId.nullable(),
  state: LinkState,
  expiresAt: Instant,
  /** The whole address to hand over; null once revoked or expired. */
  url: z.string().nullable(),
});
export type LinkView = z.infer<typeof LinkView>;

export const SessionSummary = z.object({
  id: SessionId,
  caseId: CaseId,
  title: z.string(),
  startsAt: Instant,
  phase: z.enum(['scheduled', 'open', 'adjourned']),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

export const CaseSummary = z.object({
  id: CaseId,
  title: z.string(),
  kind: MediationKind,
  organisation: z.string(),
  createdAt: Instant,
  people: z.number().int(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const CaseDetail = z.object({
  id: CaseId,
  title: z.string(),
  kind: MediationKind,
  organisation: z.string(),
  createdAt: Instant,
  sides: z.array(Side),
  people: z.array(CasePerson),
  sessions: z.array(SessionSummary.extend({ links: z.array(LinkView) })),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

/** How long links hold, from now; hours. */
export const LinkHours = z
  .number()
  .int()
  .min(1)
  .max(24 * 90);

export const NewSession = z.strictObject({ title: Title, startsAt: Instant, linkHours: LinkHours });
export type NewSession = z.infer<typeof NewSession>;
