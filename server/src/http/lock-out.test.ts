import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, type Harness, openHarness } from './harness.ts';

describe('lock-out', () => {
  let harness: Harness;
  const from = (address: string, username: string, password: string) =>
    harness.ask('staff.sign-in', { body: { username, password }, headers: { 'x-forwarded-for': address } });

  beforeEach(async () => {
    harness = await openHarness({ lockOut: { perUsername: 3, perAddress: 5, windowSeconds: 600 } });
  });
  afterEach(() => harness.close());

  it('closes a guessed account even to the right password, not to who is signed in already', async () => {
    const cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) {
      expect((await from(address, ADMINISTRATOR.username, 'a guess')).status).toBe(403);
    }
    const { status, json } = await from('203.0.113.4', ADMINISTRATOR.username, ADMINISTRATOR.password);
    expect([status, json]).toMatchObject([429, { code: 'staff.locked-out' }]);
    expect((await harness.ask('staff.me', { cookie })).status).toBe(200);
  });

  it('closes a guessing address, not others', async () => {
    for (const name of ['u1', 'u2', 'u3', 'u4', 'u5']) await from('203.0.113.1', name, 'a guess');
    const shut = await from('203.0.113.1', ADMINISTRATOR.username, ADMINISTRATOR.password);
    expect(shut.json).toMatchObject({ code: 'staff.locked-out' });
    const open = await from('203.0.113.2', ADMINISTRATOR.username, ADMINISTRATOR.password);
    expect(open.status).toBe(200);
  });

  it('counts guesses at the present password as well', async () => {
    const cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
    const body = { current: 'a guess', next: 'a new long password' };
    for (let guess = 0; guess < 3; guess += 1) await harness.ask('staff.password', { cookie, body });
    const { json } = await harness.ask('staff.password', { cookie, body });
    expect(json).toMatchObject({ code: 'staff.locked-out' });
  });
});
