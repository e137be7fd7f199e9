import { Refusal } from '@parley/shared/errors';
import { PeerId, SessionId } from '@parley/shared/ids';
import type { Audience } from '@parley/shared/policy';
import type { DistantSfu, SfuEvent } from '@parley/shared/sfu';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { expect, test } from 'vitest';
import { capabilities } from '../fuzz/testing/tracks.ts';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import { poolOf } from './pool.ts';

const session = SessionId.parse('session-1');
const other = SessionId.parse('session-2');
const peer = PeerId.parse('somebody');
const lease = 15_000;

/** A node whose link a test breaks and mends; what it holds goes on meanwhile. */
interface Node extends DistantSfu {
  readonly fake: FakeSfu;
  /** Its link is gone, and it is to be done without. */
  goAway(): void;
  comeBack(): void;
}

function nodeOf(fake = fakeSfu()): Node {
  const listeners = new Set<() => void>();
  const peers = new Map<SessionId, PeerId[]>();
  let there = Promise.withResolvers<void>();
  let isLinked = true;
  there.resolve();
  return {
    ...fake,
    fake,
    get isLinked() {
      return isLinked;
    },
    get isAway() {
      return !isLinked;
    },
    silentAfterMs: lease,
    linked: () => there.promise,
    onAway: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    giveAway: (given) => peers.get(given) ?? [],
    openPeer: async (command) => {
      const opened = await fake.openPeer(command);
      peers.set(command.session, [...(peers.get(command.session) ?? []), command.peer]);
      return opened;
    },
    goAway: () => {
      isLinked = false;
      there = Promise.withResolvers();
      fake.setAvailable(false);
      for (const listener of listeners) listener();
    },
    comeBack: () => {
      isLinked = true;
      fake.setAvailable(true);
      there.resolve();
    },
  };
}

const audience = (seq: number): Audience => ({
  session,
  seq,
  peers: [{ peer, at: null, producers: [] }],
  edges: [],
  prepared: [],
  paused: [],
});

/** Two nodes, and a session with somebody in it at the first. */
async function atTheFirst() {
  const nodes = [nodeOf(), nodeOf()] as const;
  const timers = new HeldTimers();
  const pool = poolOf(nodes, timers);
  const events: SfuEvent[] = [];
  pool.on((event) => events.push(event));
  await pool.applyAudience(audience(1));
  await pool.openPeer({ session, peer, rtpCapabilities: capabilities });
  return { nodes, timers, pool, events };
}

const heldAt = (nodes: readonly Node[]) => Promise.all(nodes.map(({ fake }) => fake.held()));

/** Whether it has been resolved, once all that can happen by itself has. */
async function isOver(promise: Promise<unknown>): Promise<boolean> {
  let over = false;
  void promise.then(() => (over = true));
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  return over;
}

test('[SERVE-4] the media service is ready when every node is: a session may come to any of them', async () => {
  const [one, another] = [nodeOf(), nodeOf()];
  const pool = poolOf([one, another]);
  await pool.ready();
  another.fake.setAvailable(false);
  await expect(pool.ready()).rejects.toBeInstanceOf(Refusal);
  another.fake.setAvailable(true);
  await pool.ready();
});

test('[TAKE-2] a session stays with the node that holds it', async () => {
  const nodes = [nodeOf(), nodeOf()] as const;
  await nodes[1].openPeer({ session, peer, rtpCapabilities: capabilities });
  const pool = poolOf(nodes);
  expect(await pool.held()).toEqual([session]);
  expect(await pool.inventory({ session })).toMatchObject([{ peer }]);
  await pool.openPeer({ session: other, peer, rtpCapabilities: capabilities });
  expect(await nodes[0].held()).toEqual([other]);
});

test('[TAKE-5] a session that two nodes hold is ended at both, and begins anew at one', async () => {
  const nodes = [nodeOf(), nodeOf(), nodeOf()] as const;
  for (const node of nodes.slice(1)) await node.openPeer({ session, peer, rtpCapabilities: capabilities });
  const pool = poolOf(nodes);
  expect(await pool.held()).toEqual([]);
  for (const { fake } of nodes) await fake.flush();
  expect(await heldAt(nodes)).toEqual([[], [], []]);
  expect(await pool.inventory({ session })).toEqual([]);
});

