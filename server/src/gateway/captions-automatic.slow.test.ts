import type { ProducerId } from '@parley/shared/ids';
import { created, participant } from '@parley/shared/session/testing';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProvider } from '../captions/testing-provider.ts';
import { capabilities, parametersOf } from '../fuzz/testing/tracks.ts';
import { Company } from './testing/company.ts';
import type { Guest } from './testing/guest.ts';
import { type Harness, openHarness } from './testing/harness.ts';

/** Captions of what is said: from a track at the SFU over a provider to the pages of those who read. */

const names = ['mediator', 'party', 'respondent', 'interpreter'] as const;
type Name = (typeof names)[number];

const done = { ok: true, value: {} };

let sfu: FakeSfu;
let provider: FakeProvider;
let harness: Harness;
let company: Company<Name>;

const guest = (name: Name): Guest => company.of(name);
const placeOf = (name: Name) => {
  const place = guest(name).all('view').at(-1)?.view.place;
  if (place?.kind !== 'room') throw new Error(`${name} is in no room`);
  return place;
};
const readBy = (name: Name) =>
  guest(name)
    .all('caption')
    .map(({ line }) => line.text);

async function speaks(name: Name): Promise<ProducerId> {
  const at = guest(name);
  const { epoch } = placeOf(name);
  const reply = await at.ask('media.publish', {
    epoch,
    source: 'microphone',
    rtpParameters: parametersOf('microphone', 1_000 * epoch + names.indexOf(name)),
  });
  if (!reply.ok) throw new Error(reply.error.code);
  await at.ask('microphone.set', { open: true, epoch });
  return reply.value.producer;
}

async function automate(on: boolean): Promise<void> {
  const { room } = placeOf('mediator');
  expect(await guest('mediator').ask('captions.automate', { room, on })).toEqual(done);
}

/** Until the ear has been joined to what is said, and hears this. */
async function sounds(producer: ProducerId, word: string): Promise<void> {
  const isHeard = () =>
    sfu.edges().some((edge) => edge.producer === producer && edge.flows && isEar(edge.listener));
  await expect.poll(isHeard).toBe(true);
  sfu.sound(producer, [Buffer.from(word).toString('base64')]);
  await expect.poll(() => provider.voices.some(({ frames }) => frames.includes(word))).toBe(true);
}
const isEar = (listener: string): boolean => {
  const [host] = [...harness.log.rows.values()];
  return (host ?? []).some((event) => event.type === 'captions.automated' && event.ear === listener);
};

beforeEach(async () => {
  sfu = fakeSfu();
  provider = new FakeProvider();
  harness = await openHarness(sfu, Date.now, undefined, undefined, created, undefined, provider);
  company = await Company.seated(harness, names);
  await company.joinMedia();
  for (const name of names) await guest(name).ask('captions.choose', { language: 'zh' });
});
afterEach(() => harness.close());

