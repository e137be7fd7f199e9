import { SessionId } from '@parley/shared/ids';
import { MOST_PEOPLE, Participant } from '@parley/shared/session';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, type Harness, openHarness } from '../http/harness.ts';
import { newCase, newSession, wished } from './fixtures.ts';

const HOUR = 3_600_000;
const NINE = Date.parse('2026-03-02T09:00:00.123Z');
let harness: Harness;
let cookie: string;
let failing = false;
let hold = Promise.resolve();
let reached = (): void => undefined;
beforeAll(async () => {
  harness = await openHarness({
    createSession: async (event) => {
      reached();
      await hold;
      if (failing) throw new Error('the log is away');
      harness.written.push(event);
    },
  });
  cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
});
afterAll(() => harness.close());
beforeEach(async () => {
  failing = false;
  hold = Promise.resolve();
  reached = () => undefined;
  harness.clock.now = NINE;
  harness.written.length = 0;
  await forgetCases(harness.db);
});

async function forgetCases(db: Harness['db']): Promise<void> {
  for (const table of [
    'link',
    'participant',
    'mediation_session',
    'person',
    'side',
    'mediation_case',
  ] as const) {
    await db.deleteFrom(table).execute();
  }
}

const create = () => harness.get('cases.create', { cookie, body: wished(newCase) });
const schedule = (caseId: string, wish = newSession) =>
  harness.get('sessions.create', { cookie, params: { caseId }, body: wished(wish) });

