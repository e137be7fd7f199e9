import { Password } from '@parley/shared/protocol';
import { expect, it } from 'vitest';
import { randomPassword } from './random-password.ts';

it('is a password the server takes, easy to read out and never the same', () => {
  const made = Array.from({ length: 200 }, randomPassword);
  for (const password of made) {
    expect(Password.safeParse(password).success).toBe(true);
    expect(password).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$/);
  }
  expect(new Set(made).size).toBe(made.length);
});
