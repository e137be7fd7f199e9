import { type ErrorCode, Refusal, replyOf } from '@parley/shared/errors';
import type { TermGoal } from '@parley/shared/glossary';
import { TermId } from '@parley/shared/ids';
import { applicant, created, participant } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutcomeUnknown } from '../store/event-log.ts';
import { Company } from './testing/company.ts';
import type { Guest } from './testing/guest.ts';
import { type Harness, openHarness } from './testing/harness.ts';

/** The terms of the case, as people in its session come to them. */

const session = {
  ...created,
  people: [
    ...created.people,
    {
      id: participant('ours'),
      name: 'Fan',
      languages: ['zh', 'en'],
      role: 'interpreter' as const,
      side: applicant,
    },
  ],
};
const names = ['mediator', 'party', 'observer', 'recorder', 'interpreter', 'ours'] as const;
type Name = (typeof names)[number];

let harness: Harness;
let company: Company<Name>;
const guest = (name: Name): Guest => company.of(name);
beforeEach(async () => {
  harness = await openHarness(fakeSfu(), Date.now, undefined, undefined, session);
  company = await Company.seated(harness, names);
});
afterEach(async () => {
  company.close();
  await harness.close();
});

const refusal = (code: ErrorCode) => ({ ok: false, error: replyOf(code) });
const done = { ok: true, value: {} };
const floor = TermId.parse('term-floor-price');
const keep = (name: Name, id = floor) =>
  guest(name).ask('term.keep', { id, texts: { en: 'floor price', zh: '底价' }, note: '' });
const put = (name: Name, to: TermGoal, term = floor) => guest(name).ask('term.put', { term, to });

async function terms(name: Name): Promise<readonly (readonly [string | undefined, string])[]> {
  const reply = await guest(name).ask('glossary.read', {});
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value.terms.map(({ texts, standing }) => [texts['en'], standing] as const);
}

/** What each number of suggestions somebody was told, in its order. */
const counts = (name: Name) =>
  guest(name)
    .all('suggestions')
    .map(({ waiting }) => waiting);
/** Whoever conducts, here and on the way, is told the number that stands now. */
const told = (name: Name, waiting: number) =>
  guest(name).until('suggestions', () => counts(name).at(-1) === waiting);

describe('that somebody suggests a term', () => {
  const others = ['party', 'observer', 'recorder', 'interpreter', 'ours'] as const;

  test('[TERM-6] is told to who conducts, as a number and nothing else', async () => {
    await told('mediator', 0);
    await keep('ours');
    await put('ours', 'suggested');
    await told('mediator', 1);
    const second = TermId.parse('term-second');
    await keep('interpreter', second);
    await put('interpreter', 'suggested', second);
    await told('mediator', 2);
    await put('mediator', 'case');
    await told('mediator', 1);
    await put('interpreter', 'gone', second);
    await told('mediator', 0);
    const said = guest('mediator').told.filter(({ name }) => name === 'suggestions');
    expect(said.map(({ notice }) => notice)).toEqual([0, 1, 2, 1, 0].map((waiting) => ({ waiting })));
  });

  test('[TERM-7] is told to nobody else, its writer included, whatever becomes of it', async () => {
    await told('mediator', 0);
    await company.caughtUp();
    const before = others.map((name) => [name, guest(name).told.length]);
    await keep('ours');
    await put('ours', 'suggested');
    await told('mediator', 1);
    await put('mediator', 'own');
    await told('mediator', 0);
    await put('ours', 'suggested');
    await put('mediator', 'case');
    await company.caughtUp();
    expect(others.map((name) => [name, guest(name).told.length])).toEqual(before);
    expect(others.flatMap(counts)).toEqual([]);
  });

  test('[TERM-7] is told to nobody at all while it is only kept, or refused', async () => {
    await told('mediator', 0);
    await keep('ours');
    await put('interpreter', 'suggested');
    await put('mediator', 'case');
    await put('ours', 'gone');
    await company.caughtUp();
    expect(counts('mediator')).toEqual([0]);
  });

  test('[TERM-7] is not told to a co-mediator who is outside, and told once they are in', async () => {
    const second = harness.open('second');
    await second.connected();
    await keep('ours');
    await put('ours', 'suggested');
    await told('mediator', 1);
    await second.ask('media.capabilities', {});
    expect(second.all('suggestions')).toEqual([]);
    await second.ask('session.enter', {});
    await second.until('suggestions', ({ waiting }) => waiting === 1);
    await second.ask('session.leave', {});
    await put('ours', 'own');
    await told('mediator', 0);
    await second.ask('media.capabilities', {});
    expect(second.all('suggestions')).toEqual([{ waiting: 1 }]);
    await second.ask('session.enter', {});
    await second.until('suggestions', ({ waiting }) => waiting === 0);
    second.close();
  });

  test('[TERM-8] is told again to a line that comes back', async () => {
    await keep('ours');
    await put('ours', 'suggested');
    await told('mediator', 1);
    guest('mediator').close();
    const back = harness.open('mediator');
    company.takes('mediator', back);
    await told('mediator', 1);
    expect(counts('mediator')).toEqual([1]);
  });

  test('[TERM-8] is told again when the session is given up and read anew from what is stored', async () => {
    await keep('ours');
    await put('ours', 'suggested');
    await told('mediator', 1);
    const { log, registry } = harness;
    const before = await registry.get(session.id);
    log.beforeKeep = () => Promise.reject(new OutcomeUnknown());
    log.beforeHead = () => Promise.reject(new Refusal('store.unavailable'));
    const asked = guest('mediator').ask('session.lock', { locked: true });
    await expect(asked).rejects.toThrow('disconnected');
    log.beforeKeep = async () => undefined;
    const back = harness.open('mediator');
    company.takes('mediator', back);
    await told('mediator', 1);
    expect(await registry.get(session.id)).not.toBe(before);
  });
});

