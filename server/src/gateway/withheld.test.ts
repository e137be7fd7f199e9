import { type ErrorCode, replyOf } from '@parley/shared/errors';
import { ConsumerId, type PeerId } from '@parley/shared/ids';
import { created, participant } from '@parley/shared/session/testing';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parametersOf } from '../fuzz/testing/tracks.ts';
import { Company } from './testing/company.ts';
import type { Guest } from './testing/guest.ts';
import { type Harness, openHarness } from './testing/harness.ts';

/**
 * The moment between a decision about who hears an interpreter and its coming true at the SFU: tracks stand there that
 * are not for their receiver, whether they were told of them or not.
 */

const names = ['mediator', 'party', 'interpreter'] as const;
type Name = (typeof names)[number];

let sfu: FakeSfu;
/** The SFU does not hear of a new audience before this is over. */
let follows: Promise<void>;
let harness: Harness;
let company: Company<Name>;
let peers: ReadonlyMap<Name, PeerId>;

const refusal = (code: ErrorCode) => ({ ok: false, error: replyOf(code) });
const done = { ok: true, value: {} };
const guest = (name: Name): Guest => company.of(name);
const peerOf = (name: Name): PeerId => {
  const peer = peers.get(name);
  if (peer === undefined) throw new Error(`${name} has no media`);
  return peer;
};

/** The interpreter's voice goes where it says from now on; at the SFU not before `follow` is called. */
async function directs(
  ...languages: readonly ('en' | 'zh' | null)[]
): Promise<{ readonly follow: () => void }> {
  const held = Promise.withResolvers<void>();
  follows = held.promise;
  for (const language of languages) {
    const outlet = language === null ? ({ to: 'room' } as const) : ({ to: 'channel', language } as const);
    const wish = { epoch: guest('interpreter').epoch, outlet };
    expect(await guest('interpreter').ask('interpreter.direct', wish)).toEqual(done);
  }
  return { follow: () => held.resolve() };
}

async function speaks(): Promise<void> {
  const { epoch } = guest('interpreter');
  await guest('interpreter').ask('microphone.set', { open: true, epoch });
  const rtpParameters = parametersOf('microphone', 1);
  const wish = { epoch, source: 'microphone', rtpParameters } as const;
  expect(await guest('interpreter').ask('media.publish', wish)).toMatchObject({ ok: true });
}

/** The track of the interpreter that the party is told of. */
const offered = async (): Promise<ConsumerId> =>
  (await guest('party').until('consumer.opened', () => true)).options.consumer;

/** The SFU joins the party to the interpreter, of which the server hears once they are not to be heard by it. */
function joinsLate(): ConsumerId {
  const producer = guest('interpreter').all('view').at(-1)?.view.me.sources[0]?.id;
  if (producer === undefined) throw new Error('the interpreter sends nothing');
  const consumer = ConsumerId.parse('opened-too-late');
  const { codecs, encodings } = parametersOf('microphone', 1);
  const rtpParameters = { codecs, encodings };
  const options = { consumer, producer, source: 'microphone', kind: 'audio', rtpParameters } as const;
  sfu.say({ type: 'consumer.opened', session: created.id, peer: peerOf('party'), options });
  return consumer;
}

/** The party's line breaks and comes back. */
async function blinks(): Promise<Guest> {
  guest('party').close();
  await guest('mediator').until('view', ({ view }) =>
    view.people.some(({ participant: { id }, line }) => id === participant('party') && line === 'lost'),
  );
  const back = harness.open('party');
  company.takes('party', back);
  await back.connected();
  return back;
}

/** Whether anything they were told names it. In order on the line: whatever was sent before is there by then. */
const knowsOf = async (at: Guest, consumer: ConsumerId): Promise<boolean> => {
  await at.ask('media.capabilities', {});
  return JSON.stringify(at.told).includes(consumer);
};

beforeEach(async () => {
  follows = Promise.resolve();
  sfu = fakeSfu();
  harness = await openHarness({
    ...sfu,
    applyAudience: async (audience) => {
      await follows;
      return sfu.applyAudience(audience);
    },
  });
  company = await Company.seated(harness, names);
  peers = await company.joinMedia();
});
afterEach(async () => {
  company.close();
  await harness.close();
});

