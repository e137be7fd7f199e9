import { LinkId, type SessionId } from '@parley/shared/ids';
import type { CaseDetail, LinkView, RouteInput } from '@parley/shared/protocol';
import { create, evolve, MOST_PEOPLE, type Roster, type SessionEvent } from '@parley/shared/session';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, type Harness, openHarness } from '../http/harness.ts';
import { anAttempt, newCase, newSession, wished } from './fixtures.ts';
import { rosterOf } from './roster.ts';
import { firstSession, refusedWith } from './testing.ts';

let harness: Harness;
let cookie: string;
let detail: CaseDetail;
let told: { readonly session: SessionId; readonly roster: Roster | null }[];
let hold: Promise<void> = Promise.resolve();
let reached = (): void => undefined;
beforeAll(async () => {
  harness = await openHarness({
    createSession: async (event) => {
      await harness.events.append(event.id, 0, [event], { kind: 'server' }, harness.clock.now);
      reached();
      await hold;
    },
  });
  harness.services.news.on(async (session) => {
    told.push({ session, roster: await rosterOf(harness.db, session) });
  });
  cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
});
afterAll(() => harness.close());
beforeEach(async () => {
  hold = Promise.resolve();
  reached = () => undefined;
  told = [];
  detail = await harness.get('cases.create', { cookie, body: wished(newCase) });
  detail = await harness.get('sessions.create', {
    cookie,
    params: { caseId: detail.id },
    body: wished(newSession),
  });
});

const session = (of = detail): SessionId => firstSession(of);
const personNamed = (name: string, of = detail) => {
  const found = of.people.find((person) => person.name === name);
  if (found === undefined) throw new Error(`nobody is ${name}`);
  return found;
};
const linksTo = (id: SessionId, of: CaseDetail): readonly LinkView[] =>
  of.sessions.find((each) => each.id === id)?.links ?? [];
const read = () => harness.get('cases.read', { cookie, params: { caseId: detail.id } });

const lawyer = { name: '郑言', role: 'counsel' as const, languages: ['zh-CN'] };
type Added = RouteInput<'people.add'>;
const adding = (of = detail): Added => ({
  people: [{ ...lawyer, side: of.sides[0]?.id ?? '' }],
  sessions: [session(of)],
  linkHours: 48,
  attempt: anAttempt(),
});
const add = (body: Added, caseId: string = detail.id) =>
  harness.ask('people.add', { cookie, params: { caseId }, body });
const change = (personId: string, body: RouteInput<'people.change'>, caseId: string = detail.id) =>
  harness.ask('people.change', { cookie, params: { caseId, personId }, body });
const dismiss = (personId: string, caseId: string = detail.id) =>
  harness.ask('people.dismiss', { cookie, params: { caseId, personId } });
const invite = (sessionId: string, people: readonly string[]) =>
  harness.ask('sessions.invite', {
    cookie,
    params: { sessionId },
    body: { people: [...people], linkHours: 1 },
  });
const schedule = () =>
  harness.get('sessions.create', { cookie, params: { caseId: detail.id }, body: wished(newSession) });
const anotherCase = async (): Promise<CaseDetail> => {
  const { id } = await harness.get('cases.create', { cookie, body: wished(newCase) });
  return harness.get('sessions.create', { cookie, params: { caseId: id }, body: wished(newSession) });
};

