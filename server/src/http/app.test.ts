import { ErrorReply, Refusal } from '@parley/shared/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, type Harness, openHarness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const fetchPath = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${harness.url}${path}`, { redirect: 'manual', ...init });

describe('headers', () => {
  it('hold pages to this origin', async () => {
    const { headers } = await fetchPath('/');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self';script-src 'self';style-src 'self';img-src 'self' data: blob:;" +
        "media-src 'self' blob:;connect-src 'self' wss://tiaojie.example.cn;frame-ancestors 'none';" +
        "object-src 'none';base-uri 'none';form-action 'self'",
    );
    expect(headers.get('permissions-policy')).toBe(
      'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('are on refusals too', async () => {
    const { headers } = await fetchPath('/api/staff/me');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('ask for TLS only where there is TLS', async () => {
    const plain = await openHarness({ parts: { secure: false, origins: ['http://localhost:8443'] } });
    const { headers } = await fetch(plain.url);
    await plain.close();
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("connect-src 'self' ws://localhost:8443;");
  });
});

describe('pages', () => {
  it.each(['/', '/join', '/staff', '/staff/cases/abc'])('%s is the document, never cached', async (path) => {
    const response = await fetchPath(path);
    expect(await response.text()).toContain('<title>Parley</title>');
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('has assets that hold for ever', async () => {
    const response = await fetchPath('/assets/index-4f2a.js');
    expect(await response.text()).toBe('export {};');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('has files beside it that are looked at again', async () => {
    const response = await fetchPath('/icon.svg');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    '/assets/none.js',
    '/assets/',
    '/index.html/..%2f..%2f',
    '/assets/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/joint',
    '/staffing',
    '/.env',
    '/elsewhere',
  ])('%s is nowhere', async (path) => {
    const response = await fetchPath(path);
    expect([400, 404]).toContain(response.status);
    ErrorReply.parse(await response.json());
  });
});

describe('the API', () => {
  it.each([
    ['GET', '/api'],
    ['GET', '/api/none'],
    ['POST', '/api/none'],
    ['GET', '/api/staff/sign-in'],
    ['POST', '/api/cases/abc/sides'],
    ['DELETE', '/api/cases'],
    ['OPTIONS', '/api/cases'],
    ['GET', '/API/cases'],
    ['GET', '/api/cases/'],
    ['POST', '/join'],
  ])('%s %s is unknown', async (method, path) => {
    const response = await fetchPath(path, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'request.unknown' });
  });

  it('refuses a path that is no text', async () => {
    const response = await fetchPath('/api/cases/%ff%fe');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'request.malformed' });
  });

  it('reads nothing from a query', async () => {
    const response = await fetchPath('/api/staff/me?constructor[prototype]=x&__proto__[a]=1');
    expect(await response.json()).toMatchObject({ code: 'staff.not-signed-in' });
  });
});

describe('operation', () => {
  it('is alive and ready', async () => {
    expect((await fetchPath('/healthz')).status).toBe(200);
    const ready = await fetchPath('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, checks: { database: 'ok', sfu: 'ok' } });
  });

  it('is alive but not ready without its media service', async () => {
    const checks = { database: () => Promise.resolve(), sfu: () => Promise.reject(new Error('away')) };
    const lame = await openHarness({ parts: { checks } });
    const [alive, ready] = await Promise.all([fetch(`${lame.url}/healthz`), fetch(`${lame.url}/readyz`)]);
    expect(alive.status).toBe(200);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ ready: false, checks: { database: 'ok', sfu: 'failed' } });
    await lame.close();
  });

  it('says why it is not ready where that has a code', async () => {
    const sfu = (): Promise<void> => Promise.reject(new Refusal('sfu.unavailable'));
    const lame = await openHarness({ parts: { checks: { database: () => Promise.resolve(), sfu } } });
    const ready = await fetch(`${lame.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ ready: false, checks: { database: 'ok', sfu: 'sfu.unavailable' } });
    await lame.close();
  });

  it('shows metrics to this machine', async () => {
    const text = await (await fetchPath('/metrics')).text();
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).toContain('parley_http_request_seconds_count{method="GET",route="/healthz",status="200"}');
  });

  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer a-token-for-metricz' }],
    ['the token in another form', { authorization: 'a-token-for-metrics' }],
  ])('hides them from elsewhere with %s', async (_what, headers) => {
    const response = await fetchPath('/metrics', {
      headers: { 'x-forwarded-for': '203.0.113.9', ...headers },
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'request.unknown' });
  });

  it('[SERVE-4] shows them to nobody without the token where a proxy may stand in front and say nothing', async () => {
    const behind = await openHarness({ parts: { metricsOpenHere: false } });
    expect((await fetch(`${behind.url}/metrics`)).status).toBe(404);
    const headers = { authorization: 'Bearer a-token-for-metrics' };
    expect((await fetch(`${behind.url}/metrics`, { headers })).status).toBe(200);
    await behind.close();
  });

  it('shows them elsewhere to who bears the token', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer a-token-for-metrics' };
    expect((await fetchPath('/metrics', { headers })).status).toBe(200);
  });
});

describe('limits', () => {
  it('count what is not there too', async () => {
    const narrow = await openHarness({ parts: { limits: { api: 3, look: 100, signIn: 100 } } });
    const ask = () => fetch(`${narrow.url}/api/none`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    const answers = await Promise.all(Array.from({ length: 5 }, ask));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
    await narrow.close();
  });

  it.each([
    ['the API', { api: 3, look: 100, signIn: 100 }, 'staff.me'],
    ['opening links', { api: 100, look: 3, signIn: 100 }, 'join.look'],
    ['signing in', { api: 100, look: 100, signIn: 3 }, 'staff.sign-in'],
  ] as const)('hold one address back on %s and no other', async (_what, limits, name) => {
    const narrow = await openHarness({ parts: { limits } });
    const raw = JSON.stringify({ ...ADMINISTRATOR, token: 'x'.repeat(30) });
    const from = (address: string) => narrow.ask(name, { raw, headers: { 'x-forwarded-for': address } });
    const answers = await Promise.all(Array.from({ length: 5 }, () => from('203.0.113.9')));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.json).toMatchObject({ code: 'request.too-many', category: 'retry' });
    expect((await from('198.51.100.7')).status).not.toBe(429);
    await narrow.close();
  });
});
