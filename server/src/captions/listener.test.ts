import { ConsumerId, type PeerId } from '@parley/shared/ids';
import type { SfuEvent } from '@parley/shared/sfu';
import { by, peer } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { parametersOf } from '../fuzz/testing/tracks.ts';
import { EAR, FIGURE, listening, OTHER, raise, session, turn, VOICE } from './testing-listening.ts';

describe('an ear', () => {
  test('[CAP-12] is opened once, and another one in its place when it was switched off and on again', async () => {
    const table = await listening();
    await table.do(raise, by('party'));
    expect(table.asked.ears).toEqual([EAR]);
    await table.automate(null);
    await table.automate(OTHER);
    expect(table.asked.ears).toEqual([EAR, OTHER]);
  });

  test('[CAP-12] is opened again when the SFU has lost it, and only then', async () => {
    const table = await listening();
    const lost = (...peers: readonly PeerId[]): SfuEvent => ({
      type: 'peers.lost',
      session,
      peers: [...peers],
    });
    table.listener.observe(lost(peer('somebody')));
    expect(table.asked.ears).toEqual([EAR]);
    table.listener.observe(lost(EAR));
    expect(table.asked.ears).toEqual([EAR, EAR]);
  });

  test('[CAP-12] that could not be opened is tried again later, unless another has taken its place', async () => {
    const table = await listening();
    table.opens(false);
    await table.automate(null);
    await table.automate(OTHER);
    await turn();
    table.fire();
    expect(table.asked.ears).toEqual([EAR, OTHER, OTHER]);
    await turn();
    table.opens(true);
    await table.automate(null);
    await table.automate(EAR);
    table.fire();
    expect(table.asked.ears).toEqual([EAR, OTHER, OTHER, EAR]);
  });

  test('[CAP-12] alone is let flow what was joined to it', async () => {
    const table = await listening();
    const options = {
      consumer: ConsumerId.parse('consumer'),
      producer: VOICE,
      source: 'microphone',
      kind: 'audio',
      rtpParameters: parametersOf('microphone', 1),
    } as const;
    for (const at of [peer('peer-party'), EAR])
      table.listener.observe({ type: 'consumer.opened', session, peer: at, options });
    expect(table.asked.resumed).toEqual([EAR]);
  });

  test('[CAP-16] is opened by nobody where nothing turns speech into text, nor in a session that is given up', async () => {
    const without = await listening({ provided: false });
    without.hear('tone');
    expect([without.asked.ears, without.voices]).toEqual([[], []]);
    const closed = await listening();
    closed.hear('tone');
    closed.listener.close();
    expect(closed.last.open).toBe(false);
    closed.hear('late');
    expect(closed.voices).toHaveLength(1);
    await closed.automate(null);
    await closed.automate(OTHER);
    expect(closed.asked.ears).toEqual([EAR]);
  });
});

describe('what is said', () => {
  test('[CAP-12] is heard by the ear of its room alone', async () => {
    const table = await listening();
    table.hear('tone', OTHER);
    expect(table.voices).toEqual([]);
    table.hear('tone');
    await table.do(raise, by('party'));
    table.hear('more');
    expect(table.voices).toMatchObject([{ frames: ['tone', 'more'], open: true }]);
  });

  test('[CAP-13] is told as it is understood: four times a second at most, and once it is done at once', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.tell({ text: '', done: false, saidAt: null });
    table.last.tell({ text: 'fifty', done: false, saidAt: null });
    table.clock.now += 249;
    table.last.tell({ text: 'fifty-one', done: false, saidAt: null });
    table.clock.now += 1;
    table.last.tell({ text: 'fifty th', done: false, saidAt: null });
    table.last.tell({ text: FIGURE, done: true, saidAt: null });
    await turn();
    table.last.tell({ text: 'and', done: false, saidAt: null });
    table.clock.now += 250;
    table.last.tell({ text: '', done: false, saidAt: null });
    expect(table.texts()).toEqual(['fifty', 'fifty th', FIGURE, 'and', '']);
    const [one, , , other] = table.told;
    expect(table.told.map(({ line }) => line.id === one?.line.id)).toEqual([true, true, true, false, false]);
    // Of one stream, which an arrival would have parted.
    expect(other?.began).toBe(one?.began);
  });

  test('[CAP-13] is kept once it is done, and what is not done waits for no store', async () => {
    const table = await listening();
    table.hear('tone');
    const stored = Promise.withResolvers<void>();
    table.log.beforeKeep = () => stored.promise;
    const raising = table.do(raise, by('party'));
    await turn();
    table.last.tell({ text: 'fifty', done: false, saidAt: null });
    await turn();
    expect(table.texts()).toEqual(['fifty']);
    table.last.tell({ text: FIGURE, done: true, saidAt: null });
    await turn();
    expect(table.texts()).toEqual(['fifty']);
    stored.resolve();
    await raising;
    await turn();
    expect(table.texts()).toEqual(['fifty', FIGURE]);
    const kept = (await table.log.load(session)).filter(({ type }) => type === 'caption.said');
    expect(kept).toMatchObject([{ line: { text: FIGURE } }]);
  });

  test('[CAP-20] is kept of when it was begun to be said, where the provider can tell', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.tell({ text: FIGURE, done: true, saidAt: 48_000 });
    table.last.tell({ text: 'and more', done: true, saidAt: null });
    await turn();
    const kept = (await table.log.load(session)).filter(({ type }) => type === 'caption.said');
    expect(kept).toMatchObject([{ line: { at: 48_000 } }, { line: { at: 50_000 } }]);
  });

  test('[CAP-13] and was on its way when its speaker spoke elsewhere is told to nobody, also once they speak here again', async () => {
    const table = await listening();
    table.hear('tone');
    const before = table.last;
    await table.direct({ to: 'booth' });
    expect(before.open).toBe(false);
    before.tell({ text: FIGURE, done: true, saidAt: null });
    await table.direct({ to: 'room' });
    table.hear('again');
    before.tell({ text: FIGURE, done: true, saidAt: null });
    await turn();
    expect(table.told).toEqual([]);
    table.last.tell({ text: 'again', done: true, saidAt: null });
    await turn();
    expect(table.texts()).toEqual(['again']);
  });

  test('[CAP-13] is told to nobody when they speak elsewhere before it could be stored', async () => {
    const table = await listening();
    table.hear('tone');
    const stored = Promise.withResolvers<void>();
    table.log.beforeKeep = () => stored.promise;
    const directing = table.direct({ to: 'booth' });
    table.last.tell({ text: FIGURE, done: true, saidAt: null });
    stored.resolve();
    await directing;
    await turn();
    expect(table.told).toEqual([]);
    const kept = (await table.log.load(session)).filter(({ type }) => type === 'caption.said');
    expect(kept).toEqual([]);
  });
});
