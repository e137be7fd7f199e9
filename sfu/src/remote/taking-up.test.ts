import type { SessionId } from '@parley/shared/ids';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { peerId } from '../contract/fixtures.ts';
import { Scene } from '../contract/scene.ts';
import { type FakeSfu, fakeSfu } from '../fake/index.ts';
import { turn } from '../fake/queue.ts';
import type { HandTimers } from '../lib/hand-timers.ts';
import type { RemoteOptions, RemoteSfu } from './remote.ts';
import { listen } from './testing/harness.ts';
import { NodeByHand } from './testing/node-by-hand.ts';
import type { Proxy } from './testing/proxy.ts';

const LEASE = 10_000;
const CLOSE = 60_000;

let at: NodeByHand;
let timers: HandTimers;
let fake: FakeSfu;
let network: Proxy;

beforeEach(async () => {
  at = await NodeByHand.open({ silenceAfterMs: LEASE, closeAfterMs: CLOSE });
  ({ timers, fake, network } = at);
});
afterEach(() => at.close());

/** A life of a server, which has begun once it has asked what is held. */
const life = (generation: number, change: Partial<RemoteOptions> = {}): RemoteSfu =>
  at.lead({ generation, ...change });

async function talking(): Promise<{ first: RemoteSfu; scene: Scene; session: SessionId }> {
  const first = life(1);
  await first.held();
  const scene = new Scene(first);
  await scene.talk('plenary', 'li', 'chen');
  for (const [listener, track] of [
    ['li', 'mic-chen'],
    ['chen', 'mic-li'],
  ] as const) {
    await first.resumeConsumer(scene.at(listener, await scene.opened(listener, track)));
  }
  return { first, scene, session: scene.session };
}

/** A next life that cannot reach the node, and has begun without it. */
async function lateLife(first: RemoteSfu): Promise<RemoteSfu> {
  await first.close();
  network.cut();
  const second = life(2);
  const held = second.held();
  timers.advance(1_000);
  expect(await held).toEqual([]);
  return second;
}

/** The network is whole again, and time passes until that is noticed. */
async function mend(sfu: RemoteSfu): Promise<void> {
  network.mend();
  let linked = false;
  const waiting = sfu.linked().then(() => {
    linked = true;
  });
  while (!linked) {
    timers.advance(100);
    await turn();
  }
  await waiting;
}

const flowing = (): string[] =>
  fake.edges().flatMap(({ listener, producer, flows }) => (flows ? [`${producer}→${listener}`] : []));
const both = ['mic-chen→li______', 'mic-li__→chen____'];

