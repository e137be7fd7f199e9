import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FirstAdministrator } from '../staff/accounts.ts';
import { StaffSessions } from '../staff/sessions.ts';
import { ADMINISTRATOR, type Harness, openHarness } from './harness.ts';

const HOUR = 3_600_000;
const NINE = Date.parse('2026-03-02T09:00:00.123Z');
let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());
beforeEach(async () => {
  harness.clock.now = NINE;
  await harness.db.deleteFrom('staff').execute();
  await harness.services.accounts.create({ ...ADMINISTRATOR, name: '管理员', administrator: true });
});

const signIn = (password = ADMINISTRATOR.password): Promise<string> =>
  harness.signIn(ADMINISTRATOR.username, password);
const statusOf = async (cookie: string): Promise<number> =>
  (await harness.ask('staff.me', { cookie })).status;

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and other sites cannot send, and stores its hash alone', async () => {
    const { headers } = await harness.ask('staff.sign-in', { body: ADMINISTRATOR });
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-parley-staff=[A-Za-z0-9_-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/u,
    );
    const token = cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    const stored = await harness.db.selectFrom('staff_session').selectAll().execute();
    expect(stored.map((row) => row.token_hash)).toEqual([createHash('sha256').update(token).digest()]);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('says who one is', async () => {
    const me = await harness.get('staff.me', { cookie: await signIn() });
    expect(me).toMatchObject({ username: 'root', name: '管理员', administrator: true });
    expect(me).not.toHaveProperty('password_hash');
  });

  it('takes the user name in any case', async () => {
    const me = await harness.get('staff.sign-in', { body: { ...ADMINISTRATOR, username: ' ROOT ' } });
    expect(me.username).toBe('root');
  });

  it('answers a wrong password and an unknown user alike', async () => {
    const wrong = await harness.ask('staff.sign-in', { body: { ...ADMINISTRATOR, password: 'wrong' } });
    const unknown = await harness.ask('staff.sign-in', { body: { ...ADMINISTRATOR, username: 'nobody' } });
    expect(wrong.status).toBe(403);
    expect(wrong.json).toMatchObject({ code: 'staff.wrong-password' });
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.json).toEqual(wrong.json);
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });
});

describe('a staff session', () => {
  it('lasts as long as it is used every 12 hours, up to 7 days', async () => {
    const cookie = await signIn();
    for (let used = 0; used + 11 < 7 * 24; used += 11) {
      harness.clock.now += 11 * HOUR;
      expect(await statusOf(cookie)).toBe(200);
    }
    harness.clock.now += 11 * HOUR;
    expect(await statusOf(cookie)).toBe(401);
  });

  it('ends when it was not used for 12 hours', async () => {
    const cookie = await signIn();
    harness.clock.now += 12 * HOUR - 1;
    expect(await statusOf(cookie)).toBe(200);
    harness.clock.now += 12 * HOUR;
    expect(await statusOf(cookie)).toBe(401);
  });

  it('ends by signing out, for a copy of its cookie too', async () => {
    const cookie = await signIn();
    const { headers } = await harness.ask('staff.sign-out', { cookie });
    expect(headers.getSetCookie()).toEqual([
      '__Host-parley-staff=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict',
    ]);
    expect(await statusOf(cookie)).toBe(401);
    expect(await harness.db.selectFrom('staff_session').selectAll().execute()).toEqual([]);
  });

  it('that is over is cleared away by the next one', async () => {
    await signIn();
    harness.clock.now += 13 * HOUR;
    await signIn();
    expect(await harness.db.selectFrom('staff_session').selectAll().execute()).toHaveLength(1);
  });
});

