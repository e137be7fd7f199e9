import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { HeldTimers } from '../lib/testing/held-timers.ts';
import type { CaptionProvider, Heard } from './provider.ts';
import { captionService } from './service.ts';
import { SILENCE } from './testing.ts';

/** A caption service as somebody might write it, and as somebody hostile would. */

interface Call {
  readonly socket: WebSocket;
  readonly authorization: string | undefined;
  readonly received: (string | Buffer)[];
}

let service: WebSocketServer;
let provider: CaptionProvider;
let calls: Call[];
let heard: Heard[];
let answers: boolean[];
let timers: HeldTimers;
let logged: unknown[];

const NOW = 1_000_000;
const SECRET = 'a-secret-of-sixteen';

beforeEach(async () => {
  calls = [];
  heard = [];
  answers = [];
  timers = new HeldTimers();
  logged = [];
  service = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => service.once('listening', resolve));
  service.on('connection', (socket, request) => {
    const call: Call = { socket, authorization: request.headers.authorization, received: [] };
    socket.on('message', (data, isBinary) => {
      const bytes = data as Buffer;
      call.received.push(isBinary ? bytes : bytes.toString());
    });
    socket.on('error', () => undefined);
    calls.push(call);
  });
  provider = captionService({
    url: `ws://127.0.0.1:${(service.address() as AddressInfo).port}`,
    secret: SECRET,
    now: () => NOW,
    timers,
    random: () => 1,
    logger: { warn: (...line: readonly unknown[]) => void logged.push(line) },
  });
});
afterEach(async () => {
  provider.close();
  for (const { socket } of calls) socket.terminate();
  await new Promise((resolve) => service.close(resolve));
});

const openVoice = () =>
  provider.open(
    'zh',
    (each) => void heard.push(each),
    (does) => void answers.push(does),
  );
/** When it is asked whether it is there, and when it is called again. */
const PING_MS = 5_000;
const retries = () => timers.waits.filter((ms) => ms !== PING_MS);
/** The nth time that it was called; it has been told the beginning. */
async function call(n = 0): Promise<Call> {
  await expect.poll(() => calls[n]?.received.length ?? 0, { timeout: 10_000 }).toBeGreaterThan(0);
  const found = calls[n];
  if (found === undefined) throw new Error('nobody called');
  return found;
}
const ended = ({ socket }: Call) => expect.poll(() => socket.readyState).toBe(socket.CLOSED);

