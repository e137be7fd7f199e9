import { replyOf } from '@parley/shared/errors';
import { csrfHeader } from '@parley/shared/protocol';
import { CaseId } from '@parley/shared/ids';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiError, call } from './api.ts';

const { fetch: realFetch } = globalThis;
let calls: { readonly path: string; readonly init: RequestInit }[] = [];
let answer: () => Promise<Response>;

beforeEach(() => {
  calls = [];
  globalThis.fetch = (path, init = {}) => {
    calls.push({ path: typeof path === 'string' ? path : '', init });
    return answer();
  };
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

const json = (body: unknown, status = 200) => Promise.resolve(Response.json(body, { status }));

test('fills in the path, carries the header against forged requests, and checks the answer', async () => {
  answer = () => json({ accounts: [] });
  expect(await call('accounts.list', {}, {})).toEqual({ accounts: [] });
  expect(calls[0]?.init).toMatchObject({ method: 'GET', headers: { [csrfHeader]: '1' } });
  expect(calls[0]?.init.body).toBeUndefined();

  answer = () => json({ nothing: 'of a case' });
  const read = call('cases.read', { caseId: CaseId.parse('case-0001') }, {});
  await expect(read).rejects.toMatchObject({ reply: { code: 'server.failed' } });
  expect(calls[1]?.path).toBe('/api/cases/case-0001');
});

test('a refusal carries the server’s own words', async () => {
  answer = () => json(replyOf('staff.wrong-password'), 401);
  const signIn = call('staff.sign-in', {}, { username: 'admin', password: 'x' });
  await expect(signIn).rejects.toEqual(new ApiError(replyOf('staff.wrong-password'), 401));
});

test('an answer that is no refusal of ours is a failure of the server', async () => {
  answer = () => Promise.resolve(new Response('<h1>Bad Gateway</h1>', { status: 502 }));
  await expect(call('staff.me', {}, {})).rejects.toMatchObject({
    reply: { code: 'server.failed' },
    status: 502,
  });
});

test('no server at all is a lost connection; giving up oneself is not', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(call('staff.me', {}, {})).rejects.toMatchObject({ reply: { code: 'connection.lost' } });
  const aborted = AbortSignal.abort();
  answer = () => Promise.reject(aborted.reason);
  await expect(call('staff.me', {}, {}, aborted)).rejects.toBe(aborted.reason);
});
