import type { TermWords } from '@parley/shared/glossary';
import type { CaseId, OwnTemplateId, SessionId } from '@parley/shared/ids';
import type {
  Account,
  CaseDetail,
  NewCase,
  NewSession,
  NewTemplate,
  RouteInput,
  RouteName,
  RouteOutput,
  RouteParams,
  Staff,
  TemplateSummary,
} from '@parley/shared/protocol';
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { inRequests } from '../glossary/pasted.ts';
import { ApiError, call } from '../session/api.ts';
import { Attempts } from '../session/attempts.ts';
import { claimUnfinished, forgetUnfinished } from './unfinished.ts';
import { mayPass } from './problem.ts';

/** Links are opened and joined while one looks: how often a case on screen is asked again, milliseconds. */
const CASE_MS = 5_000;
const LIST_MS = 30_000;

/** What is asked for once more because the answer was lost is made once. */
const makings = new Attempts();

/**
 * Asks whatever the browser thinks of its network: on a closed one it may well call itself offline. What was read
 * is shown at once when one comes back to it, and asked again.
 */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      refetchOnWindowFocus: 'always',
      retry: (failures, error) => mayPass(error) && failures < 2,
      retryDelay: (failures) => 500 * 2 ** failures,
    },
  },
});

/** Who looks at the console. */
export type Presence =
  | { readonly kind: 'in'; readonly me: Staff }
  /** `ranOut`: somebody was, until a moment ago, and did not sign out. */
  | { readonly kind: 'out'; readonly ranOut: boolean };

const presenceKey = ['presence'] as const;
const isSignedOut = (error: unknown): boolean =>
  error instanceof ApiError && error.reply.code === 'staff.not-signed-in';

/** What a refusal to know us means after what was known before. */
function nobody(): Presence {
  const before = client.getQueryData<Presence>(presenceKey);
  return { kind: 'out', ranOut: before?.kind === 'in' || before?.ranOut === true };
}

/** Calls a route as whoever is signed in; when that ran out, the console asks to sign in again. */
async function ask<N extends RouteName>(
  name: N,
  params: RouteParams<N>,
  body: RouteInput<N>,
  signal?: AbortSignal,
): Promise<RouteOutput<N>> {
  try {
    return await call(name, params, body, signal);
  } catch (error) {
    if (isSignedOut(error)) client.setQueryData(presenceKey, nobody());
    throw error;
  }
}

export const presenceQuery = queryOptions({
  queryKey: presenceKey,
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Presence> => {
    try {
      return arrive(await call('staff.me', {}, {}, signal));
    } catch (error) {
      if (isSignedOut(error)) return nobody();
      throw error;
    }
  },
});

export const casesQuery = queryOptions({
  queryKey: ['cases'],
  refetchInterval: LIST_MS,
  queryFn: ({ signal }) => ask('cases.list', {}, {}, signal),
});

export const caseQuery = (caseId: CaseId) =>
  queryOptions({
    queryKey: ['case', caseId],
    refetchInterval: CASE_MS,
    queryFn: ({ signal }) => ask('cases.read', { caseId }, {}, signal),
  });

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: async ({ signal }) => (await ask('accounts.list', {}, {}, signal)).accounts,
});

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => ask('templates.list', {}, {}, signal),
});

export const templateQuery = (templateId: OwnTemplateId) =>
  queryOptions({
    queryKey: ['template', templateId],
    // What is about to be written over is read anew each time.
    gcTime: 0,
    queryFn: ({ signal }) => ask('templates.read', { templateId }, {}, signal),
  });

export async function createTemplate(wish: NewTemplate): Promise<void> {
  await makings.at(['template', wish], (attempt) => ask('templates.create', {}, { attempt, wish }));
  await client.invalidateQueries(templatesQuery);
}

export async function saveTemplate(
  templateId: OwnTemplateId,
  body: RouteInput<'templates.save'>,
): Promise<void> {
  await ask('templates.save', { templateId }, body);
  await client.invalidateQueries(templatesQuery);
}

export async function offerTemplate({ id }: TemplateSummary, offered: boolean): Promise<void> {
  await ask('templates.offer', { templateId: id }, { offered });
  await client.invalidateQueries(templatesQuery);
}

export async function signIn(body: RouteInput<'staff.sign-in'>): Promise<void> {
  client.setQueryData(presenceKey, arrive(await call('staff.sign-in', {}, body)));
}

/** Signing out of a session that is over already is no failure. */
export async function signOut(): Promise<void> {
  try {
    await call('staff.sign-out', {}, {});
  } catch (error) {
    if (!isSignedOut(error)) throw error;
  }
  forgetUnfinished();
  forgetAnswers();
  const out: Presence = { kind: 'out', ranOut: false };
  client.setQueryData(presenceKey, out);
}

