import { gzipSync } from 'node:zlib';
import { ErrorReply } from '@parley/shared/errors';
import { csrfHeader, type RouteName, routes } from '@parley/shared/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCase, newSession, wished } from '../cases/fixtures.ts';
import { newTemplate } from '../templates/testing.ts';
import { access } from './access.ts';
import { maxBody } from './limits.ts';
import { ADMINISTRATOR, type Answer, type Asking, type Harness, openHarness } from './harness.ts';
import { wellFormed } from './well-formed.ts';

let harness: Harness;
let administrator: string;
let clerk: string;
let caseId: string;
let linkId: string;
let sessionId: string;
let personId: string;
let staffId: string;
let templateId: string;

beforeAll(async () => {
  harness = await openHarness();
  administrator = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
  const account = { username: 'clerk', name: '书记员', password: 'a long password', administrator: false };
  staffId = (await harness.get('accounts.create', { cookie: administrator, body: account })).id;
  clerk = await harness.signIn(account.username, account.password);
  caseId = (await harness.get('cases.create', { cookie: clerk, body: wished(newCase) })).id;
  const detail = await harness.get('sessions.create', {
    cookie: clerk,
    params: { caseId },
    body: wished(newSession),
  });
  linkId = detail.sessions[0]?.links[0]?.id ?? '';
  sessionId = detail.sessions[0]?.id ?? '';
  personId = detail.people[1]?.id ?? '';
  templateId = (await harness.get('templates.create', { cookie: clerk, body: wished(newTemplate) })).id;
});
afterAll(() => harness.close());

const names = Object.keys(routes) as RouteName[];
const posts = names.filter((name) => routes[name].method === 'POST');
const closed = names.filter((name) => access[name] !== 'anyone');
const forAdministrators = names.filter((name) => access[name] === 'administrator');
const withParams = names.filter((name) => routes[name].path.includes(':'));

function ask(name: RouteName, asking: Asking<RouteName>): Promise<Answer> {
  const body = wellFormed[name] ?? {};
  return harness.ask(name, {
    params: { caseId, linkId, staffId, templateId, sessionId, personId, termId: 'T'.repeat(22) },
    raw: JSON.stringify(body),
    ...asking,
  });
}

/** Each object of a body in turn with a key more, and where that is. What a clause says is no part of the body's form. */
function foreign(value: unknown, where = 'body'): [where: string, body: unknown][] {
  if (typeof value !== 'object' || value === null || Object.hasOwn(value, 'content')) return [];
  const inside = Object.entries(value).flatMap(([key, each]) =>
    foreign(each, `${where}.${key}`).map(([at, other]): [string, unknown] => [
      at,
      withEntry(value, key, other),
    ]),
  );
  return Array.isArray(value) ? inside : [[where, { ...value, foreign: 1 }], ...inside];
}
const withEntry = (value: object, key: string, entry: unknown): unknown =>
  Array.isArray(value)
    ? value.map((each: unknown, at) => (String(at) === key ? entry : each))
    : { ...value, [key]: entry };

/** What an answer comes to, if it is a typed refusal and sets no cookie. */
function outcome({ status, json, headers }: Answer): string {
  const reply = ErrorReply.parse(json);
  return `${status} ${reply.code}${headers.has('set-cookie') ? ' with a cookie' : ''}`;
}

describe.each(closed)('%s', (name) => {
  it('is for those signed in', async () => {
    expect(outcome(await ask(name, {}))).toBe('401 staff.not-signed-in');
  });

  it.each([
    ['a token nobody has', `__Host-parley-staff=${'A'.repeat(43)}`],
    ['no token', '__Host-parley-staff='],
    ['the name it has without TLS', ''],
  ])('is closed to a cookie with %s', async (_what, cookie) => {
    const plain = clerk.replace('__Host-', '');
    expect(outcome(await ask(name, { cookie: cookie === '' ? plain : cookie }))).toBe(
      '401 staff.not-signed-in',
    );
  });
});

describe.each(forAdministrators)('%s', (name) => {
  it('is for administrators', async () => {
    expect(outcome(await ask(name, { cookie: clerk }))).toBe('403 role.not-allowed');
  });
});

describe.each(names)('%s', (name) => {
  it.each(['https://evil.example', 'null', 'http://tiaojie.example.cn'])(
    'refuses the origin %s',
    async (origin) => {
      const answer = await ask(name, { cookie: administrator, headers: { origin } });
      expect(outcome(answer)).toBe('403 request.bad-origin');
    },
  );
});

