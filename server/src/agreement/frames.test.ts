import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Frames } from './frames.ts';

const frames = new Frames();

test('a message of whatever length is read as it was', async () => {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const sockets = new WebSocketServer({ noServer: true });
  const upgraded = new Promise<Duplex>((resolve) => {
    http.on('upgrade', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, () => resolve(socket)),
    );
  });
  const reader = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const socket = await upgraded;
  try {
    for (const length of [0, 1, 125, 126, 65_535, 65_536, 300_000]) {
      const message = Uint8Array.from({ length }, (_, index) => index % 251);
      const read = once(reader, 'message') as Promise<[Buffer, boolean]>;
      socket.write(frames.of(message));
      const [bytes, isBinary] = await read;
      expect(isBinary).toBe(true);
      expect(Buffer.compare(bytes, message)).toBe(0);
    }
  } finally {
    reader.terminate();
    http.close();
  }
});

test('a message that goes to many is made a frame once', () => {
  const [message, other] = [new Uint8Array([1, 2]), new Uint8Array([1, 3])];
  expect(frames.of(message)).toBe(frames.of(message));
  expect(frames.of(other)).not.toEqual(frames.of(message));
});
