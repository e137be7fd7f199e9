import { type CaseId, LinkId } from '@parley/shared/ids';
import type { LinkView } from '@parley/shared/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newCase, newSession, wished } from '../cases/fixtures.ts';
import { ADMINISTRATOR, type Harness, openHarness, ORIGIN } from '../http/harness.ts';
import { standingIn } from './standing.ts';

const HOUR = 3_600_000;
const NINE = Date.parse('2026-03-02T09:00:00.123Z');
let harness: Harness;
let cookie: string;
let caseId: CaseId;
let revoked: LinkId[];
beforeAll(async () => {
  harness = await openHarness();
  harness.services.links.onRevoked(async ({ link }) => void revoked.push(link));
});
afterAll(() => harness.close());
beforeEach(async () => {
  harness.clock.now = NINE;
  revoked = [];
  cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
  caseId = (await harness.get('cases.create', { cookie, body: wished(newCase) })).id;
  await harness.get('sessions.create', { cookie, params: { caseId }, body: wished(newSession) });
});

const read = () => harness.services.cases.read(caseId);

/** The newest link of someone, by their name. */
async function linkOf(name: string): Promise<LinkView> {
  const { sessions } = await read();
  const link = sessions[0]?.links.find((each) => each.name === name);
  if (link === undefined) throw new Error(`no link for ${name}`);
  return link;
}
const tokenOf = ({ url }: LinkView): string => url?.split('#')[1] ?? '';
const look = (token: string) => harness.ask('join.look', { body: { token } });
const revoke = (link: LinkView) => harness.get('links.revoke', { cookie, params: { linkId: link.id } });
const reissue = (link: LinkView, linkHours = 1) =>
  harness.get('links.reissue', { cookie, params: { linkId: link.id }, body: { linkHours } });

describe('a link', () => {
  it('is an address whose token no browser sends', async () => {
    const { url } = await linkOf('王磊');
    expect(url).toMatch(new RegExp(`^${ORIGIN}/join#[\\w-]+\\.[\\w-]+\\.[\\w-]+$`, 'u'));
  });

  it('shows its holder the session and their own place, and nobody but the mediator', async () => {
    const link = await linkOf('Anna Krüger');
    const { sides, sessions } = await read();
    const { json } = await look(tokenOf(link));
    expect(json).toEqual({
      session: sessions[0]?.id,
      title: newSession.title,
      kind: newCase.kind,
      organisation: newCase.organisation,
      startsAt: newSession.startsAt,
      expiresAt: link.expiresAt,
      mediators: ['陈静'],
      rtpCapabilities: null,
      participant: {
        id: link.participant,
        name: 'Anna Krüger',
        role: 'party',
        languages: ['en', 'de'],
        side: sides[1]?.id,
      },
      side: sides[1],
    });
    expect(JSON.stringify(json)).not.toMatch(/王磊|海川|Tom Reed|林晓|周宁/u);
  });

  it('shows who stands on no side none', async () => {
    expect((await look(tokenOf(await linkOf('林晓')))).json).toMatchObject({
      participant: { role: 'interpreter' },
      side: null,
    });
  });

  it('goes from issued to opened to joined, and not back', async () => {
    const link = await linkOf('王磊');
    const states = [link.state];
    await look(tokenOf(link));
    states.push((await linkOf('王磊')).state);
    await harness.services.links.markJoined(link.id);
    states.push((await linkOf('王磊')).state);
    await look(tokenOf(link));
    states.push((await linkOf('王磊')).state);
    expect(states).toEqual(['issued', 'opened', 'joined', 'joined']);
    expect((await linkOf('Anna Krüger')).state).toBe('issued');
  });

  it('stands for its holder', async () => {
    const link = await linkOf('王磊');
    const { sessions } = await read();
    expect(await harness.services.links.verify(tokenOf(link))).toEqual({
      link: link.id,
      session: sessions[0]?.id,
      participant: link.participant,
    });
  });

  it('keeps its address as long as it holds', async () => {
    const { url } = await linkOf('王磊');
    harness.clock.now += HOUR;
    expect((await linkOf('王磊')).url).toBe(url);
  });
});

it('[TAKE-4] only who has a link that holds may come back to a session', async () => {
  const [session] = (await read()).sessions;
  if (session === undefined) throw new Error('there is no session');
  const { clock, db } = harness;
  const standing = () => standingIn(db, session.id, clock.now);
  const all = session.links.map(({ participant }) => participant);
  const [gone, renewed] = [await linkOf('王磊'), await linkOf('Anna Krüger')];
  expect([...(await standing())].toSorted()).toEqual(all.toSorted());
  await revoke(gone);
  await reissue(renewed);
  expect((await standing()).has(gone.participant)).toBe(false);
  expect((await standing()).has(renewed.participant)).toBe(true);
  clock.now = (await linkOf('林晓')).expiresAt;
  expect((await standing()).size).toBe(0);
});

