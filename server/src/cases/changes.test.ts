import type { SessionId } from '@parley/shared/ids';
import type { CaseDetail, RouteInput } from '@parley/shared/protocol';
import type { Roster } from '@parley/shared/session';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, type Harness, openHarness } from '../http/harness.ts';
import { newCase, newSession, wished } from './fixtures.ts';
import { rosterOf } from './roster.ts';
import { firstSession, refusedWith } from './testing.ts';

let harness: Harness;
let cookie: string;
let detail: CaseDetail;
let told: { readonly session: SessionId; readonly roster: Roster | null }[];
beforeAll(async () => {
  harness = await openHarness({
    createSession: (event) =>
      harness.events.append(event.id, 0, [event], { kind: 'server' }, harness.clock.now),
  });
  harness.services.news.on(async (session) => {
    told.push({ session, roster: await rosterOf(harness.db, session) });
  });
  cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
});
afterAll(() => harness.close());
beforeEach(async () => {
  told = [];
  const { id: caseId } = await harness.get('cases.create', { cookie, body: wished(newCase) });
  detail = await harness.get('sessions.create', { cookie, params: { caseId }, body: wished(newSession) });
});

const read = () => harness.get('cases.read', { cookie, params: { caseId: detail.id } });

describe('what a case is called', () => {
  const words = () => ({
    title: '设备采购合同',
    kind: 'industry' as const,
    organisation: '黄浦调解中心',
    sides: detail.sides.map(({ id, name }) => ({ id, name: `${name} (新)` })),
  });
  const rename = (body: RouteInput<'cases.change'>, caseId: string = detail.id) =>
    harness.ask('cases.change', { cookie, params: { caseId }, body });

  it('[ROSTER-1] is another, with its sides, of which it has the same', async () => {
    await rename(words());
    const now = await read();
    expect(now).toMatchObject({ title: '设备采购合同', kind: 'industry', organisation: '黄浦调解中心' });
    expect(now.sides).toEqual(detail.sides.map((side) => ({ ...side, name: `${side.name} (新)` })));
    expect(told.map((each) => each.session)).toEqual([firstSession(detail)]);
    expect(told[0]?.roster).toMatchObject({ kind: 'industry', sides: now.sides, title: newSession.title });
  });

  it.each([
    ['one that is not its', (of: CaseDetail) => [...words().sides, { id: of.sides[0]?.id ?? '', name: 'X' }]],
    [
      'a side of another case',
      (of: CaseDetail) => [...words().sides.slice(1), { id: of.sides[0]?.id ?? '', name: 'X' }],
    ],
    ['not all of its', () => words().sides.slice(1)],
    ['one twice', () => [...words().sides.slice(1), ...words().sides.slice(1)]],
  ])('[ROSTER-1] with %s among the sides is refused whole', async (_what, sides) => {
    const other = await harness.get('cases.create', { cookie, body: wished(newCase) });
    const answer = await rename({ ...words(), sides: sides(other) });
    expect(refusedWith(answer)).toEqual([409, 'side.unknown']);
    expect(await read()).toEqual(detail);
    expect(await harness.get('cases.read', { cookie, params: { caseId: other.id } })).toEqual(other);
  });

  it('[ROSTER-1] and a session: its title and when it begins', async () => {
    await harness.get('sessions.create', {
      cookie,
      params: { caseId: detail.id },
      body: wished(newSession),
    });
    const body = { title: '第二次', startsAt: newSession.startsAt + 1 };
    const answer = await harness.ask('sessions.change', {
      cookie,
      params: { sessionId: firstSession(detail) },
      body,
    });
    expect(answer.json).toEqual(await read());
    expect((await read()).sessions.map(({ title }) => title).toSorted()).toEqual(['第一次调解会', '第二次']);
    expect(told).toMatchObject([{ session: firstSession(detail), roster: body }]);
    const nowhere = { cookie, params: { sessionId: 'A'.repeat(22) }, body };
    expect(refusedWith(await harness.ask('sessions.change', nowhere))).toEqual([404, 'session.unknown']);
  });

  it('[ROSTER-1] of no case is nowhere', async () => {
    expect(refusedWith(await rename(words(), 'A'.repeat(22)))).toEqual([404, 'case.unknown']);
  });
});
