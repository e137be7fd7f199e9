import { once } from 'node:events';
import { connect } from 'node:net';
import { Secret } from '@parley/shared/lib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { chromium, peerId, sessionId } from '../contract/fixtures.ts';
import { type FakeSfu, fakeSfu } from '../fake/index.ts';
import { HandTimers } from '../lib/hand-timers.ts';
import { closeCode, Hello, LINK_PATH, limits } from './frames.ts';
import type { ListeningNode } from './listen.ts';
import { remoteSfu } from './remote.ts';
import { freshNonce, proofOf } from './seal.ts';
import { leadAt, listen, secret } from './testing/harness.ts';
import { Log } from './testing/log.ts';
import { helloOf, Stranger, textOf } from './testing/stranger.ts';

let sfu: FakeSfu;
let node: ListeningNode;
const timers = new HandTimers();

beforeEach(async () => {
  sfu = fakeSfu();
  node = await listen(sfu, { timers });
});
afterEach(() => node.close());

const openPeer = {
  t: 'call',
  id: 1,
  method: 'openPeer',
  params: { session: sessionId('session'), peer: peerId('li'), rtpCapabilities: chromium },
};

/** The node still serves who may be served, and has done nothing for who may not. */
async function unharmed(): Promise<void> {
  expect(await sfu.stats()).toMatchObject({ sessions: 0, peers: 0 });
  const honest = await Stranger.to(node);
  const seal = await honest.enter();
  honest.say(seal.seal(JSON.stringify({ t: 'call', id: 1, method: 'capabilities', params: null })));
  expect(await honest.next()).toContain('audio/opus');
  honest.socket.terminate();
}

