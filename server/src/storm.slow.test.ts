import { once } from 'node:events';
import { connect } from 'node:net';
import { ErrorReply, replyOf } from '@parley/shared/errors';
import { MessageId } from '@parley/shared/ids';
import { type Notice, requests } from '@parley/shared/protocol';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Guest } from './gateway/testing/guest.ts';
import { spoiled } from './lib/testing/spoiled.ts';
import { wellShaped } from './lib/testing/well-shaped.ts';
import { openSfu } from './media/sfu.ts';
import type { Serving } from './serve.ts';
import { freshDatabase, type TestStore } from './store/testing.ts';
import { serveForTest } from './testing-serve.ts';

const SEED = 20_261_123;
const MESSAGES = 16_000;
/** Of these at least so many are malformed; the others are well-formed nonsense. */
const MALFORMED = 10_000;
const AT_ONCE = 50;

let store: TestStore;
let serving: Serving;
let closeSfu: () => Promise<void>;
let tokens: ReadonlyMap<string, string>;
let healthy: Awaited<ReturnType<typeof healthySession>>;

beforeAll(async () => {
  store = await freshDatabase();
  const logger = pino({ level: 'silent' });
  const sfu = await openSfu(
    {
      kind: 'embedded',
      workerBin: process.env['MEDIASOUP_WORKER_BIN'] ?? '',
      workers: 1,
      listenIp: '127.0.0.1',
      listenIpFrom: 'HOST',
      announcedAddress: null,
      firstPort: 0,
    },
    { server: 'storm', generation: 1 },
    { logger, stopping: new AbortController().signal },
  );
  closeSfu = () => sfu.close();
  // Whoever sends so much is stopped before it is read: here all of it is.
  serving = await serveForTest({ store, sfu, logger, limits: { consume: () => Promise.resolve() } });
  const sample = await serving.services.sample();
  tokens = new Map(
    (sample?.links ?? []).map(({ role, side, url }) => [`${role}${side}`, url?.split('#')[1] ?? '']),
  );
  healthy = await healthySession();
});

afterAll(async () => {
  healthy.mediator.close();
  healthy.party.close();
  await serving.close();
  await closeSfu();
  await store.close();
});

let devices = 0;
async function sitDown(role: string): Promise<Guest> {
  const token = [...tokens].find(([key]) => key.startsWith(role))?.[1];
  devices += 1;
  const guest = new Guest(serving.url, { token, device: `storm-device-${devices}`, takeOver: true });
  await guest.connected();
  await guest.ask('session.enter', {});
  return guest;
}

/** What they were shown last. */
async function shown(guest: Guest): Promise<Notice<'view'>> {
  const first = await guest.until('view', () => true);
  return guest.last('view') ?? first;
}

/** Whoever waits in the lobby is in the room once this resolves. */
async function letIn(mediator: Guest, guest: Guest): Promise<void> {
  const { rev, view } = await shown(guest);
  if (view.place.kind === 'room') return;
  await mediator.ask('lobby.admit', { participants: [view.me.participant.id] });
  await guest.until('view', (seen) => seen.rev > rev && seen.view.place.kind === 'room');
}

const peers = new Set<Guest>();
/** Where an attacker can do most: a peer of the SFU, among the healthy. */
async function inTheRoom(mediator: Guest, attacker: Guest): Promise<void> {
  if (peers.has(attacker) && (await shown(attacker)).view.place.kind === 'room') return;
  await attacker.ask('session.enter', {});
  await letIn(mediator, attacker);
  const known = await attacker.ask('media.capabilities', {});
  if (!known.ok) throw new Error(`no media: ${known.error.code}`);
  const joined = await attacker.ask('media.join', known.value);
  if (!joined.ok) throw new Error(`the attacker has no peer: ${joined.error.code}`);
  peers.add(attacker);
}

/** All that was ever said in a session, as it is stored. */
async function stored(): Promise<string[]> {
  const logs = await Promise.all(
    (await store.events.sessions()).map((session) => store.events.load(session)),
  );
  return logs.flat().flatMap((event) => (event.type === 'chat.said' ? [event.message.text] : []));
}

