import { replyOf } from '@parley/shared/errors';
import { DeviceId } from '@parley/shared/ids';
import { type Handshake, MAX_FRAME_BYTES, MAX_REQUEST_CHARS } from '@parley/shared/protocol';
import { viewFor } from '@parley/shared/policy';
import { create } from '@parley/shared/session';
import { expect, test } from 'vitest';
import { ASK_TIMEOUT_MS, Connection } from './connection.ts';
import type { LineState } from './line-state.ts';
import type { Hint } from './surroundings.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { created, party } from './testing/people.ts';
import type { WireEvents } from './wire.ts';

interface Attempt {
  readonly at: number;
  readonly handshake: Handshake;
  readonly events: WireEvents;
  readonly sent: { readonly name: string; readonly reply: (reply: unknown) => void }[];
  closed: boolean;
}

class Bench {
  readonly clock = new FakeClock();
  readonly attempts: Attempt[] = [];
  readonly lines: LineState[] = [];
  readonly bugs: string[] = [];
  readonly connection: Connection;
  hint: (hint: Hint) => void = () => undefined;

  constructor() {
    this.connection = new Connection(
      {
        token: 't'.repeat(30),
        device: () => Promise.resolve(DeviceId.parse('device-1')),
        clock: this.clock,
        random: () => 0.5,
        surroundings: {
          on: (listener) => {
            this.hint = listener;
            return () => undefined;
          },
        },
        openWire: (handshake, events) => {
          const attempt: Attempt = { at: this.clock.now(), handshake, events, sent: [], closed: false };
          this.attempts.push(attempt);
          return {
            send: (name, _input, reply) => attempt.sent.push({ name, reply }),
            close: () => {
              attempt.closed = true;
            },
          };
        },
      },
      {
        line: (state) => this.lines.push(state),
        received: () => undefined,
        bug: (what) => this.bugs.push(what),
      },
    );
  }

  get last(): Attempt {
    const attempt = this.attempts.at(-1);
    if (attempt === undefined) throw new Error('no attempt');
    return attempt;
  }

  greet(): void {
    const view = viewFor(create(created), party);
    this.last.events.notice('view', { rev: 1, now: 1, view });
  }

  async online(): Promise<void> {
    this.connection.open({ takeOver: true });
    await this.clock.pass(0);
    this.greet();
  }
}

test('is online with the first view, not with the socket', async () => {
  const bench = new Bench();
  bench.connection.open({ takeOver: true });
  await bench.clock.pass(0);
  await expect(bench.connection.ask('hand.raise', { epoch: 1 })).rejects.toMatchObject({
    reply: { code: 'connection.away', category: 'retry' },
  });
  bench.greet();
  expect(bench.lines).toEqual([{ kind: 'online' }]);
});

test('carries the press until it has come through, and no longer', async () => {
  const bench = new Bench();
  bench.connection.open({ takeOver: true });
  await bench.clock.pass(0);
  bench.last.events.refused(null);
  await bench.clock.pass(1_000);
  bench.greet();
  bench.last.events.closed();
  await bench.clock.pass(1_000);
  expect(bench.attempts.map(({ handshake }) => handshake.takeOver)).toEqual([true, true, false]);
});

test('comes back quickly at first, then ever more slowly up to a second', async () => {
  const bench = new Bench();
  await bench.online();
  bench.last.events.closed();
  const delays: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const count = bench.attempts.length;
    const from = bench.clock.now();
    while (bench.attempts.length === count) await bench.clock.pass(10);
    delays.push(bench.last.at - from);
    bench.last.events.refused(null);
  }
  expect(delays).toEqual([50, 100, 200, 400, 800, 1_000, 1_000, 1_000]);
});

test('an answer that does not come is a lost line to whoever asked', async () => {
  const bench = new Bench();
  await bench.online();
  const asked = bench.connection.ask('hand.raise', { epoch: 1 });
  const outcome = asked.catch((error: unknown) => error);
  await bench.clock.pass(ASK_TIMEOUT_MS);
  expect(await outcome).toMatchObject({ reply: { code: 'connection.lost', category: 'retry' } });
});

test('whoever waits for an answer is told at once when the line breaks', async () => {
  const bench = new Bench();
  await bench.online();
  const asked = bench.connection.ask('hand.raise', { epoch: 1 });
  bench.last.events.closed();
  await expect(asked).rejects.toMatchObject({ reply: { code: 'connection.lost' } });
});

test('refusals carry the server’s reply, and an answer of the wrong shape is none', async () => {
  const bench = new Bench();
  await bench.online();
  const refused = bench.connection.ask('hand.raise', { epoch: 1 });
  bench.last.sent[0]?.reply({ ok: false, error: replyOf('room.not-in') });
  await expect(refused).rejects.toMatchObject({ reply: replyOf('room.not-in') });
  const garbled = bench.connection.ask('chat.history', { epoch: 1, before: null });
  bench.last.sent[1]?.reply({ ok: true, value: { messages: 'none' } });
  await expect(garbled).rejects.toMatchObject({ reply: { code: 'server.failed' } });
  expect(bench.bugs).toHaveLength(1);
});