/** Another tab may have changed who is signed in: what one person was shown is not kept for the next. */
function arrive(me: Staff): Presence {
  const before = client.getQueryData<Presence>(presenceKey);
  if (before?.kind !== 'in' || before.me.id !== me.id) forgetAnswers();
  claimUnfinished(me.id);
  return { kind: 'in', me };
}

const forgetAnswers = (): void =>
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== presenceKey[0] });

export const changePassword = async (body: RouteInput<'staff.password'>): Promise<void> => {
  await ask('staff.password', {}, body);
};

export async function createAccount(body: RouteInput<'accounts.create'>): Promise<Staff> {
  const made = await ask('accounts.create', {}, body);
  await client.invalidateQueries(accountsQuery);
  return made;
}

export const setPasswordOf = async ({ id }: Account, password: string): Promise<void> => {
  await ask('accounts.password', { staffId: id }, { password });
};

export async function disableAccount({ id }: Account, disabled: boolean): Promise<void> {
  await ask('accounts.disable', { staffId: id }, { disabled });
  await client.invalidateQueries(accountsQuery);
}

export async function createCase(wish: NewCase): Promise<CaseDetail> {
  const asked = makings.at(['case', wish], (attempt) => ask('cases.create', {}, { attempt, wish }));
  return took(await asked);
}

export async function createSession(caseId: CaseId, wish: NewSession): Promise<CaseDetail> {
  const { title, startsAt } = wish;
  const asked = makings.at(['session', caseId, title, startsAt], (attempt) =>
    ask('sessions.create', { caseId }, { attempt, wish }),
  );
  return took(await asked);
}

export const changeCase = async (caseId: CaseId, body: RouteInput<'cases.change'>): Promise<void> => {
  await took(await ask('cases.change', { caseId }, body));
};

export type AddedPeople = Omit<RouteInput<'people.add'>, 'attempt'>;

export const addPeople = async (caseId: CaseId, wish: AddedPeople): Promise<void> => {
  const { people, sessions } = wish;
  const detail = await makings.at(['people', caseId, people, sessions], (attempt) =>
    ask('people.add', { caseId }, { ...wish, attempt }),
  );
  await took(detail);
};

export const changePerson = async (
  params: RouteParams<'people.change'>,
  body: RouteInput<'people.change'>,
): Promise<void> => {
  await took(await ask('people.change', params, body));
};

export const dismissPerson = async (params: RouteParams<'people.dismiss'>): Promise<void> => {
  await took(await ask('people.dismiss', params, {}));
};

export const changeSession = async (
  sessionId: SessionId,
  body: RouteInput<'sessions.change'>,
): Promise<void> => {
  await took(await ask('sessions.change', { sessionId }, body));
};

export const inviteTo = async (sessionId: SessionId, body: RouteInput<'sessions.invite'>): Promise<void> => {
  await took(await ask('sessions.invite', { sessionId }, body));
};

/** Its terms; an interpreter may suggest one meanwhile. */
export const termsQuery = (caseId: CaseId) =>
  queryOptions({
    queryKey: ['terms', caseId],
    refetchInterval: CASE_MS,
    queryFn: async ({ signal }) => (await ask('glossary.of-case', { caseId }, {}, signal)).terms,
  });

async function tookTerms(caseId: CaseId, answer: Promise<RouteOutput<'glossary.of-case'>>): Promise<void> {
  const { queryKey } = termsQuery(caseId);
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, (await answer).terms);
}

export async function addTerms(caseId: CaseId, terms: readonly TermWords[]): Promise<void> {
  await makings.at(['terms', caseId, terms], async (attempt) => {
    for (const [part, some] of inRequests(terms).entries()) {
      await tookTerms(caseId, ask('glossary.add', { caseId }, { attempt, part, terms: [...some] }));
    }
  });
}

export const changeTerm = (params: RouteParams<'glossary.change'>, words: TermWords): Promise<void> =>
  tookTerms(params.caseId, ask('glossary.change', params, words));

export const putTerm = (
  params: RouteParams<'glossary.put'>,
  to: RouteInput<'glossary.put'>['to'],
): Promise<void> => tookTerms(params.caseId, ask('glossary.put', params, { to }));

export async function revokeLink({ linkId }: RouteParams<'links.revoke'>): Promise<void> {
  await took(await ask('links.revoke', { linkId }, {}));
}

export async function reissueLink(
  params: RouteParams<'links.reissue'>,
  body: RouteInput<'links.reissue'>,
): Promise<void> {
  await took(await ask('links.reissue', params, body));
}

/** Every change of a case answers the whole of it; an older answer still under way must not undo it on screen. */
async function took(detail: CaseDetail): Promise<CaseDetail> {
  const { queryKey } = caseQuery(detail.id);
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, detail);
  void client.invalidateQueries(casesQuery);
  return detail;
}
