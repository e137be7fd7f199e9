import { ErrorReply } from '@parley/shared/errors';
import { csrfHeader, type RouteName, routes } from '@parley/shared/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newCase, newSession, wished } from '../cases/fixtures.ts';
import { spoiled } from '../lib/testing/spoiled.ts';
import { ADMINISTRATOR, type Harness, openHarness, ORIGIN } from './harness.ts';
import { wellFormed } from './well-formed.ts';

const REQUESTS = 4_000;
const SEED = 20_260_302;

let harness: Harness;
let cookie: string;
let token: string;
let caseId: string;
let linkId: string;
beforeAll(async () => {
  harness = await openHarness({ lockOut: { perUsername: 1e6, perAddress: 1e6, windowSeconds: 600 } });
  cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
  caseId = (await harness.get('cases.create', { cookie, body: wished(newCase) })).id;
  const { sessions } = await harness.get('sessions.create', {
    cookie,
    params: { caseId },
    body: wished(newSession),
  });
  linkId = sessions[0]?.links[0]?.id ?? '';
  token = sessions[0]?.links[0]?.url?.split('#')[1] ?? '';
});
afterAll(() => harness.close());

const names = Object.keys(routes) as RouteName[];
const good: { readonly [N in RouteName]?: unknown } = {
  ...wellFormed,
  'staff.password': { current: ADMINISTRATOR.password, next: 'a new long password' },
};

/** Texts that end up in a database, a header or a pattern when nobody looks. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '\u202e',
    "'; DROP TABLE staff; --",
    '__proto__',
    '../../etc/passwd',
    '%00',
  ),
  fc.constantFrom('😀'.repeat(5_000), '{{7*7}}', '<script>1</script>', '${process.exit(1)}', 'null', 'NaN'),
);
const anything = fc.anything({
  values: [hostile, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)],
  key: fc.oneof(hostile, fc.constantFrom('title', 'people', 'sides', 'token', '__proto__', 'constructor')),
  maxDepth: 4,
});

const text = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? '';

const bodyOf = (name: RouteName): fc.Arbitrary<string | Uint8Array> =>
  fc.oneof(
    { weight: 4, arbitrary: spoiled(good[name] ?? {}, anything).map(text) },
    { weight: 2, arbitrary: anything.map((value) => text(value)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
    { weight: 1, arbitrary: fc.nat(60).map((cut) => text(good[name] ?? { a: 1 }).slice(0, cut)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('['.repeat(30_000), `"${'x'.repeat(70_000)}"`, '1e999', '{"a":1}}'),
    },
  );

const tokenOf: fc.Arbitrary<(real: string) => string> = fc.oneof(
  fc.nat().map((at) => (real: string) => real.slice(0, at % real.length)),
  fc.tuple(fc.nat(), fc.constantFrom('A', '.', '-', '%', '\u0000')).map(
    ([at, by]) =>
      (real: string) =>
        `${real.slice(0, at % (real.length - 1))}${by}${real.slice((at % (real.length - 1)) + 1)}x`,
  ),
  hostile.map((made) => () => made),
);

const idOf = fc.oneof(
  // The last is nobody's.
  fc.constantFrom('case', 'link', 'A'.repeat(22)),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  hostile.filter((id) => id !== '' && id.isWellFormed()),
);

const header = fc.constantFrom<Record<string, string | undefined>>(
  {},
  {},
  {},
  { origin: undefined },
  { origin: 'https://evil.example' },
  { origin: 'not an origin' },
  { [csrfHeader]: undefined },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=utf-7' },
  { 'content-type': 'application/json; charset=' },
  { 'content-type': ';;;' },
  { 'content-encoding': 'br' },
  { 'x-forwarded-for': ',,,::::,%%' },
  { cookie: '__Host-parley-staff=;;;==' },
);

const request = fc.constantFrom(...names).chain((name) =>
  fc.record({
    name: fc.constant(name),
    raw: bodyOf(name),
    id: idOf,
    forge: tokenOf,
    signedIn: fc.boolean(),
    headers: header,
  }),
);

it(`answers ${REQUESTS} malformed requests with typed errors and goes on`, async () => {
  const before = await harness.get('cases.read', { cookie, params: { caseId } });
  const answered = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ name, raw, id, forge, signedIn, headers }) => {
      const known = id === 'case' ? caseId : id === 'link' ? linkId : id;
      const of = { caseId: known, linkId: known, sessionId: known, personId: known };
      const params = { ...of, staffId: known, templateId: known, termId: known };
      const body = name === 'join.look' ? JSON.stringify({ token: forge(token) }) : raw;
      const mine: Record<string, string> = signedIn ? { cookie } : {};
      const { status, json } = await harness.ask(name, {
        params,
        raw: body,
        headers: { ...mine, ...headers },
      });
      if (status === 200) {
        answered.set('ok', (answered.get('ok') ?? 0) + 1);
        routes[name].output.parse(json);
        if (name === 'staff.sign-out' || name === 'staff.password') {
          cookie = await renewed(name === 'staff.password');
        }
        return;
      }
      const { code } = ErrorReply.parse(json);
      answered.set(code, (answered.get(code) ?? 0) + 1);
      expect(code).not.toBe('server.failed');
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: REQUESTS, seed: SEED, endOnFailure: true },
  );

  const kinds = ['request.malformed', 'request.too-large', 'request.bad-origin', 'staff.not-signed-in'];
  expect([...answered.keys()]).toEqual(
    expect.arrayContaining([...kinds, 'link.invalid', 'case.unknown', 'link.unknown', 'ok']),
  );
  const after = await harness.get('cases.read', { cookie, params: { caseId } });
  expect(after.people).toEqual(before.people);
  expect(after.title).toBe(before.title);
  expect((await fetch(`${harness.url}/healthz`)).status).toBe(200);
  expect(harness.logged.filter((line) => line.includes('a request failed'))).toEqual([]);
});

/** The fuzz may sign its own session out or change its password, which it then changes back. */
async function renewed(passwordChanged: boolean): Promise<string> {
  if (passwordChanged) {
    await harness.db.deleteFrom('staff_session').execute();
    await harness.db
      .updateTable('staff')
      .set({ username: 'before' })
      .where('username', '=', 'root')
      .execute();
    await harness.services.accounts.create({ ...ADMINISTRATOR, name: '管理员', administrator: true });
  }
  return harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
}

it('refuses addresses of any kind with typed errors', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('GET', 'POST'),
      async (tail, method) => {
        const path = tail.isWellFormed() ? encodeURI(tail).replaceAll('#', '%23') : '%ff';
        const response = await fetch(`${harness.url}/api/${path}`, {
          method,
          headers: { origin: ORIGIN, [csrfHeader]: '1' },
          redirect: 'manual',
        });
        expect([400, 401, 404]).toContain(response.status);
        ErrorReply.parse(await response.json());
      },
    ),
    { numRuns: 300, seed: SEED },
  );
});