test.each(['link.expired', 'link.revoked', 'connection.superseded', 'request.malformed'] as const)(
  '%s at the handshake ends it',
  async (code) => {
    const bench = new Bench();
    bench.connection.open({ takeOver: true });
    await bench.clock.pass(0);
    bench.last.events.refused(replyOf(code));
    await bench.clock.pass(60_000);
    bench.hint('online');
    expect(bench.attempts).toHaveLength(1);
    expect(bench.lines).toEqual([{ kind: 'dropped', error: replyOf(code) }]);
  },
);

test('a crowded server is left alone for a while', async () => {
  const bench = new Bench();
  bench.connection.open({ takeOver: true });
  await bench.clock.pass(0);
  bench.last.events.refused(replyOf('request.too-many'));
  await bench.clock.pass(2_900);
  expect(bench.attempts).toHaveLength(1);
  await bench.clock.pass(200);
  expect(bench.attempts).toHaveLength(2);
});

test('a socket that opens and says nothing is given up', async () => {
  const bench = new Bench();
  bench.connection.open({ takeOver: true });
  await bench.clock.pass(10_000);
  expect(bench.attempts.length).toBeGreaterThan(1);
  expect(bench.attempts[0]?.closed).toBe(true);
});

test('[GATE-19] a line on which nothing comes any more is given up within a second', async () => {
  const bench = new Bench();
  await bench.online();
  for (let ping = 0; ping < 20; ping += 1) {
    await bench.clock.pass(250);
    bench.last.events.alive();
  }
  expect(bench.attempts).toHaveLength(1);
  await bench.clock.pass(850);
  expect(bench.last.closed).toBe(false);
  await bench.clock.pass(149);
  expect(bench.lines.at(-1)?.kind).toBe('reconnecting');
});

test('a page that was held up reads what came meanwhile before it judges', async () => {
  const bench = new Bench();
  await bench.online();
  bench.clock.stall(3_000);
  await bench.clock.pass(0);
  bench.last.events.alive();
  await bench.clock.pass(900);
  expect(bench.last.closed).toBe(false);
  bench.clock.stall(3_000);
  await bench.clock.pass(300);
  expect(bench.attempts[0]?.closed).toBe(true);
});

test('waking up with a line that has been silent for a second gives it up at once', async () => {
  const bench = new Bench();
  await bench.online();
  bench.last.events.alive();
  await bench.clock.pass(800);
  bench.hint('woke');
  expect(bench.last.closed).toBe(false);
  bench.clock.stall(200);
  bench.hint('woke');
  expect(bench.last.closed).toBe(true);
  expect(bench.lines.at(-1)?.kind).toBe('reconnecting');
});

test('«offline» is believed at once; «online» does not wait for its turn', async () => {
  const bench = new Bench();
  await bench.online();
  bench.hint('offline');
  expect(bench.lines.at(-1)?.kind).toBe('reconnecting');
  for (let round = 0; round < 6; round += 1) {
    await bench.clock.pass(2_000);
    bench.last.events.refused(null);
  }
  const before = bench.attempts.length;
  bench.hint('online');
  await bench.clock.pass(0);
  expect(bench.attempts).toHaveLength(before + 1);
});

test('a socket that was given up is no longer listened to', async () => {
  const bench = new Bench();
  await bench.online();
  const first = bench.last;
  first.events.closed();
  await bench.clock.pass(100);
  bench.greet();
  first.events.notice('dropped', replyOf('link.revoked'));
  first.events.closed();
  expect(bench.connection.online).toBe(true);
});

test('[GATE-12] what is longer than the server reads is refused on the page, and never sent: the line stands', async () => {
  const bench = new Bench();
  await bench.online();
  // As wide as characters get in bytes, and as long as may be: still far from what ends a line.
  const text = '和'.repeat(MAX_REQUEST_CHARS - 100);
  void bench.connection.ask('note.write', { epoch: 1, text }).catch(() => undefined);
  expect(bench.last.sent).toHaveLength(1);
  expect(Buffer.byteLength(text)).toBeLessThan(MAX_FRAME_BYTES / 2);
  await expect(
    bench.connection.ask('note.write', { epoch: 1, text: 'x'.repeat(MAX_REQUEST_CHARS) }),
  ).rejects.toMatchObject({ reply: replyOf('request.too-large') });
  // As it is sent, where a quotation mark takes two.
  await expect(
    bench.connection.ask('note.write', { epoch: 1, text: '"'.repeat(MAX_REQUEST_CHARS / 2) }),
  ).rejects.toMatchObject({ reply: replyOf('request.too-large') });
  expect(bench.last.sent).toHaveLength(1);
  expect(bench.lines.at(-1)).toEqual({ kind: 'online' });
});
