import { createServer } from 'node:net';
import { Refusal } from '@parley/shared/errors';
import { afterEach, describe, expect, test } from 'vitest';
import { peerId } from '../contract/fixtures.ts';
import { Scene } from '../contract/scene.ts';
import { HandTimers } from '../lib/hand-timers.ts';
import { embeddedSfu } from './embedded.ts';
import type { EmbeddedOptions } from './options.ts';
import { type EmbeddedHarness, embeddedHarness, kill, workerBin } from './testing.ts';

const open: EmbeddedHarness[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function sfuWith(change: Partial<EmbeddedOptions>): Promise<EmbeddedHarness> {
  const harness = await embeddedHarness(change);
  open.push(harness);
  return harness;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

const portsOf = async (scene: Scene, name: string): Promise<Set<number>> => {
  const { send, recv } = await scene.openPeer(name);
  return new Set([...send.iceCandidates, ...recv.iceCandidates].map(({ port }) => port));
};

describe('the workers', () => {
  test('[SFU-32] share the sessions, and a session stays on one of them', async () => {
    const { sfu } = await sfuWith({ workers: 2 });
    for (const name of ['one', 'two', 'three', 'four']) await new Scene(sfu, name).openPeer('li');
    const { workers } = await sfu.stats();
    expect(workers.map(({ load }) => load)).toEqual([6, 6]);
    await sfu.closeSession({ session: new Scene(sfu, 'one').session });
    const left = (await sfu.stats()).workers.map(({ load }) => load);
    expect(left.toSorted((a, b) => a - b)).toEqual([3, 6]);
  });

  test('[SFU-32] have one UDP and one TCP port each, the same for everybody, and again after a death', async () => {
    const port = await freePort();
    const { sfu, workers } = await sfuWith({ workers: 1, firstPort: port, announcedAddress: '192.0.2.7' });
    const scene = new Scene(sfu);
    const { send } = await scene.openPeer('li');
    expect(send.iceCandidates.map(({ protocol, address }) => [protocol, address])).toEqual([
      ['udp', '192.0.2.7'],
      ['tcp', '192.0.2.7'],
    ]);
    expect(await portsOf(scene, 'chen')).toEqual(new Set([port]));
    await Promise.all([...workers].map(kill));
    expect(await portsOf(scene, 'chen')).toEqual(new Set([port]));
  });

  test('[SFU-17] die alone: sessions on other workers go on', async () => {
    const { sfu, workers } = await sfuWith({ workers: 2 });
    const [one, two] = [new Scene(sfu, 'one'), new Scene(sfu, 'two')];
    await one.talk('plenary', 'li', 'chen');
    const [, idle] = (await sfu.stats()).workers.toSorted((a, b) => b.load - a.load);
    await two.talk('plenary', 'wu', 'zhou');
    const worker = [...workers].find(({ pid }) => pid !== idle?.pid);
    if (worker === undefined) throw new Error('there is but one worker');
    const before = two.events.length;
    await kill(worker);
    await one.event('peers.lost');
    await two.quiet();
    two.announce('wu', 'screen');
    await two.apply();
    await two.publish('wu', 'screen', 'screen');
    await two.opened('zhou', 'screen');
    expect(two.events.slice(before).map(({ type }) => type)).toEqual(['consumer.opened']);
  });

  test('[SFU-33] that hang are put down, and their sessions begin anew', async () => {
    const timers = new HandTimers();
    const { sfu, workers } = await sfuWith({ workers: 1, timers });
    const scene = new Scene(sfu);
    await scene.talk('plenary', 'li', 'chen');
    for (const { pid } of workers) process.kill(pid, 'SIGSTOP');
    const cut = scene.apply({ edges: [] });
    for (let asked = 0; asked < 4; asked += 1) timers.advance(2_000);
    const { peers } = await scene.event('peers.lost');
    expect(peers).toContain(peerId('li'));
    await cut;
    timers.advance(50);
    await scene.openPeer('li');
  });

  test('[SFU-33] that answer are left alone, however late the watch looks', async () => {
    const timers = new HandTimers();
    const { sfu, workers } = await sfuWith({ workers: 1, timers });
    const [first] = workers;
    for (let looks = 0; looks < 10; looks += 1) {
      timers.advance(2_000);
      await sfu.stats();
    }
    expect([...workers]).toEqual([first]);
  });

  test('[SFU-32] that die are reported, but not those that end with a process that is to end', async () => {
    const reported: unknown[] = [];
    const report = (...all: unknown[]): void => void reported.push(all);
    const logger = { debug: report, info: report, warn: report, error: report };
    const stopping = new AbortController();
    const { workers } = await sfuWith({
      workers: 2,
      timers: new HandTimers(),
      logger,
      stopping: stopping.signal,
    });
    const [first, second] = workers;
    if (first === undefined || second === undefined) throw new Error('there are not two workers');
    await kill(first);
    expect(reported).toEqual([[expect.anything(), 'a media worker died']]);
    stopping.abort();
    await kill(second);
    expect(reported).toHaveLength(1);
  });

  test('[SFU-32] that cannot begin are said so at once', async () => {
    const port = await freePort();
    await sfuWith({ workers: 1, firstPort: port });
    const options = { workerBin: workerBin(), workers: 1, listenIp: '127.0.0.1', firstPort: port };
    await expect(embeddedSfu(options)).rejects.toMatchObject({ name: 'UnusableAddress', part: 'port' });
    // RFC 5737: no machine's own.
    const elsewhere = embeddedSfu({ ...options, listenIp: '203.0.113.7', firstPort: 0 });
    await expect(elsewhere).rejects.toMatchObject({ name: 'UnusableAddress', part: 'address' });
    const nowhere = { ...options, workerBin: '/nowhere/to/be/found' };
    await expect(embeddedSfu(nowhere)).rejects.toThrow('ENOENT');
  });

  test('[SFU-32] of a closed SFU take nothing more', async () => {
    const { sfu, workers } = await sfuWith({ workers: 1 });
    const scene = new Scene(sfu);
    await scene.openPeer('li');
    await sfu.close();
    await expect(scene.openPeer('chen')).rejects.toBeInstanceOf(Refusal);
    expect([...workers]).toEqual([]);
  });
});
