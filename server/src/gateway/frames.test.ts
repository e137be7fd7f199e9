import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { replyOf } from '@parley/shared/errors';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { type AsFrame, noticeFrame, PING } from './frames.ts';

/** Sends bytes as they are to the other end of a connection, and reads there what they say. */
let server: WebSocketServer;
let client: WebSocket;
let write: (bytes: Buffer) => void;

beforeAll(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const came = new Promise<void>((resolve) => {
    server.once('connection', (_, { socket }) => {
      write = (bytes) => void socket.write(bytes);
      resolve();
    });
  });
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await Promise.all([came, once(client, 'open')]);
});

afterAll(async () => {
  client.terminate();
  server.close();
  await once(server, 'close');
});

const read = ({ wsPreEncodedFrame: [bytes] }: AsFrame): Promise<string> =>
  new Promise((resolve) => {
    client.once('message', (data: Buffer, isBinary) => {
      resolve(`${isBinary ? 'bytes' : 'text'} ${data.toString()}`);
    });
    write(bytes);
  });

const quiet = { speaking: [], quality: [] };
const long = (letter: string, times: number) => ({ ...replyOf('server.failed'), en: letter.repeat(times) });

describe('what is sent', () => {
  test.each([
    ['short', quiet],
    ['of middle length', replyOf('server.failed')],
    ['long', long('和', 30_000)],
  ] as const)('a notice that is %s is read as it was', async (_, notice) => {
    const { text, as } = 'en' in notice ? noticeFrame('refused', notice) : noticeFrame('signals', notice);
    expect(text).toBe(`2${JSON.stringify(['en' in notice ? 'refused' : 'signals', notice])}`);
    expect(await read(as)).toBe(`text 4${text}`);
  });

  test('a ping is one', async () => {
    expect(await read(PING)).toBe('text 2');
  });

  test('the very same notice is encoded once, and another one that is alike anew', () => {
    const notice = replyOf('server.failed');
    const first = noticeFrame('refused', notice);
    expect(noticeFrame('refused', notice)).toBe(first);
    expect(noticeFrame('refused', { ...notice })).not.toBe(first);
    expect(noticeFrame('dropped', notice).text).toContain('"dropped"');
  });
});
