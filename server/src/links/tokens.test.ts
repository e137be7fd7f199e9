import { createHmac } from 'node:crypto';
import { Secret } from '@parley/shared/lib';
import { decodeJwt, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { mint } from '../lib/mint.ts';
import { LinkTokens } from './tokens.ts';

const NOW = Date.parse('2026-03-02T09:00:00Z');
const KEY = new Uint8Array(32).fill(7);
const claims = {
  link: mint.link(),
  session: mint.session(),
  participant: mint.participant(),
  expiresAt: NOW + 3_600_000,
};

const at = (now: number, key = KEY): LinkTokens => new LinkTokens(new Secret(key), () => now);
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token whose signature is right for whatever it says. */
function signed(header: unknown, payload: unknown, hash = 'sha256'): string {
  const body = `${part(header)}.${part(payload)}`;
  return `${body}.${createHmac(hash, KEY).update(body).digest('base64url')}`;
}

const good = { jti: claims.link, sid: claims.session, sub: claims.participant, aud: 'parley-link' };
const inAnHour = claims.expiresAt / 1_000;

describe('a link token', () => {
  it('is read as it was signed, until it expires', async () => {
    const token = await at(NOW).sign(claims);
    expect(await at(claims.expiresAt - 1_000).read(token)).toEqual(claims);
  });

  it('is the same each time it is made', async () => {
    expect(await at(NOW).sign(claims)).toBe(await at(NOW + 60_000).sign(claims));
  });

  it('says nothing but ids, audience and expiry', async () => {
    expect(decodeJwt(await at(NOW).sign(claims))).toEqual({ ...good, exp: inAnHour });
  });

  it('is refused as expired from its last second on', async () => {
    const token = await at(NOW).sign(claims);
    await expect(at(claims.expiresAt).read(token)).rejects.toMatchObject({ code: 'link.expired' });
  });

  it('of another key is invalid, not merely expired', async () => {
    const token = await at(NOW, new Uint8Array(32).fill(8)).sign(claims);
    await expect(at(claims.expiresAt + 1).read(token)).rejects.toMatchObject({ code: 'link.invalid' });
  });

  it.each([
    ['no algorithm', `${part({ alg: 'none' })}.${part({ ...good, exp: inAnHour })}.`],
    ['no algorithm, yet a signature', signed({ alg: 'none' }, { ...good, exp: inAnHour })],
    ['another algorithm', signed({ alg: 'HS512' }, { ...good, exp: inAnHour }, 'sha512')],
    ['another audience', signed({ alg: 'HS256' }, { ...good, aud: 'parley-other', exp: inAnHour })],
    ['no audience', signed({ alg: 'HS256' }, { ...good, aud: undefined, exp: inAnHour })],
    ['no expiry', signed({ alg: 'HS256' }, good)],
    ['an expiry that is no number', signed({ alg: 'HS256' }, { ...good, exp: '9999999999' })],
    ['an expiry in fractions', signed({ alg: 'HS256' }, { ...good, exp: inAnHour + 0.5 })],
    ['no participant', signed({ alg: 'HS256' }, { ...good, sub: undefined, exp: inAnHour })],
    ['an id that is none', signed({ alg: 'HS256' }, { ...good, jti: '../../x', exp: inAnHour })],
    ['a payload that is no object', signed({ alg: 'HS256' }, 7)],
    ['nothing of a token in it', 'not-a-token-at-all-but-long-enough'],
  ])('with %s is invalid', async (_what, token) => {
    await expect(at(NOW).read(token)).rejects.toMatchObject({ code: 'link.invalid' });
  });

  it('cut short or changed anywhere is invalid', async () => {
    const token = await at(NOW).sign(claims);
    const cuts = Array.from({ length: 20 }, (_, index) => token.slice(0, token.length - 1 - index * 7));
    const changes = Array.from({ length: 20 }, (_, index) => {
      const place = Math.floor((index * (token.length - 2)) / 20);
      const other = token[place] === 'A' ? 'B' : 'A';
      return token.slice(0, place) + other + token.slice(place + 1);
    });
    for (const forged of [...cuts, ...changes]) {
      await expect(at(NOW).read(forged)).rejects.toMatchObject({ code: 'link.invalid' });
    }
  });

  it('made by hand with the right key is read: the cases above fail for what they say', async () => {
    expect(await at(NOW).read(signed({ alg: 'HS256' }, { ...good, exp: inAnHour }))).toEqual(claims);
    const minted = await new SignJWT({ ...good, exp: inAnHour })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(KEY);
    expect(await at(NOW).read(minted)).toEqual(claims);
  });
});

it('does not work with a short key', () => {
  expect(() => at(NOW, new Uint8Array(31))).toThrow('too short');
});
