import { afterEach, beforeEach, expect, test } from 'vitest';
import { peerId } from '../contract/fixtures.ts';
import { Scene } from '../contract/scene.ts';
import type { FakeSfu } from '../fake/index.ts';
import { turn } from '../fake/queue.ts';
import type { HandTimers } from '../lib/hand-timers.ts';
import type { RemoteSfu } from './remote.ts';
import { NodeByHand } from './testing/node-by-hand.ts';
import type { Proxy } from './testing/proxy.ts';

const SILENCE = 10_000;

let at: NodeByHand;
let timers: HandTimers;
let fake: FakeSfu;
let network: Proxy;

beforeEach(async () => {
  at = await NodeByHand.open({ silenceAfterMs: SILENCE, closeAfterMs: 60_000 });
  ({ timers, fake, network } = at);
});
afterEach(() => at.close());

async function server(): Promise<RemoteSfu> {
  const sfu = at.lead();
  await sfu.linked();
  return sfu;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn();
}

/** How often it began to be away. */
function absences(sfu: RemoteSfu): { count: number } {
  const seen = { count: 0 };
  sfu.onAway(() => (seen.count += 1));
  return seen;
}

test('[SFU-41] a node whose link mends at once was not away', async () => {
  const sfu = await server();
  const seen = absences(sfu);
  network.cut();
  await until(() => !sfu.isLinked);
  network.mend();
  timers.advance(0);
  await sfu.linked();
  timers.advance(500);
  expect(seen.count).toBe(0);
  expect(sfu.isAway).toBe(false);
});

test('[SFU-41] a node is away as soon as nobody is found where it was', async () => {
  const sfu = await server();
  const seen = absences(sfu);
  network.cut();
  await until(() => !sfu.isLinked);
  expect(sfu.isAway).toBe(false);
  timers.advance(0);
  await until(() => sfu.isAway);
  timers.advance(1_000);
  expect(seen.count).toBe(1);
  network.mend();
  timers.advance(100);
  await sfu.linked();
  expect(sfu.isAway).toBe(false);
});

test('[SFU-41] a node is away half a second after it fell silent for a second', async () => {
  const sfu = await server();
  const seen = absences(sfu);
  network.freeze();
  timers.advance(999);
  expect(sfu.isLinked).toBe(true);
  timers.advance(1);
  expect(sfu.isLinked).toBe(false);
  timers.advance(0);
  // Before anything that is asked of the network now can be answered.
  timers.advance(499);
  expect(seen.count).toBe(0);
  timers.advance(1);
  expect(seen.count).toBe(1);
});

test('[SFU-41] a node that is only slow is given three seconds, for its machine takes connections', async () => {
  const sfu = await server();
  const seen = absences(sfu);
  network.hang();
  timers.advance(1_000);
  const taken = network.taken();
  timers.advance(0);
  await taken;
  // This end hears of it a moment later.
  for (let turns = 0; turns < 10; turns += 1) await turn();
  timers.advance(600);
  expect(seen.count).toBe(0);
  timers.advance(2_400);
  expect(seen.count).toBe(1);
});

test('[SFU-42] a node says how long it goes on alone', async () => {
  const sfu = at.lead();
  expect(sfu.silentAfterMs).toBe(65_000);
  await sfu.linked();
  expect(sfu.silentAfterMs).toBe(SILENCE + 5_000);
});

test('[SFU-41] a node is told to end a session that was given away meanwhile, and is not asked to go on with it', async () => {
  const sfu = await server();
  expect(await sfu.held()).toEqual([]);
  const scene = new Scene(sfu, 'session');
  await scene.talk('plenary', 'li', 'chen');
  network.cut();
  await until(() => at.node.links() === 0 && !sfu.isLinked);
  expect([...sfu.giveAway(scene.session)].toSorted()).toEqual([peerId('chen'), peerId('li')]);
  expect(fake.edges()).toHaveLength(2);
  network.mend();
  timers.advance(0);
  await sfu.linked();
  await until(() => fake.edges().length === 0);
  expect(await fake.held()).toEqual([]);
  expect(scene.of('peers.lost')).toEqual([]);
});
