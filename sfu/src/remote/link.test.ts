import { Refusal } from '@parley/shared/errors';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { peerId, producerId } from '../contract/fixtures.ts';
import { Scene } from '../contract/scene.ts';
import { type FakeSfu, fakeSfu } from '../fake/index.ts';
import { turn } from '../fake/queue.ts';
import { HandTimers } from '../lib/hand-timers.ts';
import type { ListeningNode } from './listen.ts';
import type { RemoteOptions, RemoteSfu } from './remote.ts';
import { leadAt, listen } from './testing/harness.ts';
import { type Proxy, proxyTo } from './testing/proxy.ts';

const SILENCE = 10_000;
const CLOSE = 60_000;

let timers: HandTimers;
let fake: FakeSfu;
let node: ListeningNode;
let network: Proxy;
let servers: RemoteSfu[];
/** Counts the tests. */
let running = 0;

beforeEach(async () => {
  timers = new HandTimers();
  fake = fakeSfu();
  node = await listen(fake, { timers, leaseTimes: { silenceAfterMs: SILENCE, closeAfterMs: CLOSE } });
  network = await proxyTo(node.port);
  servers = [];
});
afterEach(async () => {
  running += 1;
  await Promise.all(servers.map((server) => server.close()));
  await network.close();
  await node.close();
});

async function server(change: Partial<RemoteOptions> = {}): Promise<RemoteSfu> {
  const sfu = leadAt(network.port, { timers, ...change });
  servers.push(sfu);
  await sfu.linked();
  return sfu;
}

/** How a call ended, caught before anybody can miss it. */
const outcome = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );

/** Ends with the test, so that one that fails does not go on for ever. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const at = running;
  while (!(await holds())) {
    if (running !== at) throw new Error('it never came to be');
    await turn();
  }
}

/** The network breaks, and both ends notice. */
async function breakDown(...links: readonly RemoteSfu[]): Promise<void> {
  network.cut();
  await until(() => node.links() === 0);
  for (const link of links) await until(async () => (await outcome(link.stats())) === 'sfu.unavailable');
}

/** Time passes, and whatever it brings about by itself happens. */
async function pass(ms: number): Promise<void> {
  timers.advance(ms);
  await fake.flush();
}

/** Time passes on a link that lives. */
async function passLinked(ms: number, link: RemoteSfu): Promise<void> {
  for (let left = ms; left > 0; left -= 500) {
    timers.advance(Math.min(left, 500));
    await link.stats();
  }
}

async function relink(...links: readonly RemoteSfu[]): Promise<void> {
  network.mend();
  timers.advance(2_000);
  await Promise.all(links.map((link) => link.linked()));
}

/** The node ends, and another one, which holds nothing, is in its place. */
async function restartNode(...links: readonly RemoteSfu[]): Promise<void> {
  await breakDown(...links);
  const { port } = node;
  await node.close();
  fake = fakeSfu();
  node = await listen(fake, { timers, port });
  await relink(...links);
}

/** Every edge, and whether it carries sound. */
const flows = (): Record<string, boolean> =>
  Object.fromEntries(
    fake.edges().map(({ listener, producer, flows: does }) => [`${producer}→${listener}`, does]),
  );

async function talking(sfu: RemoteSfu, session = 'session'): Promise<Scene> {
  const scene = new Scene(sfu, session);
  await scene.talk('plenary', 'li', 'chen');
  for (const [listener, producer] of [
    ['li', 'mic-chen'],
    ['chen', 'mic-li'],
  ] as const) {
    await sfu.resumeConsumer(scene.at(listener, await scene.opened(listener, producer)));
  }
  return scene;
}

const ears = ['mic-chen→li______', 'mic-li__→chen____'];
const all = (does: boolean): Record<string, boolean> => Object.fromEntries(ears.map((edge) => [edge, does]));

describe('the link', () => {
  test('[SFU-22] lives on heartbeats alone', async () => {
    const sfu = await server();
    for (let beats = 0; beats < 20; beats += 1) {
      timers.advance(500);
      await sfu.stats();
    }
    expect(node.refused().size).toBe(0);
  });

  test('[SFU-22] is dead after a second of silence; what was asked is refused, and it mends itself', async () => {
    const sfu = await server();
    await sfu.stats();
    network.freeze();
    const asked = outcome(sfu.stats());
    timers.advance(1_000);
    expect(await asked).toBe('sfu.unavailable');
    network.cut();
    await relink(sfu);
    expect(await sfu.stats()).toMatchObject({ sessions: 0 });
  });

  test('[SFU-22] refuses a call whose answer does not come in time', async () => {
    const sfu = await server();
    const scene = new Scene(sfu);
    fake.queues.commands.hold();
    const asked = outcome(scene.openPeer('li'));
    for (let beats = 0; beats < 10; beats += 1) {
      timers.advance(500);
      await sfu.capabilities();
      await sfu.stats();
    }
    expect(await asked).toBe('sfu.unavailable');
    fake.queues.commands.release();
  });
});

