import { Refusal } from '@parley/shared/errors';
import { CaptionId } from '@parley/shared/ids';
import { participant } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Company } from './testing/company.ts';
import type { Guest } from './testing/guest.ts';
import { type Harness, openHarness } from './testing/harness.ts';

/** Captions from the page where they are typed to those where they are read. */

const names = ['mediator', 'party', 'counsel', 'respondent', 'recorder'] as const;
type Name = (typeof names)[number];

const done = { ok: true, value: {} };
const SAID = 'We go on tomorrow.';
const id = (name: string) => CaptionId.parse(name.padEnd(8, '_'));

let now = 1_000_000;
let harness: Harness;
let company: Company<Name>;

const guest = (name: Name): Guest => company.of(name);
const captionsTo = (name: Name) =>
  guest(name)
    .all('caption')
    .map(({ line }) => line);

const write = (
  name: Name,
  text: string,
  over: { line?: string; done?: boolean; epoch?: number; language?: string } = {},
) =>
  guest(name).ask('caption.write', {
    epoch: over.epoch ?? guest(name).epoch,
    id: id(over.line ?? 'line'),
    language: over.language ?? 'en',
    text,
    done: over.done ?? true,
  });

async function reads(name: Name, language: string | null): Promise<void> {
  expect(await guest(name).ask('captions.choose', { language })).toEqual(done);
}

/** They stand in a caucus together, the mediator outside. */
const apart = (...inside: readonly Name[]) => company.apart(inside, inside);

/** Everything that was sent to them before has come. */
const caughtUp = (name: Name) => guest(name).ask('media.capabilities', {});

beforeEach(async () => {
  now = 1_000_000;
  harness = await openHarness(fakeSfu(), () => now);
  company = await Company.seated(harness, names);
});
afterEach(() => harness.close());

