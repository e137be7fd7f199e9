import { z } from 'zod';
import { MAX_TERMS, Term, TermWords } from '../glossary/index.ts';
import {
  AttemptId,
  CaseId,
  LinkId,
  OwnTemplateId,
  PersonId,
  SessionId,
  SideId,
  StaffId,
  TermId,
} from '../ids.ts';
import { MediationKind, MOST_PEOPLE, Participant, PersonName, Side } from '../session/people.ts';
import { RtpCapabilities } from '../sfu/index.ts';
import {
  AddedPerson,
  CaseDetail,
  CaseSummary,
  Instant,
  LinkHours,
  NewCase,
  NewSession,
  person,
  SessionSummary,
  Title,
} from './cases.ts';
import { nothing } from './parts.ts';
import { NewTemplate, TemplateDetail, TemplateSummary } from './templates.ts';

const glossary = z.object({ terms: z.array(Term) });
const ofTerm = z.strictObject({ caseId: CaseId, termId: TermId });
const ofPerson = z.strictObject({ caseId: CaseId, personId: PersonId });
/** To how many sessions somebody is invited by one request. */
const MOST_SESSIONS_AT_ONCE = 100;

/** What an opened link says before anything is joined. */
export const Invitation = z.object({
  session: SessionId,
  title: z.string(),
  kind: MediationKind,
  organisation: z.string(),
  startsAt: Instant,
  expiresAt: Instant,
  mediators: z.array(z.string()),
  participant: Participant,
  side: Side.nullable(),
  /** What the media plane takes, so that the browser is ready for it before the person is; null while it is away. */
  rtpCapabilities: RtpCapabilities.nullable(),
});
export type Invitation = z.infer<typeof Invitation>;

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._-]{2,40}$/);
export const Password = z.string().min(10).max(200);

export const Staff = z.object({
  id: StaffId,
  username: Username,
  name: PersonName,
  administrator: z.boolean(),
});
export type Staff = z.infer<typeof Staff>;

/** An account of the staff, as administrators see it. */
export const Account = Staff.extend({
  /** Nobody signs in with it any more. */
  disabled: z.boolean(),
});
export type Account = z.infer<typeof Account>;

/**
 * Every HTTP route of the API: the types and the checks of both ends come from here. Bodies are JSON, strict as what
 * comes over sockets; a refusal is an `ErrorReply` with a status of 4xx or 5xx. `:name` parts are parsed by `params`.
 */