describe('a track that its receiver was never told of', () => {
  test('[INT-30] its end is not told either', async () => {
    await speaks();
    await directs('en').then(({ follow }) => follow());
    const consumer = joinsLate();
    sfu.say({ type: 'consumer.closed', session: created.id, peer: peerOf('party'), consumer });
    expect(await knowsOf(guest('party'), consumer)).toBe(false);
  });

  test('[INT-30] nor that it stands, to a line that comes back', async () => {
    await speaks();
    await directs('en').then(({ follow }) => follow());
    const consumer = joinsLate();
    const back = await blinks();
    await back.until('consumers.now', () => true);
    expect(await knowsOf(back, consumer)).toBe(false);
  });

  test('[INT-30] and who asks for it is answered as if there were none', async () => {
    await speaks();
    await directs('en').then(({ follow }) => follow());
    const consumer = joinsLate();
    expect(await guest('party').ask('media.ready', { consumer })).toEqual(refusal('media.unknown'));
    expect(await guest('party').ask('media.prefer', { consumer, spatial: 0 })).toEqual(
      refusal('media.unknown'),
    );
  });

  test('[INT-30] nor how it comes', async () => {
    await speaks();
    await directs('en').then(({ follow }) => follow());
    const consumer = joinsLate();
    sfu.say({ type: 'consumer.layer', session: created.id, peer: peerOf('party'), consumer, spatial: 1 });
    expect(await knowsOf(guest('party'), consumer)).toBe(false);
  });

  test('[MEDIA-2] it is offered once it is theirs', async () => {
    await speaks();
    await directs('en').then(({ follow }) => follow());
    const consumer = joinsLate();
    await guest('party').ask('channel.listen', { language: 'en' });
    const { owner } = await guest('party').until(
      'consumer.opened',
      ({ options }) => options.consumer === consumer,
    );
    expect(owner).toBe(participant('interpreter'));
  });
});

describe('a track that its receiver was told of, and that is not for them any more', () => {
  test('[INT-4] it cannot be asked to flow, though it stands at the SFU', async () => {
    await speaks();
    const consumer = await offered();
    const { follow } = await directs('en');
    expect(sfu.edges().map((edge) => edge.consumer)).toContain(consumer);
    expect(await guest('party').ask('media.ready', { consumer })).toEqual(refusal('media.not-now'));
    expect(await guest('party').ask('media.prefer', { consumer, spatial: 0 })).toEqual(
      refusal('media.not-now'),
    );
    expect(sfu.edges().filter(({ flows }) => flows)).toEqual([]);
    follow();
    await guest('party').until('consumer.closed', (closed) => closed.consumer === consumer);
    expect(await guest('party').ask('media.ready', { consumer })).toEqual(refusal('media.unknown'));
  });

  test('[MEDIA-2] it flows when it is asked for again once it is theirs again', async () => {
    await speaks();
    const consumer = await offered();
    const { follow } = await directs('en');
    expect(await guest('party').ask('media.ready', { consumer })).toEqual(refusal('media.not-now'));
    const again = await directs(null);
    expect(await guest('party').ask('media.ready', { consumer })).toEqual(done);
    follow();
    again.follow();
    expect(sfu.edges().find((edge) => edge.consumer === consumer)?.flows).toBe(true);
  });

  test('[INT-30] how it comes is not told, before it is theirs again', async () => {
    await speaks();
    const consumer = await offered();
    const { follow } = await directs('en');
    const comes = (spatial: number): void =>
      sfu.say({ type: 'consumer.layer', session: created.id, peer: peerOf('party'), consumer, spatial });
    comes(1);
    const again = await directs(null);
    comes(2);
    await guest('party').until('consumer.layer', ({ spatial }) => spatial === 2);
    expect(guest('party').all('consumer.layer')).toEqual([{ consumer, spatial: 2 }]);
    follow();
    again.follow();
  });

  test('[INT-30] a line that comes back is told that it stands: its page has it', async () => {
    await speaks();
    const consumer = await offered();
    const { follow } = await directs('en');
    const back = await blinks();
    const { consumers } = await back.until('consumers.now', () => true);
    expect(consumers).toContain(consumer);
    follow();
    await back.until('consumer.closed', (closed) => closed.consumer === consumer);
  });
});