test('[SFU-41] a session whose node is away goes on at another, and who was there is told to have lost their media', async () => {
  const { nodes, pool, events } = await atTheFirst();
  nodes[0].goAway();
  expect(events).toEqual([{ type: 'peers.lost', session, peers: [peer] }]);
  await pool.applyAudience(audience(2));
  await pool.openPeer({ session, peer, rtpCapabilities: capabilities });
  expect(await pool.inventory({ session })).toMatchObject([{ peer }]);
  expect(await nodes[1].fake.held()).toEqual([session]);
});

test('[SFU-41] where no other node is there it waits for its own, or for the first that is there again', async () => {
  const { nodes, pool, events } = await atTheFirst();
  nodes[1].goAway();
  nodes[0].goAway();
  expect(events).toEqual([]);
  await expect(pool.applyAudience(audience(2))).rejects.toMatchObject({ code: 'sfu.unavailable' });
  await expect(pool.openPeer({ session: other, peer, rtpCapabilities: capabilities })).rejects.toMatchObject({
    code: 'sfu.unavailable',
  });
  nodes[1].comeBack();
  await pool.applyAudience(audience(2));
  expect(events).toEqual([{ type: 'peers.lost', session, peers: [peer] }]);
});

test('[SFU-42] what a node may go on with counts as cut once it has said that it has ended it', async () => {
  const { nodes, pool } = await atTheFirst();
  expect(await isOver(pool.onlyHere({ session }))).toBe(true);
  nodes[0].goAway();
  await pool.applyAudience(audience(2));
  const cut = pool.onlyHere({ session });
  expect(await isOver(cut)).toBe(false);
  expect(await isOver(pool.onlyHere({ session: other }))).toBe(true);
  nodes[0].fake.queues.media.hold();
  nodes[0].comeBack();
  expect(await isOver(cut)).toBe(false);
  nodes[0].fake.queues.media.release();
  expect(await isOver(cut)).toBe(true);
  expect(await heldAt(nodes)).toEqual([[], [session]]);
});

test('[SFU-42] what a node may go on with, and cannot be asked about, counts as cut once its lease is over', async () => {
  const { nodes, pool, timers } = await atTheFirst();
  nodes[0].goAway();
  await pool.applyAudience(audience(2));
  const cut = pool.onlyHere({ session });
  expect(await isOver(cut)).toBe(false);
  timers.fire(lease);
  expect(await isOver(cut)).toBe(true);
});

test('[SFU-42] a session that moved twice waits for both nodes that it left', async () => {
  const nodes = [nodeOf(), nodeOf(), nodeOf()] as const;
  const pool = poolOf(nodes, new HeldTimers());
  await pool.applyAudience(audience(1));
  nodes[0].goAway();
  nodes[1].goAway();
  await pool.applyAudience(audience(2));
  expect(await nodes[2].fake.held()).toEqual([session]);
  const cut = pool.onlyHere({ session });
  nodes[1].comeBack();
  expect(await isOver(cut)).toBe(false);
  nodes[0].comeBack();
  expect(await isOver(cut)).toBe(true);
});

test('[SFU-42] nothing begins at a node that is still to end what it had', async () => {
  const { nodes, pool } = await atTheFirst();
  nodes[0].goAway();
  nodes[0].fake.queues.media.hold();
  nodes[0].comeBack();
  nodes[1].goAway();
  await expect(pool.applyAudience(audience(2))).rejects.toMatchObject({ code: 'sfu.unavailable' });
  nodes[0].fake.queues.media.release();
  await isOver(pool.onlyHere({ session }));
  await pool.applyAudience(audience(3));
  expect(await nodes[0].fake.held()).toEqual([session]);
});

test('[SFU-42] a session that ends while its node is away has left something there that is to be ended first', async () => {
  const { nodes, pool } = await atTheFirst();
  nodes[0].fake.setAvailable(false);
  await expect(pool.closeSession({ session })).rejects.toMatchObject({ code: 'sfu.unavailable' });
  await pool.applyAudience(audience(2));
  expect(await nodes[1].fake.held()).toEqual([session]);
  expect(await isOver(pool.onlyHere({ session }))).toBe(false);
});

test('[SFU-41] what still happens at the node that a session has left is told to nobody', async () => {
  const { nodes, events } = await atTheFirst();
  nodes[0].goAway();
  nodes[0].fake.losePeer(session, peer);
  await nodes[0].fake.flush();
  expect(events).toHaveLength(1);
});

test('what the routers accept is asked of a node that is there', async () => {
  const nodes = [nodeOf(), nodeOf()] as const;
  const pool = poolOf(nodes);
  nodes[0].goAway();
  expect(await pool.capabilities()).toEqual(await nodes[1].fake.capabilities());
});
