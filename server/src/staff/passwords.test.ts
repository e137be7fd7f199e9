import { verify } from '@node-rs/argon2';
import { expect, it, vi } from 'vitest';
import { hashPassword, Passwords, randomPassword } from './passwords.ts';

it('stores Argon2id with 19 MiB, two passes and one lane, salted anew each time', async () => {
  const [first, second] = await Promise.all([hashPassword('和谈室 2026 !'), hashPassword('和谈室 2026 !')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/u);
  expect(first).not.toBe(second);
});

it('knows the password again, however it was composed, and no other', async () => {
  const passwords = new Passwords();
  const stored = await hashPassword('Café-２０２６-long');
  expect(await passwords.match(stored, 'Café-２０２６-long')).toBe(true);
  expect(await passwords.match(stored, 'Cafe\u0301-2026-long')).toBe(true);
  expect(await passwords.match(stored, 'cafe-2026-long')).toBe(false);
});

it('matches nothing for an unknown user, at the price of a real one', async () => {
  const watched = vi.fn<typeof verify>(verify);
  expect(await new Passwords(watched).match(null, 'whatever it is')).toBe(false);
  expect(watched).toHaveBeenCalledWith(
    expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u),
    'whatever it is',
  );
});

it('makes passwords of 144 bits', () => {
  expect(randomPassword()).toMatch(/^[A-Za-z0-9_-]{24}$/u);
  expect(randomPassword()).not.toBe(randomPassword());
});