describe('a new password', () => {
  const next = '全新的密码 2026 长';

  it('ends every other session of the account, and only the new one signs in', async () => {
    const [mine, elsewhere] = [await signIn(), await signIn()];
    await harness.get('staff.password', { cookie: mine, body: { current: ADMINISTRATOR.password, next } });
    expect(await statusOf(mine)).toBe(200);
    expect(await statusOf(elsewhere)).toBe(401);
    const old = await harness.ask('staff.sign-in', { body: ADMINISTRATOR });
    expect(old.json).toMatchObject({ code: 'staff.wrong-password' });
    expect(await statusOf(await signIn(next))).toBe(200);
  });

  it('needs the present one', async () => {
    const [mine, elsewhere] = [await signIn(), await signIn()];
    const body = { current: 'not the present one', next };
    const { status, json } = await harness.ask('staff.password', { cookie: mine, body });
    expect([status, json]).toMatchObject([403, { code: 'staff.wrong-password' }]);
    expect(await statusOf(elsewhere)).toBe(200);
    expect(await statusOf(await signIn())).toBe(200);
  });

  it('leaves the sessions of others alone', async () => {
    const mine = await signIn();
    const account = { username: 'clerk', name: '书记员', password: 'a long password', administrator: false };
    await harness.get('accounts.create', { cookie: mine, body: account });
    const clerk = await harness.signIn(account.username, account.password);
    await harness.get('staff.password', { cookie: mine, body: { current: ADMINISTRATOR.password, next } });
    expect(await statusOf(clerk)).toBe(200);
  });

  it('ends a session too that began with the old one at the same time', async () => {
    const account = await harness.services.accounts.find(ADMINISTRATOR.username);
    const mine = await signIn();
    await harness.get('staff.password', { cookie: mine, body: { current: ADMINISTRATOR.password, next } });
    const sessions = new StaffSessions(harness.db, () => harness.clock.now);
    if (account === null) throw new Error('there is no administrator');
    expect(await sessions.start(account.staff.id, account.hash)).toBeNull();
  });
});

describe('accounts', () => {
  it('are listed without anything secret', async () => {
    const cookie = await signIn();
    const { json } = await harness.ask('accounts.list', { cookie });
    const { id } = await harness.get('staff.me', { cookie });
    expect(json).toEqual({
      accounts: [{ id, username: 'root', name: '管理员', administrator: true, disabled: false }],
    });
  });

  it('have a user name each', async () => {
    const cookie = await signIn();
    const body = { username: 'Root', name: '另一人', password: 'a long password', administrator: true };
    const { status, json } = await harness.ask('accounts.create', { cookie, body });
    expect([status, json]).toMatchObject([409, { code: 'account.taken' }]);
  });
});

