import { Refusal } from '@parley/shared/errors';
import { PeerId, SessionId } from '@parley/shared/ids';
import { fakeSfu } from '@parley/sfu/fake';
import { expect, test } from 'vitest';
import { capabilities } from '../fuzz/testing/tracks.ts';
import { poolOf } from './pool.ts';

test('[SERVE-4] the media service is ready when every node is: a session may come to any of them', async () => {
  const [one, other] = [fakeSfu(), fakeSfu()];
  const pool = poolOf([one, other]);
  await pool.ready();
  other.setAvailable(false);
  await expect(pool.ready()).rejects.toBeInstanceOf(Refusal);
  other.setAvailable(true);
  await pool.ready();
});

const session = SessionId.parse('session-1');
const other = SessionId.parse('session-2');
const peer = PeerId.parse('somebody');

test('[TAKE-2] a session stays with the node that holds it', async () => {
  const nodes = [fakeSfu(), fakeSfu()] as const;
  await nodes[1].openPeer({ session, peer, rtpCapabilities: capabilities });
  const pool = poolOf(nodes);
  expect(await pool.held()).toEqual([session]);
  expect(await pool.inventory({ session })).toMatchObject([{ peer }]);
  await pool.openPeer({ session: other, peer, rtpCapabilities: capabilities });
  expect(await nodes[0].held()).toEqual([other]);
});

test('[TAKE-5] a session that two nodes hold is ended at both, and begins anew at one', async () => {
  const nodes = [fakeSfu(), fakeSfu(), fakeSfu()] as const;
  for (const node of nodes.slice(1)) await node.openPeer({ session, peer, rtpCapabilities: capabilities });
  const pool = poolOf(nodes);
  expect(await pool.held()).toEqual([]);
  for (const node of nodes) await node.flush();
  expect(await Promise.all(nodes.map((node) => node.held()))).toEqual([[], [], []]);
  expect(await pool.inventory({ session })).toEqual([]);
});
