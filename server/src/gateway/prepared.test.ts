import { replyOf } from '@parley/shared/errors';
import type { ConsumerId, PeerId, ProducerId } from '@parley/shared/ids';
import type { Notice } from '@parley/shared/protocol';
import { created, participant } from '@parley/shared/session/testing';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parametersOf } from '../fuzz/testing/tracks.ts';
import { Company } from './testing/company.ts';
import type { Guest } from './testing/guest.ts';
import { type Harness, openHarness } from './testing/harness.ts';

/**
 * What a listener's page has ready for the voices that may become theirs. Xu interprets into English, for Li, and Lu
 * speaks in the booth; Wu listens to nobody.
 */

const names = ['mediator', 'party', 'counsel', 'interpreter', 'partner'] as const;
type Name = (typeof names)[number];
const partner = {
  id: participant('partner'),
  name: 'Lu',
  languages: ['zh', 'en'],
  role: 'interpreter' as const,
  side: null,
};
const english = { to: 'channel', language: 'en' } as const;
const done = { ok: true, value: {} };

let sfu: FakeSfu;
let harness: Harness;
let company: Company<Name>;
let peers: ReadonlyMap<Name, PeerId>;

const guest = (name: Name): Guest => company.of(name);

async function speaks(name: Name): Promise<void> {
  const { epoch } = guest(name);
  await guest(name).ask('microphone.set', { open: true, epoch });
  const rtpParameters = {
    ...parametersOf('microphone', 1 + names.indexOf(name)),
    rtcp: { cname: `browser of ${name}`, reducedSize: true },
    msid: `stream of ${name}`,
  };
  const wish = { epoch, source: 'microphone', rtpParameters } as const;
  await guest(name).ask('media.publish', wish);
}

const direct = (name: Name, outlet: typeof english | { readonly to: 'booth' }) =>
  guest(name).ask('interpreter.direct', { epoch: guest(name).epoch, outlet });

/** In order on the line: whatever was sent before is there by then. */
const upToDate = (name: Name): Promise<unknown> => guest(name).ask('media.capabilities', {});

const prepared = (at: Guest, fits: (notice: Notice<'consumer.prepared'>) => boolean = () => true) =>
  at.until('consumer.prepared', fits);

/** Somebody's voice, as it was opened to the party the last time. */
const openedOf = (name: Name) =>
  guest('party').until('consumer.opened', ({ owner }) => owner === participant(name));

/** What somebody sends, as their own view has it. */
function sourceOf(name: Name): ProducerId {
  const [source] = guest(name).all('view').at(-1)?.view.me.sources ?? [];
  if (source === undefined) throw new Error(`${name} sends nothing`);
  return source.id;
}

const edgeOf = (consumer: ConsumerId) => sfu.edges().find((edge) => edge.consumer === consumer);

beforeEach(async () => {
  sfu = fakeSfu();
  harness = await openHarness(sfu, Date.now, undefined, undefined, {
    ...created,
    people: [...created.people, partner],
  });
  company = await Company.seated(harness, names);
  peers = await company.joinMedia();
  await guest('party').ask('channel.listen', { language: 'en' });
  await direct('interpreter', english);
  await direct('partner', { to: 'booth' });
  await speaks('interpreter');
  await speaks('partner');
});
afterEach(async () => {
  company.close();
  await harness.close();
});

test('[INT-40] whoever listens is prepared for the partner in the booth, and is told nothing of whose it is', async () => {
  const notice = await prepared(guest('party'));
  const { consumer } = notice.options;
  expect(Object.keys(notice.options).sort()).toEqual(['consumer', 'kind', 'rtpParameters']);
  expect(notice.options.rtpParameters.rtcp?.cname).toBe(consumer);
  const text = JSON.stringify(notice);
  for (const name of ['browser', 'stream', participant('partner'), edgeOf(consumer)?.producer ?? '?']) {
    expect(text).not.toContain(name);
  }
  expect(
    guest('party')
      .all('consumer.opened')
      .map(({ owner }) => owner),
  ).not.toContain(participant('partner'));
});