/** Two people in a room who go on talking while the storm blows; it fails if a word of theirs is lost. */
async function healthySession(): Promise<{
  mediator: Guest;
  party: Guest;
  exchange: (n: number) => Promise<void>;
}> {
  const mediator = await sitDown('mediator');
  await mediator.until('view', ({ view: seen }) => seen.place.kind === 'room');
  await mediator.ask('joint.gather', { seconds: 3 });
  await mediator.until('view', ({ view: seen }) => seen.board !== null && seen.board.jointSince !== null);
  const party = await sitDown('party');
  await letIn(mediator, party);
  const exchange = async (n: number): Promise<void> => {
    const text = `still here, ${n}`;
    const said = await party.ask('chat.say', { id: MessageId.parse(`healthy-${n}`), epoch: 1, text });
    expect(said).toMatchObject({ ok: true });
    await mediator.until('chat', ({ message }) => message.text === text);
  };
  return { mediator, party, exchange };
}

/** Of a request that went no further than its form. */
const UNREAD: ReadonlySet<string> = new Set(['request.malformed', 'request.unknown', 'reserved']);
const Word = z.looseObject({ text: z.string() });

const requestNames = Object.keys(requests) as (keyof typeof requests)[];
const noRequests = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'view', 'dropped', 'connect_error', '', ' '),
  fc.string({ maxLength: 40 }),
);

/** What nobody means; and what is there, and is another's. */
const absurd = fc.oneof(
  fc.constantFrom<unknown>(-1, 0, 1.5, 1e308, 2 ** 53, '', '\u0000', '\ud800', '\u202e', [], null, {}),
  fc.constantFrom('x'.repeat(300), 'healthy-1', '__proto__________', 'toString'),
  fc.anything({ maxDepth: 2, withBigInt: false, withDate: false }),
);

/** What the form alone does not say: it is of the stay they are in, and the language that prevails is one there is. */
function fitted(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const epoch = 'epoch' in input ? { epoch: 1 } : {};
  const languages = z
    .array(z.unknown())
    .safeParse('prevailing' in input && 'languages' in input && input.languages);
  return { ...input, ...epoch, ...(languages.success ? { prevailing: languages.data[0] } : {}) };
}

/** Of the form that a request has, in half of them but for one place. */
const shaped = fc
  .oneof(...requestNames.map((name) => wellShaped(requests[name].input).map((input) => ({ name, input }))))
  .chain(({ name, input }) =>
    fc
      .tuple(fc.oneof(fc.constant(input), spoiled(input, absurd)), fc.boolean())
      .map(([each, fits]): [string, unknown] => [name, fits ? fitted(each) : each]),
  );

const malformed = fc.oneof(
  fc.tuple(noRequests, absurd),
  fc.tuple(fc.constantFrom<string>(...requestNames), absurd),
);