describe('a command that makes no sense', () => {
  test('[SFU-20] never leaves the server: the link it would end is everybody’s', async () => {
    const sfu = await server();
    const scene = await talking(sfu);
    const edges = Array.from({ length: 100_001 }, () => ({
      listener: peerId('chen'),
      producer: producerId('mic-li'),
    }));
    const huge = { ...scene.audience(), seq: 9, edges };
    await expect(sfu.applyAudience(huge)).rejects.toMatchObject({ code: 'media.bad-parameters' });
    expect(await sfu.stats()).toMatchObject({ consumers: 2 });
    expect(node.refused().size).toBe(0);
  });
});

describe('a break', () => {
  test('[SFU-23] shorter than a lease leaves the media alone', async () => {
    const sfu = await server();
    const scene = await talking(sfu);
    expect(flows()).toEqual(all(true));
    await breakDown(sfu);
    await pass(SILENCE - 2_001);
    expect(flows()).toEqual(all(true));
    await relink(sfu);
    await scene.quiet();
    await pass(1);
    expect(flows()).toEqual(all(true));
    expect(scene.of('peers.lost')).toEqual([]);
    scene.mute('mic-li', true);
    await scene.apply();
    expect(flows()).toEqual({ ...all(true), 'mic-li__→chen____': false });
  });

  test('[SFU-23] longer than a lease silences the media, until its server is back', async () => {
    const sfu = await server();
    const scene = await talking(sfu);
    const old = { ...scene.audience(), seq: 0 };
    await expect(sfu.applyAudience(old)).rejects.toMatchObject({ code: 'sfu.stale' });
    await breakDown(sfu);
    await pass(SILENCE);
    expect(flows()).toEqual(all(false));
    await relink(sfu);
    await until(() => Object.values(flows()).every((does) => does));
    expect(flows()).toEqual(all(true));
    expect(scene.of('peers.lost')).toEqual([]);
  });

  test('[SFU-23] without end closes the media, and its server learns so when it is back', async () => {
    const sfu = await server();
    const scene = await talking(sfu);
    await breakDown(sfu);
    await pass(SILENCE);
    await pass(CLOSE);
    expect(flows()).toEqual({});
    expect(await fake.stats()).toMatchObject({ sessions: 0 });
    await relink(sfu);
    const { peers } = await scene.event('peers.lost');
    expect([...peers].toSorted()).toEqual([peerId('chen'), peerId('li')]);
  });

  test('[SFU-24] loses no event and tells none twice: what happened meanwhile is told in order', async () => {
    const sfu = await server();
    const scene = await talking(sfu);
    const before = scene.events.length;
    await breakDown(sfu);
    fake.losePeer(scene.session, peerId('li'));
    await fake.flush();
    await relink(sfu);
    await scene.event('peers.lost');
    await scene.quiet();
    const { consumer } = await scene.opened('chen', 'mic-li');
    expect(scene.events.slice(before)).toEqual([
      { type: 'consumer.closed', session: scene.session, peer: peerId('chen'), consumer },
      { type: 'producer.closed', session: scene.session, producer: producerId('mic-li') },
      { type: 'peers.lost', session: scene.session, peers: [peerId('li')] },
    ]);
  });

  test('[SFU-24] tells the peers that went with the node itself', async () => {
    const sfu = await server();
    const scene = await talking(sfu);
    await restartNode(sfu);
    const { peers } = await scene.event('peers.lost');
    expect([...peers].toSorted()).toEqual([peerId('chen'), peerId('li')]);
    await scene.quiet();
    expect(scene.of('peers.lost')).toHaveLength(1);
    await scene.openPeer('li');
    await scene.openPeer('chen');
    await scene.publish('li', 'mic-li', 'microphone');
    await scene.opened('chen', 'mic-li');
  });

  test('[SFU-24] tells the peers that went with it of whom were opened while an audience was under way, too', async () => {
    const sfu = await server();
    const scene = await talking(sfu);
    fake.queues.media.hold();
    scene.mute('mic-li', true);
    const muting = scene.apply();
    const opening = scene.openPeer('wu');
    await until(() => fake.queues.media.waiting.includes('peer'));
    fake.queues.media.release();
    await Promise.all([muting, opening]);
    scene.stand('wu', 'plenary');
    await scene.apply();
    await restartNode(sfu);
    const { peers } = await scene.event('peers.lost');
    expect([...peers].toSorted()).toEqual([peerId('chen'), peerId('li'), peerId('wu')]);
  });

  test('[SFU-24] applies again the newest audience that was asked for, answered or not', async () => {
    const sfu = await server();
    const scene = await talking(sfu);
    await breakDown(sfu);
    scene.mute('mic-li', true);
    await expect(scene.apply()).rejects.toMatchObject({ code: 'sfu.unavailable' });
    await relink(sfu);
    await until(() => flows()['mic-li__→chen____'] === false);
    expect(flows()).toEqual({ ...all(true), 'mic-li__→chen____': false });
  });
});