describe('the next life of a server', () => {
  test('[TAKE-2] finds what the last one left, and touches nothing of what it wants as it is', async () => {
    const { scene, session } = await talking();
    const consumers = fake.edges().map(({ consumer }) => consumer);
    const told: unknown[] = [];
    fake.on((event) => told.push(event));
    const second = life(2);
    expect(await second.held()).toEqual([session]);
    expect(flowing().toSorted()).toEqual(both);
    const held = await second.inventory({ session });
    expect(held.map(({ peer }) => peer).toSorted()).toEqual([peerId('chen'), peerId('li')]);
    await second.applyAudience({ ...scene.audience(), seq: 1 });
    expect(flowing().toSorted()).toEqual(both);
    expect(fake.edges().map(({ consumer }) => consumer)).toEqual(consumers);
    expect(told).toEqual([]);
  });

  test('[TAKE-3] has what it wants otherwise cut before it is acknowledged', async () => {
    const { scene } = await talking();
    const second = life(2);
    await second.held();
    scene.mute('mic-chen', true);
    await second.applyAudience(scene.audience());
    expect(flowing()).toEqual(['mic-li__→chen____']);
    scene.stand('li', 'caucus');
    await second.applyAudience({ ...scene.audience(), seq: 9 });
    expect(fake.edges()).toEqual([]);
  });

  test('[TAKE-6] is told nothing of what another server leads, and does not get it by asking', async () => {
    const { session } = await talking();
    const other = life(2, { server: 'another' });
    expect(await other.held()).toEqual([]);
    await expect(other.inventory({ session })).rejects.toMatchObject({ code: 'sfu.stale' });
    await expect(other.receptions({ session, peer: peerId('li') })).rejects.toMatchObject({
      code: 'sfu.stale',
    });
    await expect(other.closeSession({ session })).rejects.toMatchObject({ code: 'sfu.stale' });
    expect(flowing().toSorted()).toEqual(both);
  });

  test('[TAKE-6] with another secret finds nothing, and is kept waiting for no longer than a second', async () => {
    await talking();
    const stranger = life(2, { secret: 'another secret, of the same length' });
    const held = stranger.held();
    timers.advance(1_000);
    expect(await held).toEqual([]);
    expect(flowing().toSorted()).toEqual(both);
  });

  test('[TAKE-6] finds nothing where the node began anew meanwhile', async () => {
    const { first, session } = await talking();
    await first.close();
    const { port } = at.node;
    await at.node.close();
    fake = fakeSfu();
    at.node = await listen(fake, { timers, port });
    const second = life(2);
    expect(await second.held()).toEqual([]);
    expect(await second.inventory({ session })).toEqual([]);
  });

  test('[TAKE-5] that reaches its node too late has ended what it still holds, and nothing of its own', async () => {
    const { first, session } = await talking();
    const second = await lateLife(first);
    const own = new Scene(second, 'own');
    own.stand('wu', 'plenary');
    await expect(own.apply()).rejects.toMatchObject({ code: 'sfu.unavailable' });
    expect(flowing().toSorted()).toEqual(both);
    await mend(second);
    expect(await second.inventory({ session })).toEqual([]);
    await fake.flush();
    expect(fake.edges()).toEqual([]);
    await own.openPeer('wu');
    const left = await second.inventory({ session: own.session });
    expect(left.map(({ peer }) => peer)).toEqual([peerId('wu')]);
  });

  test('[TAKE-5] that reaches its node too late goes on with what it has begun itself, and has the rest cut', async () => {
    const { first } = await talking();
    const second = await lateLife(first);
    const scene = new Scene(second);
    scene.stand('wu', 'plenary');
    scene.announce('wu', 'mic-wu');
    await expect(scene.apply()).rejects.toMatchObject({ code: 'sfu.unavailable' });
    await mend(second);
    await scene.openPeer('wu');
    await scene.publish('wu', 'mic-wu', 'microphone');
    expect(fake.edges()).toEqual([]);
    expect(fake.holdings()).toEqual([{ session: scene.session, peers: [peerId('wu')] }]);
  });

  test('[TAKE-2] whose link breaks while it takes up what there is still finds what it was told of', async () => {
    const { session } = await talking();
    const second = life(2);
    expect(await second.held()).toEqual([session]);
    network.cut();
    while (at.node.links() > 0) await turn();
    await mend(second);
    await second.stats();
    await fake.flush();
    expect(flowing().toSorted()).toEqual(both);
    expect(await second.inventory({ session })).toHaveLength(2);
  });

  test('[TAKE-5] has ended what it was told of and does not know, though the link breaks meanwhile', async () => {
    const { session } = await talking();
    const second = life(2);
    await second.held();
    network.cut();
    while (at.node.links() > 0) await turn();
    await second.closeSession({ session }).catch(() => undefined);
    await mend(second);
    await second.stats();
    await fake.flush();
    expect(fake.edges()).toEqual([]);
  });

  test('[TAKE-7] is told of what it took up and is closed before it has said who may hear whom', async () => {
    const { first, session } = await talking();
    await first.close();
    while (at.node.links() > 0) await turn();
    timers.advance(LEASE + CLOSE - 100);
    const second = life(2);
    expect(await second.held()).toEqual([session]);
    expect(await second.inventory({ session })).toHaveLength(2);
    const lost: string[] = [];
    second.on((event) => {
      if (event.type === 'peers.lost') lost.push(...event.peers);
    });
    timers.advance(100);
    await second.stats();
    expect(lost.toSorted()).toEqual([peerId('chen'), peerId('li')]);
  });

  test('[TAKE-7] is told of what it took up and the node has not got any more', async () => {
    const { first, session } = await talking();
    const second = life(2);
    await second.held();
    await second.inventory({ session });
    const lost = Promise.withResolvers<readonly string[]>();
    second.on((event) => {
      if (event.type === 'peers.lost') lost.resolve(event.peers);
    });
    await first.close();
    const { port } = at.node;
    network.cut();
    await at.node.close();
    fake = fakeSfu();
    at.node = await listen(fake, { timers, port });
    await mend(second);
    expect([...(await lost.promise)].toSorted()).toEqual([peerId('chen'), peerId('li')]);
  });

  test('[TAKE-2] [SFU-23] goes on from silence, where it came back after a lease', async () => {
    const { first, scene } = await talking();
    await first.close();
    while (at.node.links() > 0) await fake.flush();
    timers.advance(LEASE);
    await fake.flush();
    expect(flowing()).toEqual([]);
    const second = life(2);
    await second.held();
    expect(flowing()).toEqual([]);
    await second.applyAudience(scene.audience());
    expect(flowing().toSorted()).toEqual(both);
  });
});