describe('a caption service', () => {
  test('[CAP-14] is told the language and given the packets, with the secret, and nothing of whose they are', async () => {
    const voice = openVoice();
    const { authorization, received, socket } = await call();
    expect(authorization).toBe(`Bearer ${SECRET}`);
    voice.hear(Buffer.from([1, 2, 3]));
    await expect.poll(() => received.length).toBe(2);
    const [start, packet] = received;
    expect(JSON.parse(String(start))).toEqual({
      type: 'start',
      version: 1,
      language: 'zh',
      codec: 'opus',
      sampleRate: 48_000,
    });
    expect(packet).toEqual(Buffer.from([1, 2, 3]));
    socket.send(JSON.stringify({ text: '我们', done: false }));
    socket.send(JSON.stringify({ text: '我们付了款。', done: true, more: 'is not read' }));
    await expect
      .poll(() => heard)
      .toEqual([
        { text: '我们', done: false, saidAt: null },
        { text: '我们付了款。', done: true, saidAt: null },
      ]);
    expect(logged).toEqual([]);
  });

  test('[CAP-13] that answers too late is not heard', async () => {
    const voice = openVoice();
    const at = await call();
    voice.close();
    at.socket.send(JSON.stringify({ text: 'late', done: true }));
    await ended(at);
    expect(heard).toEqual([]);
    expect(timers.waits).toEqual([]);
  });

  test.each([
    ['that is no JSON', 'nonsense'],
    ['of no known shape', JSON.stringify({ text: 7 })],
    ['with too long a text', JSON.stringify({ text: 'x'.repeat(2_001), done: true })],
    ['that is too large', JSON.stringify({ text: '', done: true, more: 'x'.repeat(20_000) })],
    ['in bytes', Buffer.from([0, 1, 2])],
  ])('[CAP-15] an answer %s ends the connection, which is tried again later', async (_what, answer) => {
    openVoice();
    const at = await call();
    at.socket.send(answer);
    await ended(at);
    await expect.poll(() => timers.waits).toEqual([500]);
    expect(heard).toEqual([]);
    timers.fire(500);
    const again = await call(1);
    again.socket.send(JSON.stringify({ text: 'here', done: true }));
    await expect.poll(() => heard).toEqual([{ text: 'here', done: true, saidAt: null }]);
  });

  test('[CAP-15] one that is away is tried again, each time later', async () => {
    openVoice();
    for (const [n, ms] of [500, 1_000, 2_000].entries()) {
      (await call(n)).socket.close();
      await expect.poll(() => retries().at(-1)).toBe(ms);
      timers.fire(ms);
    }
    expect(logged).toHaveLength(3);
    expect(JSON.stringify(logged)).not.toContain(SECRET);
  });

  test('[CAP-15] one that floods is not listened to beyond what anybody says', async () => {
    const voice = openVoice();
    const { socket } = await call();
    for (let n = 0; n < 200; n += 1) socket.send(JSON.stringify({ text: `${n}`, done: false }));
    socket.send('nonsense');
    await expect.poll(() => retries().length).toBe(1);
    expect(heard).toHaveLength(20);
    voice.close();
  });

  test('[CAP-15] one that does not read loses sound, and nothing piles up here', async () => {
    const voice = openVoice();
    const { socket, received } = await call();
    socket.pause();
    const packet = Buffer.alloc(1_000);
    for (let n = 0; n < 20_000; n += 1) voice.hear(packet);
    socket.resume();
    voice.hear(Buffer.from([1]));
    await expect.poll(() => received.length).toBeGreaterThan(1);
    expect(received.length).toBeLessThan(10_000);
  });

  test('[CAP-19] that is there says so, and that it is gone, and is there again', async () => {
    openVoice();
    const at = await call();
    await expect.poll(() => answers).toEqual([true]);
    at.socket.close();
    await expect.poll(() => answers).toEqual([true, false]);
    timers.fire(500);
    await call(1);
    await expect.poll(() => answers).toEqual([true, false, true]);
  });

  test('[CAP-19] that takes calls and answers nothing is not there', async () => {
    service.options.autoPong = false;
    openVoice();
    const at = await call();
    await expect.poll(() => timers.waits).toEqual([PING_MS]);
    timers.fire(PING_MS);
    await ended(at);
    await expect.poll(() => retries().length).toBe(1);
    expect(answers).toEqual([false]);
  });

  test('[CAP-19] is asked again and again, and taken at its word', async () => {
    openVoice();
    const { socket } = await call();
    let pings = 0;
    socket.on('ping', () => {
      pings += 1;
    });
    for (const n of [1, 2, 3]) {
      await expect.poll(() => answers.length).toBe(n);
      timers.fire(PING_MS);
      await expect.poll(() => pings).toBeGreaterThanOrEqual(n);
    }
    expect(retries()).toEqual([]);
  });

  test('[CAP-19] of a voice that is closed nothing is said any more', async () => {
    const voice = openVoice();
    const at = await call();
    await expect.poll(() => answers).toEqual([true]);
    voice.close();
    await ended(at);
    expect([answers, timers.waits]).toEqual([[true], []]);
  });

  test.each([
    ['within what was sent', { start: 5, end: 35 }, NOW + 5],
    ['that it does not say', {}, null],
    ['of which it says one only', { start: 5 }, null],
    ['beyond what was sent', { start: 5, end: 41 }, null],
    ['before the first of it', { start: -5, end: 35 }, null],
    ['that are none', { start: 'soon', end: {} }, null],
    ['beyond any number', { start: 5, end: 1e308 }, null],
  ])('[CAP-20] a text of times %s costs the time alone', async (_what, times, saidAt) => {
    const voice = openVoice();
    const { socket, received } = await call();
    for (let n = 0; n < 2; n += 1) voice.hear(SILENCE);
    await expect.poll(() => received.length).toBe(3);
    socket.send(JSON.stringify({ text: '我们付了款。', done: true, ...times }));
    await expect.poll(() => heard).toEqual([{ text: '我们付了款。', done: true, saidAt }]);
  });

  test('[CAP-20] its times are of what came over this connection', async () => {
    const voice = openVoice();
    const at = await call();
    for (let n = 0; n < 50; n += 1) voice.hear(SILENCE);
    await expect.poll(() => at.received.length).toBe(51);
    at.socket.close();
    await expect.poll(() => retries().length).toBe(1);
    voice.hear(SILENCE);
    timers.fire(500);
    const again = await call(1);
    voice.hear(SILENCE);
    await expect.poll(() => again.received.length).toBe(2);
    again.socket.send(JSON.stringify({ text: 'beyond', done: true, start: 10, end: 40 }));
    again.socket.send(JSON.stringify({ text: 'within', done: true, start: 10, end: 20 }));
    await expect.poll(() => heard.map(({ saidAt }) => saidAt)).toEqual([null, NOW + 10]);
  });
});