describe('an administrator', () => {
  const clerk = { username: 'clerk', name: '书记员', password: 'a long password', administrator: false };
  const other = { ...clerk, username: 'deputy', administrator: true };
  const codeOf = async (asked: Promise<{ json: unknown }>): Promise<unknown> => (await asked).json;

  it('gives somebody another password, which alone signs in, and ends all their sessions', async () => {
    const cookie = await signIn();
    const { id } = await harness.get('accounts.create', { cookie, body: clerk });
    const theirs = await harness.signIn(clerk.username, clerk.password);
    const body = { password: 'given by hand 1' };
    await harness.get('accounts.password', { cookie, params: { staffId: id }, body });
    expect(await statusOf(theirs)).toBe(401);
    expect(await statusOf(cookie)).toBe(200);
    const old = harness.ask('staff.sign-in', {
      body: { username: clerk.username, password: clerk.password },
    });
    expect(await codeOf(old)).toMatchObject({ code: 'staff.wrong-password' });
    expect(await statusOf(await harness.signIn(clerk.username, body.password))).toBe(200);
  });

  it('changes their own only where the present one is asked for', async () => {
    const cookie = await signIn();
    const { id } = await harness.get('staff.me', { cookie });
    const body = { password: 'given by hand 1' };
    const { status, json } = await harness.ask('accounts.password', {
      cookie,
      params: { staffId: id },
      body,
    });
    expect([status, json]).toMatchObject([403, { code: 'account.self' }]);
    expect(await statusOf(await signIn())).toBe(200);
  });

  it('disables an account: its sessions end, its password is refused by name, and it can be enabled again', async () => {
    const cookie = await signIn();
    const { id } = await harness.get('accounts.create', { cookie, body: clerk });
    const theirs = await harness.signIn(clerk.username, clerk.password);
    const turn = (disabled: boolean) =>
      harness.get('accounts.disable', { cookie, params: { staffId: id }, body: { disabled } });
    const enter = (password: string) =>
      harness.ask('staff.sign-in', { body: { username: clerk.username, password } });
    await turn(true);
    expect(await statusOf(theirs)).toBe(401);
    expect(await codeOf(enter(clerk.password))).toMatchObject({ code: 'account.disabled' });
    expect(await codeOf(enter('a guess at it'))).toMatchObject({ code: 'staff.wrong-password' });
    const { accounts } = await harness.get('accounts.list', { cookie });
    expect(accounts.map(({ username, disabled }) => [username, disabled])).toEqual([
      ['clerk', true],
      ['root', false],
    ]);
    await turn(false);
    expect(await statusOf(await harness.signIn(clerk.username, clerk.password))).toBe(200);
    expect(await statusOf(theirs)).toBe(401);
  });

  it('begins no session with an account that is disabled at that very moment', async () => {
    const cookie = await signIn();
    const { id } = await harness.get('accounts.create', { cookie, body: clerk });
    const account = await harness.services.accounts.find(clerk.username);
    await harness.services.accounts.disable(id, true);
    const sessions = new StaffSessions(harness.db, () => harness.clock.now);
    expect(await sessions.start(id, account?.hash ?? '')).toBeNull();
  });

  it('is not disabled who is the last, and of two who disable each other one stays', async () => {
    const cookie = await signIn();
    const { id: mine } = await harness.get('staff.me', { cookie });
    const alone = harness.ask('accounts.disable', {
      cookie,
      params: { staffId: mine },
      body: { disabled: true },
    });
    expect(await codeOf(alone)).toMatchObject({ code: 'account.last-administrator' });
    const { id: theirs } = await harness.get('accounts.create', { cookie, body: other });
    const { accounts } = harness.services;
    const both = await Promise.allSettled([accounts.disable(mine, true), accounts.disable(theirs, true)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = (await accounts.list()).filter(({ disabled }) => !disabled);
    expect(left).toHaveLength(1);
    await accounts.disable(mine, false);
    await accounts.disable(theirs, true);
    const disabledOne = harness.ask('accounts.disable', {
      cookie: await signIn(),
      params: { staffId: mine },
      body: { disabled: true },
    });
    expect(await codeOf(disabledOne)).toMatchObject({ code: 'account.last-administrator' });
  });
});

describe('whoever has the machine', () => {
  it('lets an administrator in again whose password is forgotten, or who is disabled', async () => {
    const before = await signIn();
    const { accounts } = harness.services;
    const rescued = await accounts.rescue(ADMINISTRATOR.username);
    expect(await statusOf(before)).toBe(401);
    expect(await statusOf(await signIn(rescued?.password))).toBe(200);
    expect(await accounts.rescue('nobody')).toBeNull();
  });
});

describe('the first account', () => {
  const told: FirstAdministrator[] = [];
  const tell = (administrator: FirstAdministrator): Promise<void> => {
    told.push(administrator);
    return Promise.resolve();
  };
  const lastTold = (): FirstAdministrator => told.at(-1) ?? { username: 'nobody', password: 'was told' };
  beforeEach(() => told.splice(0));

  it('is an administrator with a random password, told once', async () => {
    const { accounts } = harness.services;
    expect(await accounts.ensureAdministrator(tell)).toBe(false);
    await harness.db.deleteFrom('staff').execute();
    expect(await accounts.ensureAdministrator(tell)).toBe(true);
    expect(lastTold().username).toBe('admin');
    expect(lastTold().password).toMatch(/^[A-Za-z0-9_-]{24}$/u);
    expect(await accounts.ensureAdministrator(tell)).toBe(false);
    const cookie = await harness.signIn(lastTold().username, lastTold().password);
    expect(await harness.get('staff.me', { cookie })).toMatchObject({ administrator: true });
    expect(told).toHaveLength(1);
  });

  it('can be signed in with as soon as it is told', async () => {
    await harness.db.deleteFrom('staff').execute();
    let cookie = '';
    await harness.services.accounts.ensureAdministrator(async ({ username, password }) => {
      cookie = await harness.signIn(username, password);
    });
    expect(await harness.get('staff.me', { cookie })).toMatchObject({ username: 'admin' });
  });

  it('is told anew by the next start when the first one was cut short', async () => {
    await harness.db.deleteFrom('staff').execute();
    const { accounts } = harness.services;
    const cutShort = (administrator: FirstAdministrator): Promise<void> => {
      void tell(administrator);
      return Promise.reject(new Error('cut short'));
    };
    await expect(accounts.ensureAdministrator(cutShort)).rejects.toThrow('cut short');
    const lost = lastTold().password;
    expect(await accounts.ensureAdministrator(tell)).toBe(true);
    const body = { username: 'admin', password: lost };
    const { json } = await harness.ask('staff.sign-in', { body });
    expect(json).toMatchObject({ code: 'staff.wrong-password' });
    const cookie = await harness.signIn('admin', lastTold().password);
    expect(await harness.get('staff.me', { cookie })).toMatchObject({ administrator: true });
    expect(await accounts.ensureAdministrator(tell)).toBe(false);
  });

  it('is made and told once by servers that start together', async () => {
    await harness.db.deleteFrom('staff').execute();
    const { accounts } = harness.services;
    const made = await Promise.all([accounts.ensureAdministrator(tell), accounts.ensureAdministrator(tell)]);
    expect(made.filter((first) => first)).toHaveLength(1);
    expect(told).toHaveLength(1);
    await harness.signIn(lastTold().username, lastTold().password);
  });
});