test('[SFU-5] a session that was closed is not begun again when the link mends', async () => {
  const sfu = await server();
  const { session } = await talking(sfu);
  await sfu.closeSession({ session });
  await breakDown(sfu);
  await relink(sfu);
  await sfu.inventory({ session });
  expect(await sfu.stats()).toMatchObject({ sessions: 0 });
});

describe('who leads', () => {
  test('[SFU-25] is the newest life of a server: an older one is refused for good', async () => {
    const newer = await server({ generation: 2 });
    const older = leadAt(network.port, { timers, generation: 1 });
    servers.push(older);
    await expect(older.linked()).rejects.toMatchObject({ code: 'sfu.stale' });
    await expect(older.capabilities()).rejects.toMatchObject({ code: 'sfu.stale' });
    await expect(newer.stats()).resolves.toMatchObject({ sessions: 0 });
    expect(node.refused().get('stale')).toBe(1);
  });

  test('[SFU-25] passes to a newer life at once; the older link ends, and its count of audiences with it', async () => {
    const older = await server({ generation: 1 });
    const scene = await talking(older);
    for (let n = 0; n < 5; n += 1) await scene.apply();
    const newer = await server({ generation: 2 });
    await until(async () => (await outcome(older.stats())) === 'sfu.unavailable');
    expect(flows()).toEqual(all(true));
    const peers = scene.audience().peers.map((each) => ({ ...each, at: null, producers: [] }));
    await newer.applyAudience({ session: scene.session, seq: 0, peers, edges: [], prepared: [], paused: [] });
    expect(flows()).toEqual({});
    timers.advance(2_000);
    await expect(older.linked()).rejects.toMatchObject({ code: 'sfu.stale' });
  });

  test('[SFU-26] a session is not led by another server before the first has been away for a lease', async () => {
    const first = await server({ server: 'first' });
    const scene = await talking(first);
    const second = await server({ server: 'second' });
    const { session } = scene;
    const cut = { session, seq: 1_000, peers: [], edges: [], prepared: [], paused: [] };
    await expect(second.applyAudience(cut)).rejects.toMatchObject({ code: 'sfu.stale' });
    await expect(second.closeSession({ session })).rejects.toMatchObject({ code: 'sfu.stale' });
    expect(flows()).toEqual(all(true));
    await first.close();
    await until(() => node.links() === 1);
    await passLinked(SILENCE - 1, second);
    await expect(second.applyAudience(cut)).rejects.toMatchObject({ code: 'sfu.stale' });
    await passLinked(1, second);
    await second.applyAudience({ ...cut, seq: 0 });
    expect(flows()).toEqual({});
    const late = await server({ server: 'first', generation: 2 });
    await expect(late.applyAudience(scene.audience())).rejects.toMatchObject({ code: 'sfu.stale' });
  });

  test('[SFU-26] a session that another server has taken is none of the first one’s any more, which comes back', async () => {
    const first = await server({ server: 'first' });
    await talking(first);
    const second = await server({ server: 'second' });
    await first.close();
    await until(() => node.links() === 1);
    await passLinked(SILENCE, second);
    const scene = await talking(second);
    const late = await server({ server: 'first', generation: 2 });
    expect(await late.held()).toEqual([]);
    await passLinked(SILENCE, second);
    await fake.flush();
    expect(flows()).toEqual(all(true));
    expect(scene.of('peers.lost')).toEqual([]);
  });

  test('[SFU-26] a session that its server has closed is whose begins it next', async () => {
    const [first, second] = [await server({ server: 'first' }), await server({ server: 'second' })];
    const { session } = await talking(first);
    await first.closeSession({ session });
    await talking(second);
    expect(flows()).toEqual(all(true));
  });

  test('[SFU-26] a server hears of its own sessions alone', async () => {
    const [first, second] = [await server({ server: 'first' }), await server({ server: 'second' })];
    const overheard = new Scene(second);
    const scene = await talking(first);
    await second.stats();
    expect(scene.events.length).toBeGreaterThan(0);
    expect(overheard.events).toEqual([]);
  });
});
