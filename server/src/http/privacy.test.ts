import { afterAll, beforeAll, expect, it } from 'vitest';
import { newCase, newSession, wished } from '../cases/fixtures.ts';
import { ADMINISTRATOR, type Harness, openHarness } from './harness.ts';

let harness: Harness;
let fail = false;
beforeAll(async () => {
  harness = await openHarness({
    createSession: (event) =>
      fail ? Promise.reject(new Error(`cannot write ${JSON.stringify(event)}`)) : Promise.resolve(),
  });
});
afterAll(() => harness.close());

it('writes no token, cookie, password, query, body or name into the log, failures included', async () => {
  const cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
  await harness.ask('staff.sign-in', { body: { username: 'somebody', password: 'a guessed password' } });
  const { id: caseId } = await harness.get('cases.create', { cookie, body: wished(newCase) });
  const detail = await harness.get('sessions.create', {
    cookie,
    params: { caseId },
    body: wished(newSession),
  });
  const tokens = detail.sessions[0]?.links.map(({ url }) => url?.split('#')[1] ?? '') ?? [];
  for (const token of tokens) await harness.get('join.look', { body: { token } });
  await harness.ask('join.look', { raw: '{"token": "broken' });
  await fetch(`${harness.url}/join?token=${tokens[0]}`, { headers: { referer: 'https://a.example/secret' } });
  await fetch(`${harness.url}/api/unknown/${tokens[0]}?name=王磊`);
  await fetch(`${harness.url}/${tokens[0]}`);
  fail = true;
  const failed = await harness.ask('sessions.create', {
    cookie,
    params: { caseId },
    body: wished(newSession),
  });
  expect(failed.status).toBe(500);
  expect(failed.json).toMatchObject({ code: 'server.failed' });
  expect(JSON.stringify(failed.json)).not.toContain('cannot write');

  const log = harness.logged.join('');
  const people = newCase.people.map(({ name }) => name);
  const secrets = [
    ...tokens,
    cookie,
    cookie.split('=')[1] ?? '',
    ADMINISTRATOR.username,
    ADMINISTRATOR.password,
    'somebody',
    'a guessed password',
    'referer',
    'secret',
    newCase.title,
    newSession.title,
    caseId,
    ...people,
  ];
  expect(tokens).toHaveLength(newCase.people.length);
  for (const secret of secrets) {
    expect(secret).not.toBe('');
    expect(log).not.toContain(secret);
    expect(log).not.toContain(encodeURIComponent(secret));
  }
});

it('writes a line per request: method, route pattern, status, duration, id', async () => {
  const before = harness.logged.length;
  const answer = await fetch(`${harness.url}/api/cases/${'A'.repeat(22)}`);
  await answer.json();
  await expect.poll(() => harness.logged.length).toBeGreaterThan(before);
  const line: unknown = JSON.parse(harness.logged.at(-1) ?? '');
  expect(line).toMatchObject({
    method: 'GET',
    route: '/api/cases/:caseId',
    status: 401,
    request: answer.headers.get('x-request-id'),
    msg: 'http',
  });
  expect(line).toHaveProperty('ms', expect.any(Number));
});

it('writes where a failure happened', () => {
  const failures = harness.logged.filter((line) => line.includes('a request failed'));
  expect(failures).toHaveLength(1);
  expect(failures[0]).toContain('cases.ts');
});
