import { Refusal } from '@parley/shared/errors';
import type { ErrorCode } from '@parley/shared/errors';
import { MAX_OWN_TERMS, MAX_TERMS, type Term, type TermWords } from '@parley/shared/glossary';
import {
  AttemptId,
  CaseId,
  ParticipantId,
  PersonId,
  SessionId,
  SideId,
  StaffId,
  TermId,
} from '@parley/shared/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type TestStore } from '../store/testing.ts';
import { Glossary } from './glossary.ts';

let store: TestStore;
let glossary: Glossary;
let made = 0;
let id: CaseId;
let other: CaseId;
let fan: ParticipantId;
let lu: ParticipantId;
beforeAll(async () => {
  store = await freshDatabase();
  glossary = new Glossary(store.db, () => (made += 1));
});
afterAll(() => store.close());

/** A case in which these two interpret, in a session each. */
beforeEach(async () => {
  [id, other] = await Promise.all([aCase(), aCase()]);
  [fan, lu] = [await interpreter(id, 'Fan'), await interpreter(id, 'Lu')];
});

async function aCase(): Promise<CaseId> {
  made += 1;
  const about = { title: 'A', organisation: 'O', kind: 'people', sample: false, created_by: null } as const;
  const caseId = CaseId.parse(`case-${made}`.padEnd(10, '_'));
  await store.db
    .insertInto('mediation_case')
    .values({ ...about, id: caseId, created_at: made })
    .execute();
  const side = { id: SideId.parse(`side-${caseId}`), case_id: caseId, kind: 'applicant', name: 'S' } as const;
  await store.db
    .insertInto('side')
    .values({ ...side, position: 0 })
    .execute();
  return caseId;
}

async function interpreter(caseId: CaseId, name: string): Promise<ParticipantId> {
  made += 1;
  const person = PersonId.parse(`person-${made}`.padEnd(10, '_'));
  const session = SessionId.parse(`session-${made}`);
  const me = ParticipantId.parse(`participant-${made}`);
  const of = { case_id: caseId } as const;
  await store.db
    .insertInto('person')
    .values({
      ...of,
      id: person,
      position: made,
      name,
      languages: ['zh'],
      role: 'interpreter',
      side_id: null,
    })
    .execute();
  await store.db
    .insertInto('mediation_session')
    .values({ ...of, id: session, title: 'T', starts_at: 1, created_at: 1, created_by: null })
    .execute();
  await store.db
    .insertInto('participant')
    .values({ ...of, id: me, session_id: session, person_id: person })
    .execute();
  return me;
}

const called = (en: string) => ({ texts: { en }, note: '' });
const newId = (): TermId => TermId.parse(`term-${(made += 1)}`.padEnd(10, '_'));
const shown = async (of: Promise<readonly Term[]>) =>
  (await of).map(({ texts, standing }) => [Object.values(texts)[0] ?? '', standing]);
const codeOf = async (work: Promise<unknown>): Promise<ErrorCode | null> =>
  work.then(
    () => null,
    (error: { code?: ErrorCode }) => error.code ?? null,
  );
const letsAll = (): void => undefined;

const clerk = StaffId.parse('clerk-____');
const colleague = StaffId.parse('colleague-');
const newAttempt = (): AttemptId => AttemptId.parse(`attempt-${(made += 1)}`);
/** By the office, at the first attempt. */
const add = (to: CaseId, terms: TermWords[]): Promise<void> =>
  glossary.add(to, { attempt: newAttempt(), part: 0, terms }, clerk);