describe('captions', () => {
  test('[CAP-2] are told as they are typed to those in the room who read their language', async () => {
    await reads('party', 'en');
    await reads('respondent', 'en');
    await reads('counsel', 'zh');
    await apart('party', 'counsel', 'recorder');
    const outside = guest('respondent').told.length;
    expect(await write('recorder', 'We go', { done: false })).toEqual(done);
    expect(await write('recorder', SAID)).toEqual(done);
    await Promise.all(names.map(caughtUp));
    const line = { id: id('line'), by: participant('recorder'), language: 'en' };
    expect(captionsTo('party')).toEqual([
      { ...line, text: 'We go', done: false },
      { ...line, text: SAID, done: true },
    ]);
    for (const name of ['mediator', 'counsel', 'respondent', 'recorder'] as const) {
      expect([name, captionsTo(name)]).toEqual([name, []]);
    }
    expect(guest('respondent').told).toHaveLength(outside);
  });

  test('[CAP-2] whoever comes in the middle of a line is told none of it', async () => {
    await reads('party', 'en');
    await reads('counsel', 'en');
    await apart('party', 'recorder');
    await write('recorder', 'Between', { done: false });
    await guest('mediator').ask('house-rules.set', { entry: 'announce', absence: 'not-here' });
    const room = guest('party').all('view').at(-1)?.view.place;
    if (room?.kind !== 'room') throw new Error('in no room');
    await guest('mediator').ask('people.move', { participants: [participant('counsel')], to: room.room });
    now += 3_000;
    harness.timers.fire();
    await guest('counsel').until(
      'view',
      ({ view }) => view.place.kind === 'room' && view.place.title === 'Apart',
    );
    await write('recorder', 'Between us.');
    await write('recorder', 'Welcome.', { line: 'next' });
    await Promise.all([caughtUp('party'), caughtUp('counsel')]);
    expect(captionsTo('party').map(({ text }) => text)).toEqual(['Between', 'Between us.', 'Welcome.']);
    expect(captionsTo('counsel').map(({ text }) => text)).toEqual(['Welcome.']);
  });

  test('[CAP-4] typed for the room of before are denied and told nowhere', async () => {
    await reads('party', 'en');
    await reads('respondent', 'en');
    const { epoch } = guest('recorder');
    await write('recorder', 'We', { done: false });
    await apart('recorder', 'party');
    expect(await write('recorder', SAID, { epoch })).toMatchObject({ error: { code: 'epoch.stale' } });
    await Promise.all([caughtUp('party'), caughtUp('respondent')]);
    expect(captionsTo('party').some(({ text }) => text === SAID)).toBe(false);
    expect(captionsTo('respondent').some(({ text }) => text === SAID)).toBe(false);
  });

  test('[CAP-1] are typed by nobody else', async () => {
    await reads('party', 'en');
    expect(await write('counsel', SAID)).toMatchObject({ error: { code: 'captions.not-yours' } });
    const named = { participant: participant('counsel'), named: true };
    expect(await guest('party').ask('captioner.name', named)).toMatchObject({
      error: { code: 'role.not-allowed' },
    });
    expect(await guest('mediator').ask('captioner.name', named)).toEqual(done);
    expect(await write('counsel', SAID)).toEqual(done);
    await caughtUp('party');
    expect(captionsTo('party').map(({ text }) => text)).toEqual([SAID]);
  });

  test('[CAP-5] that are not kept are in no row and no log', async () => {
    await reads('party', 'en');
    await write('recorder', SAID, { done: false });
    await write('recorder', SAID);
    await caughtUp('party');
    expect(captionsTo('party')).toHaveLength(2);
    expect(JSON.stringify([...harness.log.rows.values()])).not.toContain(SAID);
    expect(harness.logged.join('\n')).not.toContain(SAID);
    expect(
      await guest('party').ask('transcript.read', { epoch: guest('party').epoch, before: null }),
    ).toEqual({
      ok: true,
      value: { lines: [], more: false },
    });
  });

  test('[CAP-6] that are kept are found by those who were there, and are in no log', async () => {
    await guest('mediator').ask('transcripts.keep', { kept: true });
    await apart('party', 'recorder');
    await write('recorder', 'We go', { done: false });
    await write('recorder', SAID);
    const find = async (name: Name) => {
      const reply = await guest(name).ask('transcript.read', { epoch: guest(name).epoch, before: null });
      return reply.ok ? reply.value.lines : null;
    };
    const found = await find('party');
    expect(found).toMatchObject([{ text: SAID, by: participant('recorder'), name: 'Gao', language: 'en' }]);
    // Nothing in it counts what happens elsewhere: no number of the session, nor of the stay of who wrote it.
    expect(Object.keys(found?.[0] ?? {}).toSorted()).toEqual(['at', 'by', 'id', 'language', 'name', 'text']);
    expect(await find('respondent')).toEqual([]);
    expect(await find('mediator')).toEqual([]);
    const { epoch } = guest('party');
    expect(await guest('party').ask('transcript.read', { epoch: epoch - 1, before: null })).toMatchObject({
      error: { code: 'epoch.stale' },
    });
    expect(harness.logged.join('\n')).not.toContain(SAID);
  });

  test('[CAP-8] a line is kept once however often it is sent, and told once', async () => {
    await guest('mediator').ask('transcripts.keep', { kept: true });
    await reads('party', 'en');
    const twice = await Promise.all([write('recorder', SAID), write('recorder', SAID)]);
    expect([...twice, await write('recorder', SAID)]).toEqual([done, done, done]);
    await caughtUp('party');
    expect(captionsTo('party')).toHaveLength(1);
    const kept = [...harness.log.rows.values()].flat().filter(({ type }) => type === 'caption.said');
    expect(kept).toHaveLength(1);
  });

  test('[CAP-8] what could not be stored is told to nobody, and may be sent again', async () => {
    await guest('mediator').ask('transcripts.keep', { kept: true });
    await reads('party', 'en');

    harness.log.beforeKeep = () => Promise.reject(new Refusal('store.unavailable'));
    expect(await write('recorder', SAID)).toMatchObject({ error: { code: 'store.unavailable' } });
    await caughtUp('party');
    expect(captionsTo('party')).toEqual([]);
    harness.log.beforeKeep = () => Promise.resolve();
    expect(await write('recorder', SAID)).toEqual(done);
    await caughtUp('party');
    expect(captionsTo('party')).toHaveLength(1);
  });

  test('[CAP-8] whoever sends faster than anybody types is refused, and nobody else', async () => {
    const guestOf = { participant: participant('counsel'), named: true };
    await guest('mediator').ask('captioner.name', guestOf);
    await reads('party', 'en');
    const replies = [];
    for (let count = 0; count < 20; count += 1) {
      replies.push(await write('recorder', `Fast ${count}`, { done: false }));
    }
    expect(replies.filter(({ ok }) => ok)).toHaveLength(15);
    expect(replies.at(-1)).toMatchObject({ error: { code: 'request.too-many' } });
    expect(await write('counsel', SAID)).toEqual(done);
    now += 1_000;
    expect(await write('recorder', SAID)).toEqual(done);
  });
});