describe.each(posts)('%s', (name) => {
  it('refuses a request without an origin', async () => {
    const answer = await ask(name, { cookie: administrator, headers: { origin: undefined } });
    expect(outcome(answer)).toBe('403 request.bad-origin');
  });

  it('refuses a request without the header no form can send', async () => {
    const answer = await ask(name, { cookie: administrator, headers: { [csrfHeader]: undefined } });
    expect(outcome(answer)).toBe('403 request.bad-origin');
  });

  it.each([
    ['truncated JSON', '{"title": "x', 'application/json'],
    ['a list', '[]', 'application/json'],
    ['a bare value', '"text"', 'application/json'],
    ['a form', 'username=a&password=b', 'application/x-www-form-urlencoded'],
    ['plain text', '{}', 'text/plain'],
    ['another alphabet', '{}', 'application/json; charset=shift_jis'],
  ])('refuses %s', async (_what, raw, type) => {
    const answer = await ask(name, { cookie: administrator, raw, headers: { 'content-type': type } });
    expect(outcome(answer)).toBe('400 request.malformed');
  });

  it('refuses a body of more than its route takes', async () => {
    const raw = JSON.stringify({ title: 'x'.repeat(maxBody(name)) });
    expect(outcome(await ask(name, { cookie: administrator, raw }))).toBe('413 request.too-large');
  });

  it('refuses a compressed body', async () => {
    const raw = gzipSync(JSON.stringify(wellFormed[name] ?? {}));
    const answer = await ask(name, { cookie: administrator, raw, headers: { 'content-encoding': 'gzip' } });
    expect(outcome(answer)).toBe('400 request.malformed');
  });
});

describe.each(posts.filter((name) => wellFormed[name] !== undefined))('%s', (name) => {
  it('refuses a body without its fields', async () => {
    expect(outcome(await ask(name, { cookie: administrator, raw: '{}' }))).toBe('400 request.malformed');
  });
});

describe.each(posts)('%s', (name) => {
  it.each(foreign(wellFormed[name] ?? {}))(
    '[SERVE-5] refuses a body with a key that is not its own in %s',
    async (_where, body) => {
      const raw = JSON.stringify(body);
      expect(outcome(await ask(name, { cookie: administrator, raw }))).toBe('400 request.malformed');
    },
  );
});

/** What is not there where a route names it first. */
const unknownIn = [
  ['/api/links/', 'link.unknown'],
  ['/api/staff/', 'account.unknown'],
  ['/api/templates/', 'template.unknown'],
  ['/api/sessions/', 'session.unknown'],
] as const;
const allOf = (id: string): Record<string, string> => ({
  caseId: id,
  linkId: id,
  staffId: id,
  templateId: id,
  sessionId: id,
  personId: id,
  termId: id,
});

describe.each(withParams)('%s', (name) => {
  const unknown = unknownIn.find(([path]) => routes[name].path.startsWith(path))?.[1] ?? 'case.unknown';

  it.each([
    ['an id nobody has', () => 'A'.repeat(22)],
    ['the id of something else', () => (name.startsWith('links.') ? caseId : linkId)],
  ])('does not know %s', async (_what, id) => {
    expect(outcome(await ask(name, { cookie: administrator, params: allOf(id()) }))).toBe(`404 ${unknown}`);
  });

  it.each(['short', '..%2f..%2fetc', "' or 1=1 --abc", 'x'.repeat(65)])('refuses the id %s', async (id) => {
    const answer = await ask(name, { cookie: administrator, params: allOf(id) });
    expect(outcome(answer)).toBe('400 request.malformed');
  });
});

describe('a guest with a link', () => {
  it('reads nothing but the invitation', async () => {
    const detail = await harness.get('cases.read', { cookie: clerk, params: { caseId } });
    const token = detail.sessions[0]?.links[0]?.url?.split('#')[1] ?? '';
    expect(token).not.toBe('');
    for (const name of closed) {
      const headers = { authorization: `Bearer ${token}` };
      const cookie = `__Host-parley-staff=${token}`;
      expect(outcome(await ask(name, { cookie, headers }))).toBe('401 staff.not-signed-in');
    }
    expect((await ask('join.look', { raw: JSON.stringify({ token }) })).status).toBe(200);
  });
});

it('did not change a thing through all of it', async () => {
  const { cases } = await harness.get('cases.list', { cookie: clerk });
  expect(cases.map(({ id }) => id)).toEqual([caseId]);
  const { accounts } = await harness.get('accounts.list', { cookie: administrator });
  expect(accounts.map(({ username, disabled }) => [username, disabled])).toEqual([
    ['clerk', false],
    [ADMINISTRATOR.username, false],
  ]);
  expect((await harness.ask('staff.me', { cookie: clerk })).status).toBe(200);
  const detail = await harness.get('cases.read', { cookie: clerk, params: { caseId } });
  const { templates } = await harness.get('templates.list', { cookie: clerk });
  expect(templates.map(({ id, revision, offered }) => [id, revision, offered])).toEqual([
    [templateId, 1, true],
  ]);
  expect(detail.sessions).toHaveLength(1);
  expect(detail.sessions[0]?.links.filter(({ state }) => state === 'revoked')).toEqual([]);
});