/** Of the right shape, and nonsense to whoever knows what it means: this reaches the SFU. */
const nonsense = fc
  .record({
    epoch: fc.constant(1),
    source: fc.constantFrom('microphone', 'camera', 'screen'),
    rtpParameters: fc.record({
      codecs: fc.array(
        fc.record({
          mimeType: fc.constantFrom('audio/opus', 'video/VP8', 'video/rtx', 'video/H264'),
          payloadType: fc.integer({ min: 0, max: 127 }),
          clockRate: fc.constantFrom(1, 8_000, 48_000, 90_000),
          channels: fc.constantFrom(1, 2),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      encodings: fc.array(fc.record({ ssrc: fc.integer({ min: 1, max: 2 ** 32 - 1 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  })
  .map((input): [string, unknown] => ['media.publish', input]);

const storms = fc.oneof(
  { weight: 11, arbitrary: malformed },
  { weight: 11, arbitrary: shaped },
  { weight: 1, arbitrary: nonsense },
);

/** What could be the number of a stay is that of theirs. */
const here = (input: unknown, epoch: number): unknown =>
  typeof input === 'object' && input !== null && 'epoch' in input && input.epoch === 1
    ? { ...input, epoch }
    : input;

describe('more than ten thousand malformed messages', () => {
  test('[GATE-12] each is answered with a typed error or changes nothing of others; a healthy session goes on', {
    timeout: 240_000,
  }, async () => {
    const { mediator, exchange } = healthy;
    const attackers = [await sitDown('interpreter'), await sitDown('recorder')];
    const storm = fc.sample(storms, { seed: SEED, numRuns: MESSAGES });
    const outcomes = new Map<string, number>();
    const reached = new Set<string>();
    const taken: string[] = [];
    for (let start = 0; start < storm.length; start += AT_ONCE) {
      const attacker = attackers[(start / AT_ONCE) % attackers.length];
      if (attacker === undefined) throw new Error('no attacker');
      if (!attacker.socket.connected) throw new Error('the attacker was cut off without being told why');
      await inTheRoom(mediator, attacker);
      const { epoch } = attacker;
      const batch = storm.slice(start, start + AT_ONCE);
      const replies = await Promise.all(
        batch.map(async ([name, input]) => {
          const reply = await send(attacker, name, here(input, epoch));
          if (!UNREAD.has(reply)) reached.add(name);
          if (reply === 'ok' && name === 'chat.say') taken.push(Word.parse(input).text);
          return reply;
        }),
      );
      for (const reply of replies) outcomes.set(reply, (outcomes.get(reply) ?? 0) + 1);
      if (start % 500 === 0) await exchange(start);
    }
    await exchange(MESSAGES);
    const counted = (code: string): number => outcomes.get(code) ?? 0;
    // Not vacuous: all were read, most were refused by their form, and some only by the SFU itself.
    expect(storm).toHaveLength(MESSAGES);
    expect(counted('request.too-many')).toBe(0);
    expect(counted('request.malformed') + counted('request.unknown')).toBeGreaterThan(MALFORMED);
    expect(counted('request.unknown')).toBeGreaterThan(1_000);
    expect(counted('media.bad-parameters')).toBeGreaterThan(0);
    expect(counted('server.failed')).toBe(0);
    // And there is no request that was not also made in good form.
    expect(requestNames.filter((name) => !reached.has(name))).toEqual([]);
    const words = mediator.all('chat').map(({ message }) => message.text);
    const theirs = Array.from({ length: MESSAGES / 500 }, (_, n) => `still here, ${n * 500}`);
    expect(words.filter((text) => text.startsWith('still here'))).toEqual([
      ...theirs,
      `still here, ${MESSAGES}`,
    ]);
    // Nothing of what was refused is stored either.
    expect((await stored()).toSorted()).toEqual([...theirs, `still here, ${MESSAGES}`, ...taken].toSorted());
    expect(mediator.all('refused')).toEqual([]);
    expect(await fetch(`${serving.url}/healthz`).then(({ status }) => status)).toBe(200);
    for (const guest of attackers) guest.close();
  });

  test('[GATE-12] truncated, oversized and broken frames end their own connection and no other', async () => {
    const { mediator, party, exchange } = healthy;
    const frames = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), { seed: SEED, numRuns: 200 });
    for (const frame of frames) await rawConnection(frame);
    const huge = await sitDown('recorder');
    expect(await huge.raw('chat.say', 'x'.repeat(200_000))).toEqual({
      ok: false,
      error: replyOf('request.too-large'),
    });
    const ended = new Promise((resolve) => huge.socket.once('disconnect', resolve));
    huge.socket.emit('chat.say', 'x'.repeat(2_000_000));
    await ended;
    await exchange(1);
    expect(mediator.socket.connected && party.socket.connected).toBe(true);
  });
});

/** The code of the refusal, `ok`, or a failure when the answer is of no known shape. */
async function send(guest: Guest, name: string, input: unknown): Promise<string> {
  // Names that Socket.IO itself reserves never leave its client.
  if (
    ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].includes(
      name,
    )
  ) {
    return 'reserved';
  }
  const reply = (await guest.raw(name, input)) as { ok?: unknown; error?: unknown };
  if (reply.ok === true) return 'ok';
  return ErrorReply.parse(reply.error).code;
}

/** Upgrades to a WebSocket by hand, writes bytes that are no frame, and waits until the server has ended it. */
async function rawConnection(bytes: Uint8Array): Promise<void> {
  const { hostname, port } = new URL(serving.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(
    [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: ${hostname}:${port}`,
      `Origin: ${serving.url}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n'),
  );
  await once(socket, 'data');
  socket.resume();
  socket.end(bytes);
  await once(socket, 'close');
}