describe('an expired link', () => {
  it('says so and has no address', async () => {
    const link = await linkOf('王磊');
    harness.clock.now = link.expiresAt - 1;
    expect((await look(tokenOf(link))).status).toBe(200);
    harness.clock.now = link.expiresAt;
    const { status, json } = await look(tokenOf(link));
    expect([status, json]).toMatchObject([403, { code: 'link.expired', category: 'drop' }]);
    expect(await linkOf('王磊')).toMatchObject({ state: 'expired', url: null });
  });
});

describe('a withdrawn link', () => {
  it('is refused from then on, and who listens is told once', async () => {
    const link = await linkOf('王磊');
    await revoke(link);
    await revoke(link);
    expect(revoked).toEqual([link.id]);
    expect((await look(tokenOf(link))).json).toMatchObject({ code: 'link.revoked', category: 'drop' });
    await expect(harness.services.links.verify(tokenOf(link))).rejects.toMatchObject({
      code: 'link.revoked',
    });
    expect(await linkOf('王磊')).toMatchObject({ state: 'revoked', url: null });
    expect((await look(tokenOf(await linkOf('Anna Krüger')))).status).toBe(200);
  });

  it('cannot be joined by who was just connecting', async () => {
    const link = await linkOf('王磊');
    await harness.services.links.verify(tokenOf(link));
    await revoke(link);
    await expect(harness.services.links.markJoined(link.id)).rejects.toMatchObject({ code: 'link.revoked' });
  });

  it('no longer tells who stopped listening', async () => {
    const heard: LinkId[] = [];
    const stop = harness.services.links.onRevoked(async ({ link }) => void heard.push(link));
    stop();
    await revoke(await linkOf('王磊'));
    expect(heard).toEqual([]);
  });
});

describe('a link issued again', () => {
  it('is the only one that works', async () => {
    const old = await linkOf('王磊');
    await reissue(old);
    const fresh = await linkOf('王磊');
    expect(fresh).toMatchObject({ participant: old.participant, state: 'issued' });
    expect(fresh.id).not.toBe(old.id);
    expect(fresh.expiresAt).toBe(Math.floor((harness.clock.now + HOUR) / 1_000) * 1_000);
    expect(revoked).toEqual([old.id]);
    expect((await look(tokenOf(old))).json).toMatchObject({ code: 'link.revoked' });
    expect((await look(tokenOf(fresh))).status).toBe(200);
  });

  it('also when the one before was withdrawn, expired, or is not the newest', async () => {
    const first = await linkOf('王磊');
    await revoke(first);
    await reissue(first);
    const second = await linkOf('王磊');
    harness.clock.now = second.expiresAt + 1;
    cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
    await reissue(first);
    const third = await linkOf('王磊');
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
    expect((await look(tokenOf(third))).status).toBe(200);
    expect(revoked).toEqual([first.id, second.id]);
  });

  it('is one, however many ask at once', async () => {
    const link = await linkOf('王磊');
    await Promise.all(Array.from({ length: 8 }, () => reissue(link)));
    const standing = await harness.db
      .selectFrom('link')
      .select('id')
      .where('participant_id', '=', link.participant)
      .where('revoked_at', 'is', null)
      .execute();
    expect(standing.map(({ id }) => id)).toEqual([(await linkOf('王磊')).id]);
    expect(new Set(revoked).size).toBe(8);
  });
});

describe('a forged link', () => {
  it('of a row that is not there, or that says something else, is invalid', async () => {
    const { LinkTokens } = await import('./tokens.ts');
    const { Secret } = await import('@parley/shared/lib');
    const tokens = new LinkTokens(new Secret(new Uint8Array(32).fill(3)), () => harness.clock.now);
    const [wang, anna] = [await linkOf('王磊'), await linkOf('Anna Krüger')];
    const claims = await tokens.read(tokenOf(wang));
    const forged = [
      { ...claims, link: LinkId.parse('A'.repeat(22)) },
      { ...claims, participant: anna.participant },
      { ...claims, link: anna.id },
      { ...claims, expiresAt: claims.expiresAt + 1_000 },
    ];
    for (const claim of forged) {
      expect((await look(await tokens.sign(claim))).json).toMatchObject({ code: 'link.invalid' });
    }
    expect((await look(await tokens.sign(claims))).status).toBe(200);
  });
});