describe('a stranger', () => {
  test('[SFU-18] without the secret is turned away', async () => {
    const stranger = await Stranger.to(node);
    const { transcript } = await stranger.greet();
    stranger.say({ t: 'proof', proof: proofOf('another secret, of the same length', 'server', transcript) });
    expect(await stranger.closed).toBe(closeCode.unauthenticated);
    expect(node.refused().get('unauthenticated')).toBe(1);
    await unharmed();
  });

  test('[SFU-18] with another secret both ends say in one line that SFU_SECRET does not match, and never what it is', async () => {
    const others = ['the secret of this server, 43 characters long', secret];
    const logs = { server: new Log(), node: new Log() };
    const kept = await listen(fakeSfu(), { timers, logger: logs.node });
    const remote = leadAt(kept.port, { timers, secret: others[0] ?? '', logger: logs.server });
    expect(await logs.server.first).toContain('SFU_SECRET does not match');
    expect(await logs.node.first).toMatch(/SFU_SECRET .* does not match/);
    expect(kept.refused().get('unauthenticated')).toBe(1);
    for (const log of [logs.server, logs.node]) {
      expect(log.lines).toHaveLength(1);
      for (const each of others) expect(log.lines.join()).not.toContain(each);
    }
    await remote.close();
    await kept.close();
  });

  test('[SFU-18] who sends the node its own proof back is turned away', async () => {
    const stranger = await Stranger.to(node);
    const { challenge } = await stranger.greet();
    stranger.say({ t: 'proof', proof: challenge.proof });
    expect(await stranger.closed).toBe(closeCode.unauthenticated);
    await unharmed();
  });

  test('[SFU-18] who repeats a handshake it has overheard is turned away', async () => {
    const honest = await Stranger.to(node);
    const hello = helloOf();
    const { transcript } = await honest.greet(hello);
    const proof = { t: 'proof', proof: proofOf(secret, 'server', transcript) };
    honest.say(proof);
    const stranger = await Stranger.to(node);
    await stranger.greet(hello);
    stranger.say(proof);
    expect(await stranger.closed).toBe(closeCode.unauthenticated);
    honest.socket.terminate();
    await unharmed();
  });

  test('[SFU-18] who claims another generation than it has proven is turned away', async () => {
    const stranger = await Stranger.to(node);
    const { transcript } = await stranger.greet({ generation: 9 });
    stranger.say({ t: 'proof', proof: proofOf(secret, 'server', { ...transcript, generation: 1 }) });
    expect(await stranger.closed).toBe(closeCode.unauthenticated);
    await unharmed();
  });

  test.each([
    ['before a word', [openPeer]],
    ['in place of its proof', [helloOf(), openPeer]],
    ['along with its proof', [{ ...openPeer, proof: freshNonce() }]],
  ])('[SFU-18] who gives a command %s is turned away, and nothing is done', async (_when, frames) => {
    const stranger = await Stranger.to(node);
    for (const frame of frames) stranger.say(frame);
    expect(await stranger.closed).toBe(closeCode.malformed);
    await unharmed();
  });

  test.each([
    ['nothing', ''],
    ['noise', '\u0000\uffff'],
    ['a number', '7'],
    ['half a frame', '{"t":"hello","version":2'],
    ['another version', JSON.stringify({ ...helloOf(), version: 1 })],
    ['a long name', JSON.stringify({ ...helloOf(), server: 'x'.repeat(65) })],
    ['a short nonce', JSON.stringify({ ...helloOf(), nonce: 'short' })],
    ['a negative generation', JSON.stringify({ ...helloOf(), generation: -1 })],
    ['more than a hello', JSON.stringify({ ...helloOf(), more: true })],
    ['bytes', Buffer.from([0, 1, 2])],
  ])('[SFU-18] who says %s is turned away', async (_what, said) => {
    const stranger = await Stranger.to(node);
    stranger.socket.send(said);
    expect(await stranger.closed).toBe(closeCode.malformed);
    await unharmed();
  });

  test('[SFU-18] who says too much is cut off before it has said it', async () => {
    const stranger = await Stranger.to(node);
    stranger.say('x'.repeat(64 * 1024));
    await stranger.closed;
    expect(node.refused().get('tooLarge')).toBe(1);
    await unharmed();
  });

  test('[SFU-18] who says nothing is cut off in time', async () => {
    const stranger = await Stranger.to(node);
    timers.advance(3_000);
    await stranger.closed;
    expect(node.refused().get('silent')).toBe(1);
    await unharmed();
  });

  test('[SFU-18] strangers in a crowd are not even heard', async () => {
    const crowd = await Promise.all(Array.from({ length: 33 }, () => Stranger.to(node)));
    expect(await Promise.race(crowd.map(({ closed }) => closed))).toBe(closeCode.tooMany);
    for (const { socket } of crowd) socket.terminate();
    await Promise.all(crowd.map(({ closed }) => closed));
  });

  test('[SFU-48] is told nothing of what the node counts, without its token', async () => {
    const token = 'a-token-for-metrics';
    const shows = async ({ port }: ListeningNode, headers: Record<string, string> = {}) => {
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
      return answer.status === 200 ? answer.text() : answer.status;
    };
    expect(await shows(node)).toBe(404);
    expect(await shows(node, { authorization: 'Bearer ' })).toBe(404);
    expect(await shows(node, { authorization: `Bearer ${secret}` })).toBe(404);
    const counted = await listen(fakeSfu(), { timers, metricsToken: new Secret(token) });
    expect(await shows(counted)).toBe(404);
    for (const wrong of [`Bearer ${token}z`, 'Bearer a-token-for-metricz', token]) {
      expect(await shows(counted, { authorization: wrong })).toBe(404);
    }
    expect(await shows(counted, { authorization: `Bearer ${token}` })).toContain('parley_sfu_consumers 0');
    await counted.close();
  });

  test('[SFU-18] broken WebSocket and broken HTTP disturb nobody', async () => {
    const noise = [
      'GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
      `GET ${LINK_PATH} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
      `GET ${LINK_PATH} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\u007f\u007f\u007f\u007f`,
      '\u0016\u0003\u0001\u0000',
      'POST /metrics HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\n',
    ];
    for (const bytes of noise) {
      const socket = connect(node.port, '127.0.0.1');
      let answer = '';
      socket
        .on('error', () => undefined)
        .on('data', (chunk) => {
          answer += chunk.toString('latin1');
        });
      socket.end(bytes, 'latin1');
      await once(socket, 'close');
      expect(answer).not.toContain('200 OK');
    }
    await unharmed();
  });
});

describe('a frame of a server that has proven itself', () => {
  const beat = JSON.stringify({ t: 'beat', seen: 0 });

  test('[SFU-19] ends the link when it was altered on the way', async () => {
    const stranger = await Stranger.to(node);
    const seal = await stranger.enter();
    stranger.say(seal.seal(JSON.stringify(openPeer)).replace('openPeer', 'stealing'));
    expect(await stranger.closed).toBe(closeCode.unauthenticated);
    await unharmed();
  });

  test('[SFU-19] ends the link when it comes twice, or out of turn', async () => {
    for (const pick of [(frames: string[]) => [frames[0], frames[0]], (frames: string[]) => [frames[1]]]) {
      const stranger = await Stranger.to(node);
      const seal = await stranger.enter();
      for (const frame of pick([seal.seal(beat), seal.seal(beat)])) stranger.say(frame);
      expect(await stranger.closed).toBe(closeCode.unauthenticated);
    }
    await unharmed();
  });

  test('[SFU-19] ends the link when it is not sealed', async () => {
    const stranger = await Stranger.to(node);
    await stranger.enter();
    stranger.say(openPeer);
    expect(await stranger.closed).toBe(closeCode.unauthenticated);
    await unharmed();
  });

  test.each([
    ['of no known kind', { t: 'open sesame' }],
    ['of an unknown command', { ...openPeer, method: 'dropDatabase' }],
    ['with a wrong id', { ...openPeer, params: { ...openPeer.params, peer: '../..' } }],
    ['with more than it should', { ...openPeer, more: 1 }],
    ['with a part missing', { ...openPeer, params: { session: sessionId('session') } }],
    ['a second time of the first', { t: 'resume', node: null, seen: 0 }],
  ])('[SFU-20] ends the link when it is %s', async (_what, frame) => {
    const stranger = await Stranger.to(node);
    const seal = await stranger.enter();
    stranger.say(seal.seal(JSON.stringify(frame)));
    expect(await stranger.closed).toBe(closeCode.malformed);
    await unharmed();
  });

  test('[SFU-20] ends the link when it is a command before the first word', async () => {
    const stranger = await Stranger.to(node);
    const seal = await stranger.prove();
    stranger.say(seal.seal(JSON.stringify(openPeer)));
    expect(await stranger.closed).toBe(closeCode.malformed);
    await unharmed();
  });

  test('[SFU-20] ends the link when it is too large', { timeout: 30_000 }, async () => {
    const stranger = await Stranger.to(node);
    await stranger.enter();
    stranger.say('x'.repeat(limits.toNode + 1));
    expect(await stranger.closed).toBe(1009);
    await unharmed();
  });

  test('[SFU-20] ends the link when it is one of too many', { timeout: 30_000 }, async () => {
    const stranger = await Stranger.to(node);
    const seal = await stranger.enter();
    for (let n = 0; n < 10_001; n += 1) stranger.say(seal.seal(beat));
    expect(await stranger.closed).toBe(closeCode.tooMany);
    await unharmed();
  });
});

describe('a node', () => {
  const life = '6a0e0d5e-1f7c-4d6e-9a4a-0123456789ab';

  test.each([
    ['with another secret', 'another secret, of the same length', 'node'],
    ['that knows only what a server would say', secret, 'server'],
  ] as const)('[SFU-21] %s hears no more than a hello', async (_what, itsSecret, side) => {
    const impostor = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(impostor, 'listening');
    const address = impostor.address();
    if (address === null || typeof address === 'string') throw new Error('the impostor listens on no port');
    const heard: string[] = [];
    const left = new Promise<number>((resolve) => {
      impostor.on('connection', (socket) => {
        socket.on('message', (data) => {
          heard.push(textOf(data));
          const hello = Hello.parse(JSON.parse(textOf(data)));
          const { server, generation, nonce: serverNonce } = hello;
          const nonce = freshNonce();
          const transcript = { server, generation, serverNonce, node: life, nodeNonce: nonce };
          const proof = proofOf(itsSecret, side, transcript);
          socket.send(JSON.stringify({ t: 'challenge', node: life, nonce, proof }));
        });
        socket.once('close', (code) => resolve(code));
      });
    });
    const url = `ws://127.0.0.1:${address.port}`;
    const server = remoteSfu({ url, secret, server: 'server', generation: 1, timers });
    expect(await left).toBe(closeCode.unauthenticated);
    expect(heard).toHaveLength(1);
    await expect(server.capabilities()).rejects.toMatchObject({ code: 'sfu.unavailable' });
    await server.close();
    await new Promise((resolve) => impostor.close(resolve));
  });
});