describe('somebody who is added to a case', () => {
  it('[ROSTER-3] has a link to the sessions that are named, and to no other', async () => {
    const other = (await schedule()).sessions.find(({ id }) => id !== session())?.id;
    const before = linksTo(session(), detail).length;
    const { json } = await add(adding());
    const now = await read();
    expect(json).toEqual(now);
    expect(now.people.at(-1)).toMatchObject({ ...lawyer, side: detail.sides[0]?.id });
    const links = linksTo(session(), now);
    expect(links).toHaveLength(before + 1);
    expect(links.at(-1)).toMatchObject({ person: now.people.at(-1)?.id, state: 'issued' });
    if (other === undefined) throw new Error('no other session');
    expect(linksTo(other, now)).toHaveLength(before);
    const token = links.at(-1)?.url?.split('#')[1] ?? '';
    expect(await harness.get('join.look', { body: { token } })).toMatchObject({
      participant: { ...lawyer, side: detail.sides[0]?.id },
    });
  });

  it('[ROSTER-2] is stored when their sessions are told, and these alone are', async () => {
    await schedule();
    await add(adding());
    expect(told.map((each) => each.session)).toEqual([session()]);
    expect(told[0]?.roster?.people.at(-1)).toMatchObject(lawyer);
  });

  it('[ROSTER-3] has one place in a session, however often it is named', async () => {
    await add({ ...adding(), sessions: [session(), session()] });
    const { id } = personNamed(lawyer.name, await read());
    const now = await read();
    expect(linksTo(session(), now).filter(({ person }) => person === id)).toHaveLength(1);
  });

  it('[ROSTER-3] is added once, though the same is asked for again because no answer came', async () => {
    const wish = adding();
    const answers = await Promise.all([add(wish), add(wish)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await add(wish);
    const now = await read();
    expect(now.people.filter(({ name }) => name === lawyer.name)).toHaveLength(1);
    expect(linksTo(session(), now)).toHaveLength(linksTo(session(), detail).length + 1);
    // Another of the same name is another.
    await add(adding());
    expect((await read()).people.filter(({ name }) => name === lawyer.name)).toHaveLength(2);
  });

  it('[ROSTER-11] is another when another asks, though the attempt is called the same', async () => {
    const clerk = { username: 'clerk-three', password: 'another-password-3' };
    await harness.services.accounts.create({ ...clerk, name: '书记员', administrator: false });
    const body = adding();
    const params = { caseId: detail.id };
    await harness.get('people.add', { cookie, params, body });
    await harness.get('people.add', {
      cookie: await harness.signIn(clerk.username, clerk.password),
      params,
      body,
    });
    expect((await read()).people.filter(({ name }) => name === lawyer.name)).toHaveLength(2);
  });

  it('[ROSTER-1] is on no side that the case does not have', async () => {
    const foreign = (await anotherCase()).sides[0]?.id ?? '';
    const people = [{ ...lawyer, side: foreign }];
    expect(refusedWith(await add({ ...adding(), people }))).toEqual([409, 'side.unknown']);
    expect(await read()).toEqual(detail);
  });

  it('[ROSTER-9] is invited to no session of another case, and then not added either', async () => {
    const foreign = session(await anotherCase());
    const sessions = [session(), foreign];
    expect(refusedWith(await add({ ...adding(), sessions }))).toEqual([404, 'session.unknown']);
    expect(await read()).toEqual(detail);
    expect(told).toEqual([]);
  });

  it('[ROSTER-9] is not one more than a case or a session has', async () => {
    const observers = (count: number) =>
      Array.from({ length: count }, (_, number) => ({
        name: `旁听 ${number}`,
        role: 'observer' as const,
        languages: ['zh-CN'],
      }));
    const room = MOST_PEOPLE - newCase.people.length;
    expect(refusedWith(await add({ ...adding(), people: observers(room) }))[0]).toBe(200);
    expect(refusedWith(await add(adding()))).toEqual([409, 'case.too-many-people']);
    // Whoever is taken out of the case keeps their place in the session, where they may have been.
    await dismiss(personNamed('周宁').id);
    expect(refusedWith(await add(adding()))).toEqual([409, 'case.too-many-people']);
    expect(refusedWith(await add({ ...adding(), sessions: [] }))[0]).toBe(200);
    expect((await read()).people).toHaveLength(MOST_PEOPLE);
  });

  it('[ROSTER-9] by two at once is added by both, in an order', async () => {
    const two = ['甲', '乙', '丙', '丁'].map((name) =>
      add({ ...adding(), people: [{ ...lawyer, name, side: detail.sides[1]?.id ?? '' }] }),
    );
    expect((await Promise.all(two)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const now = await read();
    expect(now.people).toHaveLength(newCase.people.length + 4);
    expect(linksTo(session(), now)).toHaveLength(newCase.people.length + 4);
  });

  it('[ROSTER-1] to no case is nowhere', async () => {
    expect(refusedWith(await add(adding(), 'A'.repeat(22)))).toEqual([404, 'case.unknown']);
  });
});

describe('somebody who is called otherwise', () => {
  it('[ROSTER-4] is in the case, on links and in the sessions', async () => {
    const { id } = personNamed('Tom Reed');
    const words = { name: 'Thomas Reid', languages: ['en', 'de'] };
    await change(id, words);
    const now = await read();
    expect(now.people.find((person) => person.id === id)).toMatchObject({ ...words, role: 'counsel' });
    expect(linksTo(session(), now).map(({ name }) => name)).toContain('Thomas Reid');
    expect(told.at(-1)?.roster?.people).toContainEqual(expect.objectContaining(words));
  });

  it('[ROSTER-4] so is the side that bears their name, and no other', async () => {
    const sides = [
      { kind: 'applicant' as const, name: '王磊' },
      { kind: 'respondent' as const, name: 'Tom Reed' },
    ];
    detail = await harness.get('cases.create', { cookie, body: wished({ ...newCase, sides }) });
    const languages = ['zh-CN'];
    await change(personNamed('王磊').id, { name: '王蕾', languages });
    await change(personNamed('Tom Reed').id, { name: 'Thomas Reid', languages });
    expect((await read()).sides.map(({ name }) => name)).toEqual(['王蕾', 'Tom Reed']);
  });

  it('[ROSTER-1] is nobody of another case', async () => {
    const other = await anotherCase();
    const foreign = personNamed('王磊', other).id;
    const words = { name: 'X', languages: ['en'] };
    expect(refusedWith(await change(foreign, words))).toEqual([404, 'person.unknown']);
    expect(refusedWith(await dismiss(foreign))).toEqual([404, 'person.unknown']);
    expect(refusedWith(await invite(session(), [foreign]))).toEqual([404, 'person.unknown']);
    expect(await harness.get('cases.read', { cookie, params: { caseId: other.id } })).toEqual(other);
    expect(await read()).toEqual(detail);
  });

  it('[ROSTER-1] has the role and the side they had: a request names neither', async () => {
    const raw = JSON.stringify({ name: 'X', languages: ['en'], role: 'mediator' });
    const params = { caseId: detail.id, personId: personNamed('王磊').id };
    expect(refusedWith(await harness.ask('people.change', { cookie, params, raw }))).toEqual([
      400,
      'request.malformed',
    ]);
  });
});

describe('somebody who is taken out of a case', () => {
  it('[ROSTER-6] is in it no more, nor is a link of theirs, nor are they asked to later sessions', async () => {
    const { id } = personNamed('Tom Reed');
    const link = linksTo(session(), detail).find(({ person }) => person === id);
    const { json } = await dismiss(id);
    const now = await read();
    expect(json).toEqual(now);
    expect(now.people.map(({ name }) => name)).not.toContain('Tom Reed');
    expect(linksTo(session(), now).map(({ name }) => name)).not.toContain('Tom Reed');
    const token = link?.url?.split('#')[1] ?? '';
    expect(refusedWith(await harness.ask('join.look', { body: { token } }))).toEqual([403, 'link.revoked']);
    const later = (await schedule()).sessions.find((each) => each.id !== session());
    expect(later?.links.map(({ name }) => name)).not.toContain('Tom Reed');
    const { cases } = await harness.get('cases.list', { cookie });
    expect(cases.find((each) => each.id === detail.id)?.people).toBe(newCase.people.length - 1);
    expect(told.at(-1)?.roster?.people.map(({ name }) => name)).not.toContain('Tom Reed');
  });

  it('[ROSTER-6] is given no link, whoever asks', async () => {
    const { id } = personNamed('Tom Reed');
    const link = linksTo(session(), detail).find(({ person }) => person === id);
    if (link === undefined) throw new Error('no link');
    await dismiss(id);
    const again = { cookie, params: { linkId: link.id }, body: { linkHours: 1 } };
    expect(refusedWith(await harness.ask('links.reissue', again))).toEqual([404, 'person.unknown']);
    expect(refusedWith(await invite(session(), [id]))).toEqual([404, 'person.unknown']);
    expect(refusedWith(await change(id, { name: 'X', languages: ['en'] }))).toEqual([404, 'person.unknown']);
    const other = LinkId.parse('L'.repeat(22));
    const of = { session_id: session(), participant_id: link.participant };
    await expect(
      harness.db
        .insertInto('link')
        .values({ id: other, ...of, issued_at: 1_000, expires_at: 9_000 })
        .execute(),
    ).rejects.toThrow('nobody who is dismissed is given a link');
  });

  it('[ROSTER-6] has no link that holds, whoever made one at the same time', async () => {
    const { id } = personNamed('Tom Reed');
    const link = linksTo(session(), detail).find(({ person }) => person === id);
    if (link === undefined) throw new Error('no link');
    const again = { cookie, params: { linkId: link.id }, body: { linkHours: 1 } };
    await Promise.all([
      harness.ask('links.reissue', again),
      dismiss(id),
      harness.ask('links.reissue', again),
      dismiss(id),
    ]);
    const standing = await harness.db
      .selectFrom('link')
      .select('id')
      .where('participant_id', '=', link.participant)
      .where('revoked_at', 'is', null)
      .execute();
    expect(standing).toEqual([]);
  });

  it('[ROSTER-6] while a session is made has no link to it', async () => {
    const { id } = personNamed('Tom Reed');
    const [arrived, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    reached = arrived.resolve;
    hold = goOn.promise;
    const made = schedule();
    await arrived.promise;
    await dismiss(id);
    goOn.resolve();
    const later = (await made).sessions.find((each) => each.id !== session());
    expect(later?.links).toHaveLength(newCase.people.length - 1);
    if (later === undefined) throw new Error('no session');
    const [first, ...rest] = await harness.events.load(later.id);
    if (first?.type !== 'session.created') throw new Error('no log');
    const roster = await rosterOf(harness.db, later.id);
    expect(first.people).toHaveLength(newCase.people.length);
    expect(roster?.people).toHaveLength(newCase.people.length - 1);
    expect(rest.reduce(evolve, create(first)).people.size).toBe(newCase.people.length);
  });

  it('[ROSTER-6] twice is taken out once', async () => {
    const { id } = personNamed('Tom Reed');
    const [one, two] = await Promise.all([dismiss(id), dismiss(id)]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect((await read()).people).toHaveLength(newCase.people.length - 1);
  });

  it('[ROSTER-7] is not the last mediator', async () => {
    const { id } = personNamed('陈静');
    expect(refusedWith(await dismiss(id))).toEqual([409, 'case.last-mediator']);
    expect(await read()).toEqual(detail);
    const people = [{ name: '高远', role: 'mediator' as const, languages: ['zh-CN'] }];
    await add({ ...adding(), people });
    const both = [dismiss(id), dismiss(personNamed('高远', await read()).id)];
    const answers = (await Promise.all(both)).map((answer) => refusedWith(answer).join(' '));
    expect(answers.toSorted((one, other) => one.localeCompare(other))).toEqual([
      '200 ',
      '409 case.last-mediator',
    ]);
    expect((await read()).people.filter(({ role }) => role === 'mediator')).toHaveLength(1);
  });

  it('[ROSTER-6] as a mediator is named on no invitation any more', async () => {
    const people = [{ name: '高远', role: 'mediator' as const, languages: ['zh-CN'] }];
    await add({ ...adding(), people });
    await dismiss(personNamed('陈静').id);
    const token = linksTo(session(), await read())[0]?.url?.split('#')[1] ?? '';
    const { mediators } = await harness.get('join.look', { body: { token } });
    expect(mediators).toEqual(['高远']);
  });
});

describe('people of a case who are invited to a session', () => {
  it('[ROSTER-3] have a place and a link there, and who has one keeps it', async () => {
    await add({ ...adding(), sessions: [] });
    const ids = (await read()).people.map(({ id }) => id);
    const before = linksTo(session(), detail);
    const answers = await Promise.all([invite(session(), ids), invite(session(), [...ids, ...ids])]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const links = linksTo(session(), await read());
    expect(links.slice(0, -1)).toEqual(before);
    expect(links.at(-1)).toMatchObject({ name: lawyer.name, state: 'issued' });
    expect(new Set(links.map(({ person }) => person)).size).toBe(links.length);
  });

  it('[ROSTER-3] are not given a new link for one that was withdrawn', async () => {
    const [link] = linksTo(session(), detail);
    if (link === undefined) throw new Error('no link');
    await harness.get('links.revoke', { cookie, params: { linkId: link.id } });
    await invite(session(), [link.person]);
    expect(linksTo(session(), await read())[0]).toMatchObject({ id: link.id, state: 'revoked' });
  });

  it('[ROSTER-1] to a session that there is not are nowhere', async () => {
    const answer = await invite('A'.repeat(22), [personNamed('王磊').id]);
    expect(refusedWith(answer)).toEqual([404, 'session.unknown']);
  });
});

it('[ROSTER-2] a session of a new case has nothing to follow: the case says what its log began with', async () => {
  const [first] = await harness.events.load(session());
  const roster = await rosterOf(harness.db, session());
  const { people, sides, title, kind, organisation, startsAt } = first as Extract<
    SessionEvent,
    { type: 'session.created' }
  >;
  expect(roster).toEqual({ people, sides, title, kind, organisation, startsAt });
});