describe('the terms of the case in a session', () => {
  test('[TERM-2] are for those who interpret or conduct, and for nobody else', async () => {
    for (const name of ['party', 'observer', 'recorder'] as const) {
      expect(await guest(name).ask('glossary.read', {})).toEqual(refusal('role.not-allowed'));
      expect(await keep(name)).toEqual(refusal('role.not-allowed'));
    }
    expect([await terms('mediator'), await terms('interpreter')]).toEqual([[], []]);
    const outside = harness.open('counsel');
    await outside.connected();
    expect(await outside.ask('glossary.read', {})).toEqual(refusal('role.not-allowed'));
    outside.close();
  });

  test('[TERM-3] what an interpreter writes down in a caucus stays with them until they suggest it and it is taken', async () => {
    await company.apart(['party', 'ours']);
    const told = guest('interpreter').told.length;
    expect(await keep('ours')).toEqual(done);
    expect(await terms('ours')).toEqual([['floor price', 'own']]);
    expect([await terms('mediator'), await terms('interpreter')]).toEqual([[], []]);
    for (const name of ['mediator', 'interpreter'] as const) {
      expect(await put(name, 'case')).toEqual(refusal('term.unknown'));
      expect(await put(name, 'case', TermId.parse('no-such-term'))).toEqual(refusal('term.unknown'));
    }
    expect(await put('party', 'case')).toEqual(refusal('role.not-allowed'));
    expect(await put('ours', 'suggested')).toEqual(done);
    expect(await terms('mediator')).toEqual([['floor price', 'suggested']]);
    expect(await terms('interpreter')).toEqual([]);
    expect(await put('interpreter', 'case')).toEqual(refusal('term.unknown'));
    expect(await put('ours', 'case')).toEqual(refusal('role.not-allowed'));
    expect(await put('mediator', 'case')).toEqual(done);
    const reply = await guest('interpreter').ask('glossary.read', {});
    expect(reply).toMatchObject({ value: { terms: [{ standing: 'case', by: null, mine: false }] } });
    expect(await put('ours', 'gone')).toEqual(refusal('role.not-allowed'));
    expect(guest('interpreter').told).toHaveLength(told);
  });

  test('[TERM-3] given back it is its writer’s alone again, who may throw it away', async () => {
    await keep('ours');
    await keep('ours');
    await put('ours', 'suggested');
    expect(await put('mediator', 'gone')).toEqual(refusal('role.not-allowed'));
    expect(await put('mediator', 'own')).toEqual(done);
    expect([await terms('mediator'), await terms('ours')]).toEqual([[], [['floor price', 'own']]]);
    expect(await put('ours', 'gone')).toEqual(done);
    expect(await terms('ours')).toEqual([]);
  });

  test('[TERM-1] a term has at least one text, in a language, of 200 characters at most', async () => {
    const ask = (texts: Record<string, string>, note = '') =>
      guest('ours').ask('term.keep', { id: floor, texts, note });
    for (const texts of [{}, { en: '' }, { en: 'x'.repeat(201) }, { English: 'x' }]) {
      expect(await ask(texts)).toEqual(refusal('request.malformed'));
    }
    expect(await ask({ en: 'x' }, 'x'.repeat(301))).toEqual(refusal('request.malformed'));
    expect(await ask({ en: 'x'.repeat(200) }, 'x'.repeat(300))).toEqual(done);
  });
});