describe('a new case', () => {
  it('has its sides and people in order, each with an id of its own', async () => {
    const made = await create();
    expect(made).toMatchObject({
      title: newCase.title,
      kind: newCase.kind,
      organisation: newCase.organisation,
      createdAt: harness.clock.now,
      sessions: [],
    });
    expect(made.sides.map(({ kind, name }) => ({ kind, name }))).toEqual(newCase.sides);
    const people = made.people.map(({ name, role, languages, side }) => ({ name, role, languages, side }));
    const sideAt = (index: number) => made.sides[index]?.id;
    expect(people).toEqual(
      newCase.people.map((person) => ({ ...person, side: 'side' in person ? sideAt(person.side) : null })),
    );
    const ids = [made.id, ...made.sides.map(({ id }) => id), ...made.people.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
    expect(await harness.get('cases.read', { cookie, params: { caseId: made.id } })).toEqual(made);
  });

  it.each([
    ['nobody to mediate', { ...newCase, people: newCase.people.slice(1) }],
    [
      'a side it does not have',
      { ...newCase, people: [...newCase.people, { ...newCase.people[1], side: 2 }] },
    ],
    [
      'a party on no side',
      { ...newCase, people: [...newCase.people, { ...newCase.people[1], side: undefined }] },
    ],
    ['no side', { ...newCase, sides: [] }],
    ['a kind there is not', { ...newCase, kind: 'marital' }],
    ['a name nobody can show', { ...newCase, title: 'a\u0000b' }],
    ['half a character', { ...newCase, organisation: 'a\ud800b' }],
    ['a turned name', { ...newCase, people: [{ ...newCase.people[0], name: 'a\u202eb' }] }],
  ])('with %s is refused and not stored', async (_what, body) => {
    const { json } = await harness.ask('cases.create', { cookie, raw: JSON.stringify(wished(body)) });
    expect(json).toMatchObject({ code: 'request.malformed' });
    expect((await harness.get('cases.list', { cookie })).cases).toEqual([]);
  });
});

describe('asked for again, because the answer was lost', () => {
  const other = { username: 'clerk-two', password: 'another-password-2' };
  beforeAll(async () => {
    await harness.services.accounts.create({ ...other, name: '书记员', administrator: false });
  });

  it('[ROSTER-11] a case is there once, one after another and at once', async () => {
    const body = wished(newCase);
    const made = await harness.get('cases.create', { cookie, body });
    const again = await Promise.all(
      [1, 2, 3].map(() => harness.get('cases.create', { cookie, body: { ...body, wish: newCase } })),
    );
    expect(again).toEqual([made, made, made]);
    expect((await harness.get('cases.list', { cookie })).cases.map(({ id }) => id)).toEqual([made.id]);
  });

  it('[ROSTER-11] a case is another when another asks, though the attempt is called the same', async () => {
    const body = wished(newCase);
    const mine = await harness.get('cases.create', { cookie, body });
    const theirs = await harness.get('cases.create', {
      cookie: await harness.signIn(other.username, other.password),
      body,
    });
    expect(theirs.id).not.toBe(mine.id);
  });

  it('[ROSTER-11] a session is there once, with its links, one after another and at once', async () => {
    const { id: caseId } = await create();
    const body = wished(newSession);
    const params = { caseId };
    const asked = await Promise.all(
      [1, 2, 3].map(() => harness.get('sessions.create', { cookie, params, body })),
    );
    const again = await harness.get('sessions.create', { cookie, params, body });
    expect(again.sessions).toHaveLength(1);
    expect(again.sessions[0]?.links).toHaveLength(newCase.people.length);
    for (const detail of asked) expect(detail.sessions[0]?.id).toBe(again.sessions[0]?.id);
    // The log of the one that is listed is there.
    expect(harness.written.map(({ id }) => id)).toContain(again.sessions[0]?.id);
  });

  it('[ROSTER-11] an attempt at a session of another case is another', async () => {
    const [one, two] = [await create(), await create()];
    const body = wished(newSession);
    const made = await Promise.all(
      [one, two].map(({ id }) => harness.get('sessions.create', { cookie, params: { caseId: id }, body })),
    );
    expect(made.map(({ sessions }) => sessions.length)).toEqual([1, 1]);
  });
});

describe('as many as there may be', () => {
  const longest = (number: number) => ({
    name: `${number} ${'长'.repeat(70)}`,
    role: 'observer' as const,
    languages: ['zh-Hans-CN', 'zh-Hant-HK', 'en-GB', 'de-AT', 'fr-CA'],
  });
  const withPeople = (count: number) => ({
    ...newCase,
    people: [
      ...newCase.people,
      ...Array.from({ length: count - newCase.people.length }, (_, number) => longest(number)),
    ],
  });

  it('[SES-24] are in a case and have a link each to its session, whatever they are called', async () => {
    const made = await harness.get('cases.create', { cookie, body: wished(withPeople(MOST_PEOPLE)) });
    const detail = await schedule(made.id);
    expect(detail.people).toHaveLength(MOST_PEOPLE);
    expect(detail.sessions[0]?.links).toHaveLength(MOST_PEOPLE);
  });

  it('[SES-24] is not one more', async () => {
    const raw = JSON.stringify(wished(withPeople(MOST_PEOPLE + 1)));
    const { json } = await harness.ask('cases.create', { cookie, raw });
    expect(json).toMatchObject({ code: 'request.malformed' });
    expect((await harness.get('cases.list', { cookie })).cases).toEqual([]);
  });
});

describe('a new session', () => {
  it('begins its log with everything the case says, and has a link per person', async () => {
    const { id: caseId, sides, people } = await create();
    const detail = await schedule(caseId);
    const [session] = detail.sessions;
    const [event] = harness.written;
    expect(harness.written).toHaveLength(1);
    expect(event).toMatchObject({
      type: 'session.created',
      id: session?.id,
      caseId,
      title: newSession.title,
      kind: newCase.kind,
      organisation: newCase.organisation,
      startsAt: newSession.startsAt,
      sides,
    });
    expect(event?.people.map(({ id: _id, ...person }) => person)).toEqual(
      people.map(({ name, role, languages, side }) => ({
        name,
        role,
        languages,
        ...(side === null && role !== 'interpreter' ? {} : { side }),
      })),
    );
    expect(event?.people.map((person) => Participant.parse(person))).toEqual(event?.people);
    expect(session).toMatchObject({ caseId, startsAt: newSession.startsAt, phase: 'scheduled' });
    expect(
      session?.links.map(({ participant, name, role, state }) => [participant, name, role, state]),
    ).toEqual(event?.people.map(({ id, name, role }) => [id, name, role, 'issued']));
    expect(new Set(session?.links.map(({ url }) => url)).size).toBe(people.length);
    const expiry = Math.floor(harness.clock.now / 1_000) * 1_000 + newSession.linkHours * HOUR;
    expect(session?.links.map(({ expiresAt }) => expiresAt)).toEqual(people.map(() => expiry));
  });

  it('has people and a plenary of its own each time', async () => {
    const { id } = await create();
    await schedule(id);
    await schedule(id);
    const [first, second] = harness.written;
    expect(first?.plenary).not.toBe(second?.plenary);
    const ids = harness.written.flatMap(({ people }) => people.map((person) => person.id));
    expect(new Set(ids).size).toBe(2 * newCase.people.length);
  });

  it('leaves nothing behind when its log cannot be written', async () => {
    const { id } = await create();
    failing = true;
    const { status, json } = await harness.ask('sessions.create', {
      cookie,
      params: { caseId: id },
      body: wished(newSession),
    });
    expect([status, json]).toMatchObject([500, { code: 'server.failed' }]);
    expect((await harness.get('cases.read', { cookie, params: { caseId: id } })).sessions).toEqual([]);
    expect(await harness.db.selectFrom('link').selectAll().execute()).toEqual([]);
    expect(await harness.db.selectFrom('participant').selectAll().execute()).toEqual([]);
  });

  it('is not seen, and has no link, before its log is written', async () => {
    const { id: caseId } = await create();
    const [arrived, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    reached = arrived.resolve;
    hold = goOn.promise;
    const made = schedule(caseId);
    await arrived.promise;
    expect((await harness.get('cases.read', { cookie, params: { caseId } })).sessions).toEqual([]);
    expect(await harness.db.selectFrom('link').selectAll().execute()).toEqual([]);
    goOn.resolve();
    expect((await made).sessions).toHaveLength(1);
  });
});

describe('the list', () => {
  it('has the newest case first, with its people', async () => {
    const first = await create();
    harness.clock.now += 1_000;
    const second = await create();
    const { cases } = await harness.get('cases.list', { cookie });
    expect(cases.map(({ id, people }) => [id, people])).toEqual([
      [second.id, newCase.people.length],
      [first.id, newCase.people.length],
    ]);
  });

  it('has every session that may be today’s somewhere, and all to come, in their order', async () => {
    const { id } = await create();
    const starts = { next: 24, soon: 1, 'a day ago': -25, later: 24 * 40, past: -25.5, now: 0 };
    for (const [title, hours] of Object.entries(starts)) {
      await schedule(id, { ...newSession, title, startsAt: NINE + hours * HOUR });
    }
    const { sessions } = await harness.get('cases.list', { cookie });
    expect(sessions.map(({ title }) => title)).toEqual(['a day ago', 'now', 'soon', 'next', 'later']);
  });

  it('says how far a session is, as its log does', async () => {
    const { id } = await create();
    const { sessions } = await schedule(id);
    const session = SessionId.parse(sessions[0]?.id);
    const phases: unknown[] = [];
    for (const [index, type] of [
      'session.opened',
      'session.adjourned',
      'session.resumed',
      'hand.raised',
    ].entries()) {
      await harness.db
        .insertInto('event')
        .values({
          session_id: session,
          seq: index + 2,
          at: harness.clock.now,
          actor: '{}',
          type,
          body: '{}',
          prev_hash: Buffer.alloc(32),
          hash: Buffer.alloc(32),
        })
        .execute();
      phases.push((await harness.get('cases.read', { cookie, params: { caseId: id } })).sessions[0]?.phase);
    }
    expect(phases).toEqual(['open', 'adjourned', 'open', 'open']);
  });
});

describe('the sample', () => {
  it('is made once, at the first start, with a link per person', async () => {
    const sample = await harness.services.sample();
    expect(sample?.links.map(({ role }) => role)).toEqual([
      'mediator',
      'party',
      'counsel',
      'party',
      'interpreter',
      'recorder',
    ]);
    for (const { url } of sample?.links ?? []) {
      const token = url?.split('#')[1] ?? '';
      expect(await harness.get('join.look', { body: { token } })).toMatchObject({ kind: 'commercial' });
    }
    expect(await harness.services.sample()).toMatchObject({ caseId: sample?.caseId });
    expect((await harness.get('cases.list', { cookie })).cases).toHaveLength(1);
    expect(harness.written).toHaveLength(1);
  });

  describe('whose links ran out', () => {
    const aMonth = 24 * 31 * 3_600_000;

    it('[SERVE-6] has new ones at the next start, which open it', async () => {
      const before = await harness.services.sample();
      harness.clock.now += aMonth;
      const [one, other] = await Promise.all([harness.services.sample(), harness.services.sample()]);
      expect(one?.caseId).toBe(before?.caseId);
      expect(one?.links.map(({ name, state }) => [name, state])).toEqual(
        before?.links.map(({ name }) => [name, 'issued']),
      );
      expect(other?.links.map(({ id }) => id)).toEqual(one?.links.map(({ id }) => id));
      for (const { url } of one?.links ?? []) {
        const token = url?.split('#')[1] ?? '';
        expect(await harness.get('join.look', { body: { token } })).toMatchObject({ kind: 'commercial' });
      }
    });

    it('[SERVE-6] keeps those that still hold', async () => {
      const before = await harness.services.sample();
      harness.clock.now += aMonth / 2;
      expect(await harness.services.sample()).toEqual(before);
    });

    it('[SERVE-6] is given none for whom one was withdrawn', async () => {
      const [link] = (await harness.services.sample())?.links ?? [];
      if (link === undefined) throw new Error('no link');
      await harness.services.links.revoke(link.id);
      harness.clock.now += aMonth;
      const [first, second] = (await harness.services.sample())?.links ?? [];
      expect(first).toMatchObject({ id: link.id, state: 'revoked', url: null });
      expect(second).toMatchObject({ state: 'issued' });
    });

    it('[SERVE-6] while no link of a case of the staff’s own is made anew', async () => {
      await harness.services.sample();
      const { id } = await create();
      await schedule(id);
      harness.clock.now += aMonth;
      await harness.services.sample();
      const [session] = (await harness.services.cases.read(id)).sessions;
      expect(new Set(session?.links.map(({ state }) => state))).toEqual(new Set(['expired']));
    });
  });

  it('is not made where there are cases already', async () => {
    await create();
    expect(await harness.services.sample()).toBeNull();
    expect((await harness.get('cases.list', { cookie })).cases).toHaveLength(1);
  });

  it('is made by the next start when one was cut short', async () => {
    failing = true;
    await expect(harness.services.sample()).rejects.toThrow('the log is away');
    failing = false;
    expect((await harness.services.sample())?.links).toHaveLength(6);
  });

  it('is the same one for servers that start together', async () => {
    const goOn = Promise.withResolvers<void>();
    let waiting = 0;
    hold = goOn.promise;
    reached = () => {
      waiting += 1;
      if (waiting === 2) goOn.resolve();
    };
    const [one, other] = await Promise.all([harness.services.sample(), harness.services.sample()]);
    expect(one?.caseId).toBe(other?.caseId);
    expect(one?.links).toHaveLength(6);
    expect((await harness.get('cases.list', { cookie })).cases).toHaveLength(1);
  });
});
