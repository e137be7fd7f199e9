import { expect, it } from 'vitest';
import { staffCookie } from './cookie.ts';

const token = 'A'.repeat(43);

it('over TLS is bound to this host', () => {
  const cookie = staffCookie({ secure: true });
  expect(cookie.write(token)).toBe(
    `__Host-parley-staff=${token}; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Strict`,
  );
  expect(cookie.erase()).toBe('__Host-parley-staff=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict');
  expect(cookie.read(`a=1; __Host-parley-staff=${token}; b=2`)).toBe(token);
  expect(cookie.read(`parley-staff=${token}`)).toBeNull();
});

it('without TLS has the plain name and the same flags', () => {
  const cookie = staffCookie({ secure: false });
  expect(cookie.write(token)).toBe(
    `parley-staff=${token}; Max-Age=604800; Path=/; HttpOnly; SameSite=Strict`,
  );
  expect(cookie.read(`parley-staff=${token}`)).toBe(token);
});

it.each([
  undefined,
  '',
  'parley-staff=',
  'parley-staff=short',
  `parley-staff=${token}x`,
  ';;;=',
  'parley-staff=%00',
])('reads no token from %j', (header) => {
  expect(staffCookie({ secure: false }).read(header)).toBeNull();
});