describe('automatic captions', () => {
  test('[CAP-11] [CAP-13] [CAP-14] what is said is told to those who read its language, by whose it is', async () => {
    await automate(true);
    for (const name of names) {
      await guest(name).until('view', ({ view }) => view.captions?.automatic === true);
    }
    const voice = await speaks('party');
    await sounds(voice, 'tone');
    expect(provider.last.language).toBe('zh');
    provider.last.tell({ text: '我们', done: false, saidAt: null });
    provider.last.tell({ text: '我们付了款。', done: true, saidAt: null });
    await guest('respondent').until('caption', ({ line }) => line.done);
    await company.caughtUp();
    const line = { by: participant('party'), language: 'zh' };
    expect(
      guest('respondent')
        .all('caption')
        .map(({ line: told }) => told),
    ).toMatchObject([
      { ...line, text: '我们', done: false },
      { ...line, text: '我们付了款。', done: true },
    ]);
    expect(readBy('mediator')).toEqual(readBy('party'));
    expect(harness.logged.join('\n')).not.toContain('我们');
    expect(JSON.stringify([...harness.log.rows.values()])).not.toContain('我们');
  });

  test('[CAP-13] whoever has gone elsewhere is written along there no more, and what comes late is told to nobody', async () => {
    await automate(true);
    const voice = await speaks('party');
    await sounds(voice, 'tone');
    const before = provider.last;
    before.tell({ text: '还有', done: false, saidAt: null });
    await company.apart(['party']);
    expect(before.open).toBe(false);
    before.tell({ text: '还有一个秘密。', done: true, saidAt: null });
    await company.caughtUp();
    for (const name of names) expect(readBy(name)).not.toContain('还有一个秘密。');
    // The caucus is not written along, though the plenary still is.
    const apart = await speaks('party');
    await company.caughtUp();
    expect(sfu.edges().some((edge) => edge.producer === apart && isEar(edge.listener))).toBe(false);
    sfu.sound(apart, [Buffer.from('whisper').toString('base64')]);
    await company.caughtUp();
    expect(provider.voices.flatMap(({ frames }) => frames)).not.toContain('whisper');
    expect(guest('party').all('view').at(-1)?.view.captions?.automatic).toBe(false);
  });

  test('[CAP-17] what was said before somebody came is not read by them, however late it is understood', async () => {
    await automate(true);
    const voice = await speaks('party');
    await sounds(voice, 'our floor');
    const before = provider.last;
    const counsel = await harness.seat('counsel', guest('mediator'));
    await counsel.ask('captions.choose', { language: 'zh' });
    before.tell({ text: '底价三十五万。', done: true, saidAt: null });
    await guest('respondent').until('caption', ({ line }) => line.text === '底价三十五万。');
    await sounds(voice, 'and now');
    expect(provider.last).not.toBe(before);
    expect(before.frames).toEqual(['our floor']);
    provider.last.tell({ text: '现在继续。', done: true, saidAt: null });
    await counsel.until('caption', ({ line }) => line.text === '现在继续。');
    expect(counsel.all('caption').map(({ line }) => line.text)).toEqual(['现在继续。']);
    counsel.close();
  });

  test('[CAP-17] nor found by them in what is kept of a private room', async () => {
    await company.apart(['mediator', 'party']);
    const { room } = placeOf('party');
    await automate(true);
    await guest('mediator').ask('transcripts.keep', { kept: true });
    const rules = { entry: 'admit', absence: 'not-here' } as const;
    await guest('mediator').ask('house-rules.set', rules);
    const voice = await speaks('party');
    await sounds(voice, 'our floor');
    const counsel = await harness.seat('counsel', guest('mediator'));
    const move = { participants: [participant('counsel')], to: room };
    expect(await guest('mediator').ask('people.move', move)).toEqual(done);
    const entry = { participant: participant('counsel'), epoch: guest('party').epoch };
    expect(await guest('party').ask('entry.admit', entry)).toEqual(done);
    await counsel.until('view', ({ view: { place } }) => place.kind === 'room' && place.room === room);
    provider.last.tell({ text: '底价三十五万。', done: true, saidAt: null });
    await guest('party').until('caption', ({ line }) => line.done);
    const read = async (at: Guest) => {
      const reply = await at.ask('transcript.read', { epoch: at.epoch, before: null });
      return reply.ok ? reply.value.lines.map(({ text }) => text) : reply.error.code;
    };
    expect([await read(counsel), await read(guest('party'))]).toEqual([[], ['底价三十五万。']]);
    counsel.close();
  });

  test('[CAP-20] what two people said stands in the order in which they said it, not in that in which it was understood', async () => {
    await automate(true);
    await guest('mediator').ask('transcripts.keep', { kept: true });
    const began = Date.now();
    await sounds(await speaks('party'), 'first');
    const first = provider.last;
    await sounds(await speaks('respondent'), 'second');
    const second = provider.last;
    expect(second).not.toBe(first);
    second.tell({ text: 'We never got it.', done: true, saidAt: began - 1_000 });
    first.tell({ text: '我们付了款。', done: true, saidAt: began - 3_000 });
    first.tell({ text: '就这样。', done: true, saidAt: null });
    await guest('mediator').until('caption', ({ line }) => line.text === '就这样。');
    const reply = await guest('party').ask('transcript.read', { epoch: guest('party').epoch, before: null });
    if (!reply.ok) throw new Error(reply.error.code);
    expect(reply.value.lines.map(({ text }) => text)).toEqual([
      '我们付了款。',
      'We never got it.',
      '就这样。',
    ]);
    expect(reply.value.lines.map(({ at }) => at).slice(0, 2)).toEqual([began - 3_000, began - 1_000]);
  });

  test('[CAP-17] what is of before is waited for a moment and no longer', async () => {
    await automate(true);
    const voice = await speaks('party');
    await sounds(voice, 'our floor');
    const before = provider.last;
    const counsel = await harness.seat('counsel', guest('mediator'));
    expect(before.open).toBe(true);
    harness.timers.fire();
    expect(before.open).toBe(false);
    before.tell({ text: '底价三十五万。', done: true, saidAt: null });
    await company.caughtUp();
    for (const name of names) expect(readBy(name)).toEqual([]);
    counsel.close();
  });

  test('[CAP-13] what was said into a channel is not told to the room once its interpreter speaks to all of it', async () => {
    await automate(true);
    const voice = await speaks('interpreter');
    const { epoch } = placeOf('interpreter');
    const outlet = { to: 'channel', language: 'zh' } as const;
    await guest('interpreter').ask('interpreter.direct', { epoch, outlet });
    await guest('party').ask('channel.listen', { language: 'zh' });
    await sounds(voice, 'tone');
    const before = provider.last;
    expect(before.language).toBe('zh');
    await guest('interpreter').ask('interpreter.direct', { epoch, outlet: { to: 'room' } });
    expect(before.open).toBe(false);
    before.tell({ text: '只对听中文的人说。', done: true, saidAt: null });
    await company.caughtUp();
    for (const name of names) expect(readBy(name)).toEqual([]);
  });

  test('[CAP-12] the booth is not written along; a channel is, in its language, for who may hear it', async () => {
    await automate(true);
    const voice = await speaks('interpreter');
    const { epoch } = placeOf('interpreter');
    await guest('interpreter').ask('interpreter.direct', { epoch, outlet: { to: 'booth' } });
    await company.caughtUp();
    await expect
      .poll(() => sfu.edges().some((edge) => edge.producer === voice && isEar(edge.listener)))
      .toBe(false);
    const outlet = { to: 'channel', language: 'en' } as const;
    await guest('interpreter').ask('interpreter.direct', { epoch, outlet });
    await guest('party').ask('captions.choose', { language: 'en' });
    await guest('respondent').ask('captions.choose', { language: 'en' });
    await guest('respondent').ask('channel.listen', { language: 'en' });
    await sounds(voice, 'tone');
    expect(provider.last.language).toBe('en');
    provider.last.tell({ text: 'We paid.', done: true, saidAt: null });
    await guest('respondent').until('caption', ({ line }) => line.text === 'We paid.');
    await company.caughtUp();
    expect(readBy('party')).not.toContain('We paid.');
    await guest('interpreter').ask('interpreter.direct', { epoch, outlet: { to: 'booth' } });
    expect(provider.last.open).toBe(false);
    provider.last.tell({ text: 'Between us.', done: true, saidAt: null });
    await company.caughtUp();
    for (const name of names) expect(readBy(name)).not.toContain('Between us.');
  });

  test('[CAP-12] switched off, the ear is gone and nothing more is told', async () => {
    await automate(true);
    const voice = await speaks('party');
    await sounds(voice, 'tone');
    await automate(false);
    expect(provider.last.open).toBe(false);
    await expect.poll(() => sfu.edges().some((edge) => isEar(edge.listener))).toBe(false);
    provider.last.tell({ text: '晚了。', done: true, saidAt: null });
    sfu.sound(voice, [Buffer.from('late').toString('base64')]);
    await company.caughtUp();
    expect(provider.last.frames).toEqual(['tone']);
    expect(readBy('respondent')).toEqual([]);
  });

  test('[CAP-19] that they have stopped is told in their room, and byte for byte nothing of it elsewhere', async () => {
    await company.apart(['party']);
    await automate(true);
    await sounds(await speaks('respondent'), 'tone');
    await company.caughtUp();
    const before = guest('party').told.length;
    const stalled = (name: Name) => guest(name).all('view').at(-1)?.view.captions?.stalled;
    for (const does of [false, true]) {
      provider.last.answers(does);
      harness.timers.fire();
      await guest('respondent').until('view', ({ view }) => view.captions?.stalled === !does);
      await company.caughtUp();
      expect([stalled('mediator'), stalled('party')]).toEqual([!does, false]);
    }
    expect(guest('party').told).toHaveLength(before);
  });

  test('[CAP-12] an ear that the SFU has lost is opened again', async () => {
    await automate(true);
    const voice = await speaks('party');
    await sounds(voice, 'tone');
    const ear = sfu.edges().find((edge) => isEar(edge.listener));
    expect(ear).toBeDefined();
    sfu.loseWorker(created.id);
    await guest('party').until('media.lost', () => true);
    await guest('party').ask('media.join', { rtpCapabilities: capabilities });
    await sounds(await speaks('party'), 'again');
  });

  test('[CAP-16] nobody but who conducts switches it on, and where there is no provider nobody does', async () => {
    const { room } = placeOf('party');
    expect(await guest('party').ask('captions.automate', { room, on: true })).toMatchObject({
      error: { code: 'role.not-allowed' },
    });
    expect(guest('mediator').all('view').at(-1)?.view.captions?.mayAutomate).toBe(true);
    const without = await openHarness(fakeSfu());
    const mediator = await without.seat('mediator', null);
    const place = mediator.all('view').at(-1)?.view.place;
    if (place?.kind !== 'room') throw new Error('in no room');
    expect(await mediator.ask('captions.automate', { room: place.room, on: true })).toMatchObject({
      error: { code: 'captions.unavailable' },
    });
    expect(mediator.all('view').at(-1)?.view.captions?.mayAutomate).toBe(false);
    await without.close();
  });
});
