import { LinkId, MessageId } from '@parley/shared/ids';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import { type Presence, type SessionState, settledIn } from '@parley/shared/session';
import { created, device, participant } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Connection, type ConnectionParts } from './connection.ts';
import { openHarness } from './testing/harness.ts';

let harness: Awaited<ReturnType<typeof openHarness>>;
/** What is written down, and what is counted. */
let logged: string[];
let counted: unknown[];
let markJoined: ConnectionParts['markJoined'];
let consume: () => Promise<void>;
beforeEach(async () => {
  harness = await openHarness(fakeSfu());
  logged = [];
  counted = [];
  markJoined = async () => undefined;
  consume = async () => undefined;
});
afterEach(() => harness.close());

/** The mediator opens a line that a test holds in its hand. */
async function open({ from = 'd-mediator', takeOver = true } = {}) {
  const host = await harness.registry.get(created.id);
  const happened: unknown[] = [];
  const id = participant('mediator');
  const line = new Connection(
    {
      send: (name, notice) => {
        if (name === 'refused' || name === 'dropped') happened.push(notice);
      },
      end: () => void happened.push('end'),
      reset: () => void happened.push('reset'),
    },
    {
      holder: { link: LinkId.parse('link-mediator'), session: created.id, participant: id },
      handshake: { token: 'a-signed-token-of-a-mediator', device: device(from), takeOver },
      host,
    },
    {
      lines: harness.lines,
      markJoined: (link) => markJoined(link),
      logger: pino({}, { write: (text: string) => void logged.push(text) }),
      onRequest: (...what) => void counted.push(what),
    },
    { consume: () => consume() },
  );
  const ask = (name: string, input: unknown, tooLong = false): Promise<unknown> =>
    new Promise((resolve) => void line.received({ name, rest: [input, resolve], tooLong }));
  return { host, line, happened, ask };
}

const refused = (code: ErrorCode): unknown => {
  const error: unknown = expect.objectContaining({ code });
  return { ok: false, error };
};
const mediatorIn = ({ people }: SessionState): Presence | null => people.get(participant('mediator')) ?? null;
const isThere = async (): Promise<boolean> => {
  const { actor } = await harness.registry.get(created.id);
  return mediatorIn(actor.state)?.attendance.kind === 'placed';
};
/** Resolves once they have come into their room. */
async function settled(): Promise<void> {
  const { actor } = await harness.registry.get(created.id);
  await new Promise<void>((resolve) => {
    const look = (): void => {
      const person = mediatorIn(actor.state);
      if (person !== null && settledIn(person) !== null) resolve();
    };
    actor.listen(look);
    look();
  });
}

describe('a line that cannot be opened', () => {
  test('comes back by itself when only the store was away, which is nobody’s mistake', async () => {
    markJoined = () => Promise.reject(new Refusal('store.unavailable'));
    const { ask, happened } = await open();
    expect(await ask('session.enter', {})).toEqual(refused('connection.unknown'));
    expect(happened).toEqual(['reset']);
    expect(logged).toEqual([]);
  });

  test('is told why when its link is good no more', async () => {
    markJoined = () => Promise.reject(new Refusal('link.revoked'));
    const { ask, happened } = await open();
    await ask('session.enter', {});
    expect(happened).toEqual([expect.objectContaining({ code: 'link.revoked' }), 'end']);
  });

  test('is written down when nobody foresaw why', async () => {
    markJoined = () => Promise.reject(new Error('it broke'));
    const { ask, happened } = await open();
    await ask('session.enter', {});
    expect(happened).toEqual(['reset']);
    expect(logged).toEqual([expect.stringContaining('it broke')]);
  });
});

describe('a line that has ended', () => {
  test('[GATE-26] is remembered by nobody', async () => {
    const { host, line, ask } = await open();
    await ask('session.enter', {});
    expect(host.fanOut.remembered.lines).toBe(1);
    await line.ended();
    expect(host.fanOut.remembered.lines).toBe(0);
  });

  test('[GATE-26] while it was still being opened is remembered by nobody', async () => {
    const [joining, joined] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    markJoined = async () => {
      joining.resolve();
      await joined.promise;
    };
    const { host, line } = await open();
    await joining.promise;
    const ended = line.ended();
    joined.resolve();
    await ended;
    expect(host.fanOut.remembered.lines).toBe(0);
  });
});

describe('what is asked', () => {
  test('[GATE-9] without a place for the answer is denied as malformed, and does nothing', async () => {
    const { line, happened, ask } = await open();
    await line.received({ name: 'session.enter', rest: [{}], tooLong: false });
    expect(happened).toContainEqual(expect.objectContaining({ code: 'request.malformed' }));
    expect(await isThere()).toBe(false);
    expect(await ask('session.enter', {})).toMatchObject({ ok: true });
    expect(await isThere()).toBe(true);
  });

  test('[GATE-12] in too long a message is denied as such, and does nothing', async () => {
    const { ask } = await open();
    expect(await ask('session.enter', {}, true)).toEqual(refused('request.too-large'));
    expect(await isThere()).toBe(false);
  });

  test('[GATE-10] too often is denied as such, and does nothing', async () => {
    const { ask } = await open();
    consume = () => Promise.reject(new Error('too often'));
    expect(await ask('session.enter', {})).toEqual(refused('request.too-many'));
    expect(await isThere()).toBe(false);
  });

  test('[GATE-3] on a line that was not let on is denied, and does nothing', async () => {
    const first = await open();
    await first.ask('session.enter', {});
    const second = await open({ from: 'd-another', takeOver: false });
    const say = { epoch: 1, id: MessageId.parse('one_____'), text: 'from the other device' };
    expect(await second.ask('chat.say', say)).toEqual(refused('connection.unknown'));
  });

  test('[GATE-18] on a line that another device took over is denied, also what is only read', async () => {
    const first = await open();
    await first.ask('session.enter', {});
    await settled();
    const read = { epoch: 1, before: null };
    expect(await first.ask('chat.history', read)).toMatchObject({ ok: true });
    const second = await open({ from: 'd-another' });
    expect(await second.ask('chat.history', read)).toMatchObject({ ok: true });
    expect(await first.ask('chat.history', read)).toEqual(refused('connection.superseded'));
    expect(await first.ask('session.leave', {})).toEqual(refused('connection.superseded'));
    expect(await isThere()).toBe(true);
  });

  test('is counted as what came of it', async () => {
    const { ask } = await open();
    await ask('session.enter', {});
    await ask('session.enter', 'not what it takes');
    expect(counted).toEqual([
      ['session.enter', true, 'ok'],
      ['session.enter', true, 'request.malformed'],
    ]);
  });
});