test('[INT-40] whoever listens to no language is prepared for nobody', async () => {
  await prepared(guest('party'));
  await upToDate('counsel');
  expect(guest('counsel').told.filter(({ name }) => name.startsWith('consumer.'))).toEqual([]);
  expect(sfu.edges().filter(({ listener }) => listener === peers.get('counsel'))).toEqual([]);
});

test('[INT-40] nothing flows by it, however it is asked for', async () => {
  const { consumer } = (await prepared(guest('party'))).options;
  expect(await guest('party').ask('media.ready', { consumer })).toEqual(done);
  expect(await guest('party').ask('media.prefer', { consumer, spatial: 2 })).toEqual({
    ok: false,
    error: replyOf('media.not-now'),
  });
  expect(edgeOf(consumer)).toMatchObject({ open: false, flows: false });
  expect(await guest('counsel').ask('media.ready', { consumer })).toEqual({
    ok: false,
    error: replyOf('media.unknown'),
  });
});

test('[INT-19] [INT-40] with «now» the one voice is held back and the other flows, without a word of the listener’s page', async () => {
  const { options: now } = await prepared(guest('party'));
  const { options: old } = await openedOf('interpreter');
  for (const { consumer } of [now, old]) await guest('party').ask('media.ready', { consumer });
  expect([edgeOf(old.consumer)?.flows, edgeOf(now.consumer)?.flows]).toEqual([true, false]);
  const { epoch } = guest('interpreter');
  await guest('interpreter').ask('handover.offer', { epoch, to: participant('partner') });
  const from = participant('interpreter');
  expect(await guest('partner').ask('handover.take', { epoch: guest('partner').epoch, from })).toEqual(done);
  const { options } = await openedOf('partner');
  expect(options.consumer).toBe(now.consumer);
  await prepared(guest('party'), (each) => each.options.consumer === old.consumer);
  await guest('interpreter').until('view', ({ view }) => !view.hearers.includes(participant('party')));
  await expect.poll(() => edgeOf(now.consumer)?.flows).toBe(true);
  expect(edgeOf(old.consumer)).toMatchObject({ open: false, flows: false });
  await upToDate('party');
  expect(guest('party').all('consumer.closed')).toEqual([]);
});

test('[INT-40] whoever goes back to the original has nothing prepared any more', async () => {
  const { consumer } = (await prepared(guest('party'))).options;
  await guest('party').ask('channel.listen', { language: null });
  await guest('party').until('consumer.closed', (closed) => closed.consumer === consumer);
  expect(edgeOf(consumer)).toBeUndefined();
  expect(await guest('party').ask('media.ready', { consumer })).toEqual({
    ok: false,
    error: replyOf('media.unknown'),
  });
});

test('[INT-40] a line that comes back is told what is prepared, and again no more than that', async () => {
  const { consumer } = (await prepared(guest('party'))).options;
  await guest('interpreter').ask('media.unpublish', { producer: sourceOf('interpreter') });
  guest('party').close();
  await guest('mediator').until('view', ({ view }) =>
    view.people.some(({ participant: { id }, line }) => id === participant('party') && line === 'lost'),
  );
  await speaks('interpreter');
  const back = harness.open('party');
  company.takes('party', back);
  await back.connected();
  const { consumers } = await back.until('consumers.now', () => true);
  expect(consumers).toContain(consumer);
  expect(consumers).toHaveLength(2);
  await prepared(back, ({ options }) => options.consumer === consumer);
  await upToDate('party');
  const told = back.told.map(({ name }) => name).filter((name) => name.startsWith('consumer'));
  expect(told.sort()).toEqual(['consumer.opened', 'consumer.prepared', 'consumers.now']);
  expect(back.told.find(({ name }) => name.startsWith('consumer'))?.name).toBe('consumers.now');
  expect(back.all('consumer.opened').map(({ owner }) => owner)).not.toContain(participant('partner'));
});