export const routes = {
  'join.look': {
    method: 'POST',
    path: '/api/join/look',
    params: nothing,
    body: z.strictObject({ token: z.string().min(20).max(2_048) }),
    output: Invitation,
  },
  'staff.sign-in': {
    method: 'POST',
    path: '/api/staff/sign-in',
    params: nothing,
    body: z.strictObject({ username: Username, password: z.string().min(1).max(200) }),
    output: Staff,
  },
  'staff.sign-out': {
    method: 'POST',
    path: '/api/staff/sign-out',
    params: nothing,
    body: nothing,
    output: nothing,
  },
  'staff.me': { method: 'GET', path: '/api/staff/me', params: nothing, body: nothing, output: Staff },
  'staff.password': {
    method: 'POST',
    path: '/api/staff/password',
    params: nothing,
    body: z.strictObject({ current: z.string().min(1).max(200), next: Password }),
    output: nothing,
  },
  'accounts.list': {
    method: 'GET',
    path: '/api/staff/accounts',
    params: nothing,
    body: nothing,
    output: z.object({ accounts: z.array(Account) }),
  },
  'accounts.create': {
    method: 'POST',
    path: '/api/staff/accounts',
    params: nothing,
    body: z.strictObject({
      username: Username,
      name: PersonName,
      password: Password,
      administrator: z.boolean(),
    }),
    output: Staff,
  },
  /** Another's password, when they have forgotten it; they are signed out everywhere. One's own: `staff.password`. */
  'accounts.password': {
    method: 'POST',
    path: '/api/staff/accounts/:staffId/password',
    params: z.strictObject({ staffId: StaffId }),
    body: z.strictObject({ password: Password }),
    output: nothing,
  },
  /** Disabled, an account is signed out everywhere and cannot sign in until it is enabled again. */
  'accounts.disable': {
    method: 'POST',
    path: '/api/staff/accounts/:staffId/disable',
    params: z.strictObject({ staffId: StaffId }),
    body: z.strictObject({ disabled: z.boolean() }),
    output: nothing,
  },
  'cases.list': {
    method: 'GET',
    path: '/api/cases',
    params: nothing,
    body: nothing,
    /** `sessions`: those to come and those of the last day, in order; which of them are today's the reader's clock says. */
    output: z.object({ cases: z.array(CaseSummary), sessions: z.array(SessionSummary) }),
  },
  /** Of one attempt, one case. */
  'cases.create': {
    method: 'POST',
    path: '/api/cases',
    params: nothing,
    body: z.strictObject({ attempt: AttemptId, wish: NewCase }),
    output: CaseDetail,
  },
  'cases.read': {
    method: 'GET',
    path: '/api/cases/:caseId',
    params: z.strictObject({ caseId: CaseId }),
    body: nothing,
    output: CaseDetail,
  },
  /** What a case is called, and its sides; which sides there are stays as it was drawn up. */
  'cases.change': {
    method: 'POST',
    path: '/api/cases/:caseId',
    params: z.strictObject({ caseId: CaseId }),
    body: z.strictObject({
      title: Title,
      kind: MediationKind,
      organisation: Title,
      sides: z
        .array(z.strictObject({ id: SideId, name: Side.shape.name }))
        .min(1)
        .max(12),
    }),
    output: CaseDetail,
  },
  /** More people for a case, who get a link to each of the sessions that are named; of one attempt, once. */
  'people.add': {
    method: 'POST',
    path: '/api/cases/:caseId/people',
    params: z.strictObject({ caseId: CaseId }),
    body: z.strictObject({
      attempt: AttemptId,
      people: z.array(AddedPerson).min(1).max(MOST_PEOPLE),
      sessions: z.array(SessionId).max(MOST_SESSIONS_AT_ONCE),
      linkHours: LinkHours,
    }),
    output: CaseDetail,
  },
  /** Name and languages. Role and side are for good: who may hear whom, and who heard whom, hangs on them. */
  'people.change': {
    method: 'POST',
    path: '/api/cases/:caseId/people/:personId',
    params: ofPerson,
    body: z.strictObject(person),
    output: CaseDetail,
  },
  /** Takes somebody out of a case: their links stop working, and no session expects them any more. */
  'people.dismiss': {
    method: 'POST',
    path: '/api/cases/:caseId/people/:personId/dismiss',
    params: ofPerson,
    body: nothing,
    output: CaseDetail,
  },
  /** Of one attempt, one session. */
  'sessions.create': {
    method: 'POST',
    path: '/api/cases/:caseId/sessions',
    params: z.strictObject({ caseId: CaseId }),
    body: z.strictObject({ attempt: AttemptId, wish: NewSession }),
    output: CaseDetail,
  },
  'sessions.change': {
    method: 'POST',
    path: '/api/sessions/:sessionId',
    params: z.strictObject({ sessionId: SessionId }),
    body: NewSession.pick({ title: true, startsAt: true }),
    output: CaseDetail,
  },
  /** A link for people of its case whom the session does not expect yet. */
  'sessions.invite': {
    method: 'POST',
    path: '/api/sessions/:sessionId/people',
    params: z.strictObject({ sessionId: SessionId }),
    body: z.strictObject({ people: z.array(PersonId).min(1).max(MOST_PEOPLE), linkHours: LinkHours }),
    output: CaseDetail,
  },
  /** What agreements are begun with that an organisation keeps for itself, and which organisations have cases here. */
  'templates.list': {
    method: 'GET',
    path: '/api/templates',
    params: nothing,
    body: nothing,
    output: z.object({ templates: z.array(TemplateSummary), organisations: z.array(z.string()) }),
  },
  /** Of one attempt, one template. */
  'templates.create': {
    method: 'POST',
    path: '/api/templates',
    params: nothing,
    body: z.strictObject({ attempt: AttemptId, wish: NewTemplate }),
    output: TemplateDetail,
  },
  'templates.read': {
    method: 'GET',
    path: '/api/templates/:templateId',
    params: z.strictObject({ templateId: OwnTemplateId }),
    body: nothing,
    output: TemplateDetail,
  },
  /** Its words, over those of the revision that was read. */
  'templates.save': {
    method: 'POST',
    path: '/api/templates/:templateId',
    params: z.strictObject({ templateId: OwnTemplateId }),
    body: NewTemplate.pick({ words: true }).extend({ revision: z.number().int().min(1) }),
    output: TemplateDetail,
  },
  /** Whether sessions are offered it. */
  'templates.offer': {
    method: 'POST',
    path: '/api/templates/:templateId/offer',
    params: z.strictObject({ templateId: OwnTemplateId }),
    body: z.strictObject({ offered: z.boolean() }),
    output: TemplateDetail,
  },
  /** The case's terms, and what interpreters suggest. */
  'glossary.of-case': {
    method: 'GET',
    path: '/api/cases/:caseId/terms',
    params: z.strictObject({ caseId: CaseId }),
    body: nothing,
    output: glossary,
  },
  /** What is pasted at once is one attempt, in several parts where it is much; of each part of one attempt, once. */
  'glossary.add': {
    method: 'POST',
    path: '/api/cases/:caseId/terms',
    params: z.strictObject({ caseId: CaseId }),
    body: z.strictObject({
      attempt: AttemptId,
      part: z.int().min(0).max(MAX_TERMS),
      terms: z.array(TermWords).min(1).max(100),
    }),
    output: glossary,
  },
  'glossary.change': {
    method: 'POST',
    path: '/api/cases/:caseId/terms/:termId',
    params: ofTerm,
    body: TermWords,
    output: glossary,
  },
  /** Takes what is suggested into the case, gives it back, or removes what is the case's. */
  'glossary.put': {
    method: 'POST',
    path: '/api/cases/:caseId/terms/:termId/put',
    params: ofTerm,
    body: z.strictObject({ to: z.enum(['case', 'own', 'gone']) }),
    output: glossary,
  },
  'links.revoke': {
    method: 'POST',
    path: '/api/links/:linkId/revoke',
    params: z.strictObject({ linkId: LinkId }),
    body: nothing,
    output: CaseDetail,
  },
  /** A new link for the same person; the one before stops working. */
  'links.reissue': {
    method: 'POST',
    path: '/api/links/:linkId/reissue',
    params: z.strictObject({ linkId: LinkId }),
    body: z.strictObject({ linkHours: LinkHours }),
    output: CaseDetail,
  },
} as const satisfies Record<
  string,
  { method: 'GET' | 'POST'; path: string; params: z.ZodType; body: z.ZodType; output: z.ZodType }
>;

export type RouteName = keyof typeof routes;
export type RouteParams<N extends RouteName> = z.output<(typeof routes)[N]['params']>;
export type RouteBody<N extends RouteName> = z.output<(typeof routes)[N]['body']>;
export type RouteInput<N extends RouteName> = z.input<(typeof routes)[N]['body']>;
export type RouteOutput<N extends RouteName> = z.output<(typeof routes)[N]['output']>;

/** State-changing requests carry it, so that no other site's form can make one (with SameSite cookies and Origin). */
export const csrfHeader = 'x-parley-request';