describe('the terms of a case', () => {
  test('[TERM-1] are added in their order, changed and removed by the office, and are of no other case', async () => {
    const texts = { zh: '质保金', en: 'retention money' };
    await add(id, [{ texts, note: 'not “deposit”' }]);
    await add(id, [called('floor area'), called('snag list')]);
    const [first, second] = await glossary.ofCase(id);
    expect(first).toMatchObject({ texts, note: 'not “deposit”', standing: 'case', mine: false, by: null });
    if (first === undefined || second === undefined) throw new Error('they are not there');
    await glossary.change(id, second.id, called('gross floor area'));
    await glossary.put(id, first.id, 'gone');
    expect(await shown(glossary.ofCase(id))).toEqual([
      ['gross floor area', 'case'],
      ['snag list', 'case'],
    ]);
    expect(await glossary.ofCase(other)).toEqual([]);
    expect(await codeOf(glossary.change(other, second.id, called('x')))).toBe('term.unknown');
    expect(await codeOf(glossary.put(other, second.id, 'gone'))).toBe('term.unknown');
    expect(await codeOf(add(CaseId.parse('no-such-case'), [called('x')]))).toBe('case.unknown');
  });

  test('[ROSTER-11] are added once of each part of an attempt, one after another and at once', async () => {
    const attempt = newAttempt();
    const first = { attempt, part: 0, terms: [called('retention money')] };
    await Promise.all([glossary.add(id, first, clerk), glossary.add(id, first, clerk)]);
    // The answer to the second part was lost, and all of it is asked for again.
    const second = { attempt, part: 1, terms: [called('floor area')] };
    await glossary.add(id, second, clerk);
    for (const part of [first, second]) await glossary.add(id, part, clerk);
    expect(await shown(glossary.ofCase(id))).toEqual([
      ['retention money', 'case'],
      ['floor area', 'case'],
    ]);
  });

  test('[ROSTER-11] are others when another adds them, or to another case, though the attempt is called the same', async () => {
    const wish = { attempt: newAttempt(), part: 0, terms: [called('retention money')] };
    await glossary.add(id, wish, clerk);
    await glossary.add(id, wish, colleague);
    await glossary.add(other, wish, clerk);
    expect(await glossary.ofCase(id)).toHaveLength(2);
    expect(await glossary.ofCase(other)).toHaveLength(1);
  });

  test('[TERM-1] there are 500 at most, and 100 that an interpreter keeps', async () => {
    await add(
      id,
      Array.from({ length: MAX_TERMS - 1 }, (_, index) => called(`t${index}`)),
    );
    expect(await codeOf(add(id, [called('a'), called('b')]))).toBe('glossary.full');
    const adding = await Promise.all([codeOf(add(id, [called('a')])), codeOf(add(id, [called('b')]))]);
    expect(adding.filter((code) => code === 'glossary.full')).toHaveLength(1);
    expect(adding).toContain(null);
    for (let n = 0; n < MAX_OWN_TERMS; n += 1) await glossary.keep(fan, newId(), called(`own ${n}`));
    expect(await codeOf(glossary.keep(fan, newId(), called('one more')))).toBe('glossary.full');
    expect(await codeOf(glossary.keep(lu, newId(), called('hers')))).toBeNull();
  });

  test('[TERM-3] the office sees what is suggested and by whom, and nothing that somebody keeps', async () => {
    const [kept, offered] = [newId(), newId()];
    await glossary.keep(fan, kept, called('floor price'));
    await glossary.keep(fan, offered, called('snag list'));
    await glossary.keep(fan, offered, called('sent again'));
    await glossary.settle(fan, offered, 'suggested', letsAll);
    expect(await glossary.ofCase(id)).toMatchObject([{ id: offered, standing: 'suggested', by: 'Fan' }]);
    expect(await codeOf(glossary.change(id, kept, called('x')))).toBe('term.unknown');
    expect(await codeOf(glossary.put(id, kept, 'case'))).toBe('term.unknown');
    expect(await shown(glossary.of(fan))).toEqual([
      ['floor price', 'own'],
      ['snag list', 'suggested'],
    ]);
    await glossary.put(id, offered, 'case');
    expect(await glossary.of(lu)).toContainEqual(
      expect.objectContaining({ id: offered, standing: 'case', mine: false, by: null }),
    );
    const { person_id } = await store.db
      .selectFrom('term')
      .select('person_id')
      .where('id', '=', offered)
      .executeTakeFirstOrThrow();
    expect(person_id).toBeNull();
  });

  test('[TERM-3] what the policy refuses is not done', async () => {
    const kept = newId();
    await glossary.keep(fan, kept, called('floor price'));
    const asked: unknown[] = [];
    const refuses = (target: object): void => {
      asked.push(target);
      throw new Refusal('role.not-allowed');
    };
    expect(await codeOf(glossary.settle(lu, kept, 'case', refuses))).toBe('role.not-allowed');
    expect(await codeOf(glossary.settle(fan, kept, 'gone', refuses))).toBe('role.not-allowed');
    expect(asked).toEqual([
      { standing: 'own', mine: false },
      { standing: 'own', mine: true },
    ]);
    expect(await shown(glossary.of(fan))).toEqual([['floor price', 'own']]);
    expect(await codeOf(glossary.settle(fan, newId(), 'gone', letsAll))).toBe('term.unknown');
  });
});

describe('how many suggestions wait', () => {
  const sessionOf = async (me: ParticipantId): Promise<SessionId> => {
    const found = store.db.selectFrom('participant').select('session_id').where('id', '=', me);
    return (await found.executeTakeFirstOrThrow()).session_id;
  };
  const suggest = async (by: ParticipantId, term: TermId): Promise<void> => {
    await glossary.keep(by, term, called('floor price'));
    await glossary.settle(by, term, 'suggested', letsAll);
  };

  test('[TERM-8] is one number for every session of the case, and for no other', async () => {
    const elsewhere = await interpreter(other, 'Qi');
    const [mine, next, foreign] = await Promise.all([fan, lu, elsewhere].map(sessionOf));
    if (mine === undefined || next === undefined || foreign === undefined) throw new Error('no session');
    const counts = async () => Promise.all([mine, next, foreign].map((session) => glossary.waiting(session)));
    expect(await counts()).toEqual([0, 0, 0]);
    const [first, second] = [newId(), newId()];
    await suggest(fan, first);
    await suggest(lu, second);
    await glossary.keep(lu, newId(), called('only hers'));
    expect(await counts()).toEqual([2, 2, 0]);
    await glossary.put(id, first, 'case');
    await glossary.settle(lu, second, 'gone', letsAll);
    expect(await counts()).toEqual([0, 0, 0]);
  });

  test('[TERM-8] those who follow a session of the case hear that it may be another, once it is', async () => {
    const elsewhere = await interpreter(other, 'Qi');
    const heard: string[] = [];
    const reads: Promise<void>[] = [];
    const follow = async (name: string, me: ParticipantId): Promise<() => void> => {
      const session = await sessionOf(me);
      const read = async (): Promise<void> => void heard.push(`${name} ${await glossary.waiting(session)}`);
      return glossary.follow(session, () => void reads.push(read()));
    };
    const all = async (): Promise<string[]> => {
      await Promise.all(reads.splice(0));
      return heard.splice(0).toSorted();
    };
    const leave = await follow('mine', fan);
    await follow('next', lu);
    await follow('foreign', elsewhere);
    const term = newId();
    await suggest(fan, term);
    expect(await all()).toEqual(['mine 1', 'next 1']);
    leave();
    await glossary.put(id, term, 'own');
    expect(await all()).toEqual(['next 0']);
    await glossary.keep(fan, newId(), called('for herself'));
    expect(await all()).toEqual([]);
  });
});
