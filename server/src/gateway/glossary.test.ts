import { type ErrorCode, replyOf } from '@parley/shared/errors';
import type { TermGoal } from '@parley/shared/glossary';
import { TermId } from '@parley/shared/ids';
import { applicant, created, participant } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Guest } from './testing/guest.ts';
import { openHarness } from './testing/harness.ts';

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

let harness: Awaited<ReturnType<typeof openHarness>>;
const guests = new Map<Name, Guest>();
const guest = (name: Name): Guest => {
  const found = guests.get(name);
  if (found === undefined) throw new Error(`${name} is not there`);
  return found;
};
beforeEach(async () => {
  harness = await openHarness(fakeSfu(), Date.now, undefined, undefined, session);
  const mediator = await harness.seat('mediator', null);
  guests.set('mediator', mediator);
  for (const name of names) {
    if (name !== 'mediator') guests.set(name, await harness.seat(name, mediator));
  }
});
afterEach(async () => {
  for (const each of guests.values()) each.close();
  guests.clear();
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
    const wish = { title: 'Apart', participants: [participant('party'), participant('ours')], minutes: null };
    expect(await guest('mediator').ask('caucus.open', wish)).toMatchObject({ ok: true });
    await guest('ours').until(
      'view',
      ({ view }) => view.place.kind === 'room' && view.place.title === 'Apart',
    );
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
