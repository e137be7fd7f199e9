import { PeerId, ProducerId, TermId } from '@parley/shared/ids';
import type { CaseDetail } from '@parley/shared/protocol';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Guest } from './gateway/testing/guest.ts';
import type { Serving } from './serve.ts';
import { freshDatabase, type TestStore } from './store/testing.ts';
import { serveForTest } from './testing-serve.ts';

let store: TestStore;
let serving: Serving;
let sfu: FakeSfu;

/** The whole server over a real database; it can be ended and started again over the same one. */
const start = (): Promise<Serving> => {
  sfu = fakeSfu();
  return serveForTest({ store, sfu });
};

beforeAll(async () => {
  store = await freshDatabase();
  serving = await start();
});
afterAll(async () => {
  await serving.close();
  await store.close();
});

async function linksOf(): Promise<CaseDetail['sessions'][number]['links']> {
  const sample = await serving.services.sample();
  return [...(sample?.links ?? [])];
}

let devices = 0;
async function open(role: string): Promise<Guest> {
  const link = (await linksOf()).find((each) => each.role === role && each.url !== null);
  devices += 1;
  const token = link?.url?.split('#')[1];
  const guest = new Guest(serving.url, { token, device: `serve-device-${devices}`, takeOver: true });
  await guest.connected();
  return guest;
}

const place = async (guest: Guest, kind: string): Promise<void> => {
  await guest.until('view', ({ view }) => view.place.kind === kind);
};

describe('the server as a whole', () => {
  test('[SERVE-1] a link that is withdrawn ends its connection at once and opens none any more', async () => {
    const counsel = await open('counsel');
    await counsel.until('view', () => true);
    const link = (await linksOf()).find(({ role }) => role === 'counsel');
    if (link === undefined) throw new Error('no link');
    await serving.services.links.revoke(link.id);
    expect((await counsel.until('dropped', () => true)).code).toBe('link.revoked');
    const again = new Guest(serving.url, {
      token: link.url?.split('#')[1],
      device: 'serve-device-again',
      takeOver: true,
    });
    await expect(again.connected()).rejects.toMatchObject({ code: 'link.revoked' });
    await serving.services.links.reissue(link.id, 1);
    const reissued = await open('counsel');
    await reissued.until('view', () => true);
    for (const guest of [counsel, again, reissued]) guest.close();
  });

  test('[SERVE-2] staff see how far a link has got', async () => {
    const interpreter = await open('interpreter');
    // The first answer on a line comes after the line was opened for good.
    await interpreter.ask('session.enter', {});
    expect((await linksOf()).find(({ role }) => role === 'interpreter')?.state).toBe('joined');
    expect((await linksOf()).find(({ role }) => role === 'recorder')?.state).toBe('issued');
    interpreter.close();
  });

  test('[SERVE-3] after a restart over the same database everyone is back in the room they were in', async () => {
    const mediator = await open('mediator');
    await mediator.ask('session.enter', {});
    await place(mediator, 'room');
    const recorder = await open('recorder');
    await recorder.ask('session.enter', {});
    await place(recorder, 'waiting');
    const { view } = await recorder.until('view', () => true);
    await mediator.ask('lobby.admit', { participants: [view.me.participant.id] });
    await place(recorder, 'room');
    const before = serving.url;
    await serving.close();
    serving = await start();
    expect(serving.url).not.toBe(before);
    const back = await open('recorder');
    await place(back, 'room');
    const { view: seen } = await back.until('view', () => true);
    expect(seen.place).toMatchObject({ kind: 'room', epoch: 1 });
    for (const guest of [mediator, recorder, back]) guest.close();
  });

  test('[TERM-8] a suggestion still waits after a restart, until the office answers it', async () => {
    const mediator = await open('mediator');
    await mediator.ask('session.enter', {});
    await place(mediator, 'room');
    const interpreter = await open('interpreter');
    await interpreter.ask('session.enter', {});
    const { view } = await interpreter.until('view', () => true);
    await mediator.ask('lobby.admit', { participants: [view.me.participant.id] });
    await place(interpreter, 'room');
    const term = TermId.parse('term-of-before');
    await interpreter.ask('term.keep', { id: term, texts: { en: 'floor price' }, note: '' });
    await interpreter.ask('term.put', { term, to: 'suggested' });
    await mediator.until('suggestions', ({ waiting }) => waiting === 1);
    await serving.close();
    serving = await start();
    const back = await open('mediator');
    await back.until('suggestions', ({ waiting }) => waiting === 1);
    const caseId = (await serving.services.sample())?.caseId;
    if (caseId === undefined) throw new Error('no case');
    await serving.services.glossary.put(caseId, term, 'case');
    await back.until('suggestions', ({ waiting }) => waiting === 0);
    expect(back.all('suggestions')).toEqual([{ waiting: 1 }, { waiting: 0 }]);
    for (const guest of [mediator, interpreter, back]) guest.close();
  });

  test('[SERVE-4] it says whether it lives, whether it can serve, and what it counts', async () => {
    const ask = (path: string): Promise<Response> => fetch(`${serving.url}${path}`);
    expect(await (await ask('/healthz')).json()).toEqual({ alive: true });
    expect(await (await ask('/readyz')).json()).toEqual({
      ready: true,
      checks: { database: 'ok', sfu: 'ok' },
    });
    expect(await (await ask('/metrics')).text()).toMatch(/^parley_lines \d+$/mu);
    const [session] = await store.events.sessions();
    if (session === undefined) throw new Error('no session');
    const crossing = { listener: PeerId.parse('a-listener'), producer: ProducerId.parse('a-producer') };
    sfu.say({ type: 'crossing', session, ...crossing });
    expect(await (await ask('/metrics')).text()).toMatch(/^parley_sfu_crossings_total 1$/mu);
  });

  test('[SERVE-1] whoever lost the line before their link was withdrawn hears nothing from then on', async () => {
    const opus = { mimeType: 'audio/opus', clockRate: 48_000, channels: 2 };
    const rtpCapabilities = { codecs: [{ ...opus, kind: 'audio' as const, preferredPayloadType: 100 }] };
    const mediator = await open('mediator');
    const recorder = await open('recorder');
    for (const guest of [mediator, recorder]) await guest.ask('session.enter', {});
    const { view } = await recorder.until('view', () => true);
    await mediator.ask('lobby.admit', { participants: [view.me.participant.id] });
    for (const guest of [mediator, recorder]) {
      await place(guest, 'room');
      await guest.ask('media.join', { rtpCapabilities });
    }
    const rtpParameters = { mid: '0', codecs: [{ ...opus, payloadType: 111 }], encodings: [{ ssrc: 1 }] };
    const wish = { epoch: 1, source: 'microphone' as const, rtpParameters: { ...rtpParameters, rtcp: {} } };
    expect(await mediator.ask('media.publish', wish)).toMatchObject({ ok: true });
    await recorder.until('consumer.opened', () => true);
    recorder.close();
    await mediator.until('view', (shown) => shown.view.people.some(({ line }) => line === 'lost'));
    expect(sfu.edges()).toHaveLength(1);
    const link = (await linksOf()).find(({ role }) => role === 'recorder');
    if (link === undefined) throw new Error('no link');
    await serving.services.links.revoke(link.id);
    expect(sfu.edges()).toEqual([]);
    mediator.close();
  });
});
