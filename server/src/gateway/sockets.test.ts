import { queryObjects } from 'node:v8';
import { type ErrorCode, replyOf } from '@parley/shared/errors';
import { MessageId } from '@parley/shared/ids';
import { created, participant } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { afterEach, describe, expect, test } from 'vitest';
import type { Heartbeat } from './silence.ts';
import { LINES_A_MINUTE } from './sockets.ts';
import { Guest } from './testing/guest.ts';
import { Arriving, bring, openHarness } from './testing/harness.ts';

type Harness = Awaited<ReturnType<typeof openHarness>>;
let harness: Harness | null = null;
const guests: Guest[] = [];

async function open(heartbeat?: Heartbeat, sfu = fakeSfu()): Promise<Harness> {
  harness = await openHarness(sfu, Date.now, heartbeat);
  return harness;
}

afterEach(async () => {
  for (const guest of guests.splice(0)) guest.close();
  await harness?.close();
  harness = null;
});

const kept = (guest: Guest): Guest => {
  guests.push(guest);
  return guest;
};
/** Waits until the mediator sees the line of whoever else is here like this. */
const lineSeenBy = (mediator: Guest) => (line: string) =>
  mediator.until('view', () => {
    const people = mediator.all('view').at(-1)?.view.people;
    return people?.find(({ attendance }) => attendance === 'here')?.line === line;
  });
const refusal = (code: ErrorCode) => ({ ok: false, error: replyOf(code) });
const message = (name: string): MessageId => MessageId.parse(name.padEnd(8, '_'));

describe('the handshake', () => {
  test('[GATE-1] without a valid token nobody is let in, and learns why in Chinese and English', async () => {
    const { url } = await open();
    const forged = kept(new Guest(url, { token: 'x'.repeat(40), device: 'device-1', takeOver: true }));
    await expect(forged.connected()).rejects.toEqual(replyOf('link.invalid'));
  });

  test.each([
    ['nothing', {}],
    ['a short token', { token: 'short', device: 'device-1', takeOver: true }],
    ['a token that is no text', { token: 7, device: 'device-1', takeOver: true }],
    ['an endless token', { token: 'x'.repeat(5_000), device: 'device-1', takeOver: true }],
    ['a device that is no id', { token: 'x'.repeat(40), device: '../../etc', takeOver: true }],
    ['no word on taking over', { token: 'x'.repeat(40), device: 'device-1' }],
  ])('[GATE-1] a malformed handshake is refused: %s', async (_name, auth) => {
    const { url } = await open();
    await expect(kept(new Guest(url, auth)).connected()).rejects.toMatchObject({ code: 'request.malformed' });
  });

  test('[GATE-2] a page of another origin gets no socket', async () => {
    const { open: guest, lines } = await open();
    await expect(kept(guest('party', { origin: 'https://elsewhere.example' })).connected()).rejects.toThrow(
      'websocket error',
    );
    expect(lines.size).toBe(0);
  });

  test('[GATE-26] leaves nothing behind of its request and its token', async () => {
    const { open: guest, gateway } = await open();
    await kept(guest('party')).connected();
    const all = [...gateway.sockets.sockets.values()];
    const left = all.map(({ request, handshake: { headers, auth } }) => ({ request, headers, auth }));
    expect(left).toEqual([{ request: null, headers: {}, auth: {} }]);
    expect(queryObjects(Arriving, { format: 'count' })).toBe(0);
  });

  test('[GATE-27] is refused to an address that has begun too many in a minute', async () => {
    expect(LINES_A_MINUTE).toBe(600);
    const few = 40;
    const [as, is] = [undefined, fakeSfu()];
    harness = await openHarness(is, Date.now, as, as, as, as, as, few);
    const { url } = harness;
    const forged = { token: 'x'.repeat(40), device: 'device-1', takeOver: true };
    const codes = await Promise.all(
      Array.from({ length: few + 1 }, () =>
        kept(new Guest(url, forged))
          .connected()
          .then(
            () => 'let in',
            ({ code }: { code: string }) => code,
          ),
      ),
    );
    expect(codes.filter((code) => code === 'link.invalid')).toHaveLength(few);
    expect(codes.filter((code) => code === 'request.too-many')).toHaveLength(1);
  });
});

describe('two devices', () => {
  test('[GATE-3] a press on the second moves the person there and says so on the first', async () => {
    const { open: guest } = await open();
    const first = kept(guest('party'));
    await first.connected();
    await first.until('view', () => true);
    const second = kept(guest('party', { device: 'd-phone' }));
    await second.connected();
    expect((await first.until('dropped', () => true)).code).toBe('connection.superseded');
    await second.until('view', ({ view }) => view.me.line === 'online');
  });

  test('[GATE-3] an automatic reconnect does not take the person back', async () => {
    const { open: guest } = await open();
    const first = kept(guest('party'));
    await first.connected();
    await first.until('view', () => true);
    const second = kept(guest('party', { device: 'd-phone', takeOver: false }));
    expect((await second.until('dropped', () => true)).code).toBe('connection.superseded');
    expect(first.socket.connected).toBe(true);
  });
});

describe('silence', () => {
  const quick: Heartbeat = { intervalMs: 50, timeoutMs: 150 };

  test('[GATE-19] who answers no ping is lost to the others, though the connection stands', async () => {
    const { seat } = await open(quick);
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    party.fallSilent();
    const { view } = await mediator.until('view', ({ view: seen }) =>
      seen.people.some(({ line }) => line === 'lost'),
    );
    expect(view.people.map(({ participant: { name }, line }) => [name, line])).toContainEqual(['Li', 'lost']);
    expect(party.socket.connected).toBe(true);
  });

  test('[GATE-19] nobody is given up for the silence of a server that was held up itself', async () => {
    const { seat } = await open(quick);
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    const held = new Int32Array(new SharedArrayBuffer(4));
    // The answer to this very ping cannot be read before the time for it is over.
    await new Promise<void>((resolve) => {
      party.socket.io.once('ping', () => {
        Atomics.wait(held, 0, 0, 3 * (quick.intervalMs + quick.timeoutMs));
        resolve();
      });
    });
    expect(await party.ask('hand.raise', { epoch: party.epoch })).toMatchObject({ ok: true });
    expect(mediator.all('view').some(({ view }) => view.people.some(({ line }) => line === 'lost'))).toBe(
      false,
    );
  });
});

describe('a session over sockets', () => {
  test('[GATE-4] the mediator admits who waits; both are then shown each other', async () => {
    const { seat, open: guest } = await open();
    const mediator = kept(await seat('mediator', null));
    const party = kept(guest('party'));
    await party.connected();
    expect(await party.ask('session.enter', {})).toMatchObject({ ok: true });
    const { view } = await mediator.until('view', ({ view: seen }) =>
      seen.people.some(({ attendance }) => attendance === 'waiting'),
    );
    expect(view.people.find(({ attendance }) => attendance === 'waiting')?.participant.name).toBe('Li');
    await mediator.ask('lobby.admit', { participants: [participant('party')] });
    const placed = await party.until('view', ({ view: seen }) => seen.place.kind === 'room');
    expect(placed.view.people.map(({ participant: { name } }) => name)).toEqual(['Chen']);
  });

  test('[SES-25] all who wait are admitted by one press, and who is gone by then is passed over', async () => {
    const { seat, open: guest } = await open();
    const mediator = kept(await seat('mediator', null));
    const names = ['party', 'respondent', 'counsel'];
    const coming = names.map((name) => kept(guest(name)));
    for (const each of coming) {
      await each.connected();
      await each.ask('session.enter', {});
    }
    await coming[1]?.ask('session.leave', {});
    const participants = names.map((name) => participant(name));
    expect(await mediator.ask('lobby.admit', { participants })).toMatchObject({ ok: true });
    for (const each of [coming[0], coming[2]])
      await each?.until('view', ({ view }) => view.place.kind === 'room');
    expect(coming[1]?.all('view').at(-1)?.view.place.kind).toBe('left');
    expect(await mediator.ask('lobby.admit', { participants })).toEqual(refusal('participant.not-waiting'));
    expect(await coming[0]?.ask('lobby.admit', { participants })).toEqual(refusal('role.not-allowed'));
  });

  test('[GATE-5] what is written reaches the room and nobody who waits', async () => {
    const { seat, open: guest } = await open();
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    const outside = kept(guest('respondent'));
    await outside.connected();
    await outside.ask('session.enter', {});
    const said = await party.ask('chat.say', { id: message('one'), epoch: 1, text: 'a number' });
    expect(said).toMatchObject({ ok: true });
    await mediator.until('chat', ({ message: { text } }) => text === 'a number');
    expect(await outside.ask('chat.history', { epoch: 1, before: null })).toEqual(refusal('room.not-in'));
    expect(JSON.stringify(outside.told)).not.toContain('a number');
  });

  test('[GATE-6] a change somebody may not know of sends them nothing', async () => {
    const { seat, open: guest } = await open();
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    const outside = kept(guest('respondent'));
    await outside.connected();
    await outside.ask('session.enter', {});
    await outside.until('view', ({ view }) => view.place.kind === 'waiting');
    const before = outside.told.length;
    await party.ask('hand.raise', { epoch: party.epoch });
    await party.ask('chat.say', { id: message('one'), epoch: 1, text: 'hello' });
    await mediator.until('chat', () => true);
    await outside.ask('hand.raise', { epoch: 1 });
    expect(outside.told.slice(before)).toEqual([]);
  });

  test('[GATE-7] a lost line keeps its place; coming back needs no press', async () => {
    const { seat, open: guest, timers } = await open();
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    party.close();
    await mediator.until('view', ({ view }) => view.people.some(({ line }) => line === 'lost'));
    const again = kept(guest('party', { takeOver: false }));
    await again.connected();
    const { view } = await again.until('view', () => true);
    expect(view.place).toMatchObject({ kind: 'room', epoch: 1 });
    timers.fire();
    expect(view.me.line).toBe('online');
  });

  test('[GATE-8] after the grace the others see the person offline', async () => {
    const { seat, timers } = await open();
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    party.close();
    await mediator.until('view', ({ view }) => view.people.some(({ line }) => line === 'lost'));
    timers.fire();
    const offline = await mediator.until('view', ({ view }) =>
      view.people.some(({ line, attendance }) => attendance === 'here' && line === 'offline'),
    );
    expect(offline.view.people.map(({ participant: { name }, line }) => [name, line])).toContainEqual([
      'Li',
      'offline',
    ]);
  });

  test('[SES-12] whoever comes back when the grace is over is told that their microphone is closed', async () => {
    const { seat, open: guest, timers } = await open();
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    const until = lineSeenBy(mediator);
    await party.ask('microphone.set', { open: true, epoch: party.epoch });
    party.close();
    await until('lost');
    timers.fire();
    await until('offline');
    const again = kept(guest('party', { takeOver: false }));
    await again.until('told', ({ kind }) => kind === 'microphone-closed');
    again.close();
    await until('lost');
    const third = kept(guest('party', { takeOver: false }));
    await third.ask('media.capabilities', {});
    expect(third.all('told')).toEqual([]);
  });

  test('[SES-12] whoever was muted while their line was lost is told by whom when they are back, once', async () => {
    const { seat, open: guest } = await open();
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    const until = lineSeenBy(mediator);
    await party.ask('microphone.set', { open: true, epoch: party.epoch });
    party.close();
    await until('lost');
    await mediator.ask('participant.mute', { participant: participant('party') });
    const again = kept(guest('party', { takeOver: false }));
    expect(await again.until('told', () => true)).toEqual({ kind: 'muted', by: 'Chen' });
    again.close();
    await until('lost');
    const third = kept(guest('party', { takeOver: false }));
    await third.ask('media.capabilities', {});
    expect(third.all('told')).toEqual([]);
  });
});

describe('how the lines fare', () => {
  test('[GATE-21] a mediator who reloads or moves knows of a bad line at once, whoever is elsewhere never', async () => {
    const sfu = fakeSfu();
    const { seat, open: guest } = await open(undefined, sfu);
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    const respondent = kept(await seat('respondent', mediator));
    const participants = [participant('party')];
    const caucus = await mediator.ask('caucus.open', { title: 'apart', minutes: null, participants });
    if (!caucus.ok) throw new Error(caucus.error.code);
    await party.until('view', ({ view }) => view.place.kind === 'room' && view.place.roomKind === 'caucus');
    const joined = await party.ask('media.join', { rtpCapabilities: { codecs: [] } });
    if (!joined.ok) throw new Error(joined.error.code);
    const bad = [{ participant: participant('party'), score: 2 }];
    const told = (line: Guest) => line.all('signals').map(({ quality }) => quality);
    sfu.say({ type: 'quality', session: created.id, peer: joined.value.peer, score: 2 });
    await mediator.until('signals', () => true);

    const reloaded = kept(guest('mediator'));
    await reloaded.connected();
    await reloaded.ask('media.capabilities', {});
    expect(told(reloaded)).toEqual([bad]);

    const to = caucus.value.room;
    await bring(reloaded, 'people.move', { participants, to: created.plenary });
    await party.until('view', () => {
      const place = party.all('view').at(-1)?.view.place;
      return place?.kind === 'room' && place.roomKind === 'plenary';
    });
    await respondent.until('signals', () => true);
    await reloaded.ask('people.move', { participants: [participant('mediator')], to });
    await reloaded.until('view', ({ view }) => view.place.kind === 'room' && view.place.room === to);
    await reloaded.ask('media.capabilities', {});
    expect(told(reloaded)).toEqual([bad, bad]);
    expect(told(respondent)).toEqual([bad]);
  });
});

describe('bad input', () => {
  test.each([
    ['no.such.event', {}, 'request.unknown'],
    ['__proto__', {}, 'request.unknown'],
    ['constructor', {}, 'request.unknown'],
    ['chat.say', { id: 'x', epoch: 1, text: 'hi' }, 'request.malformed'],
    ['chat.say', { id: 'message-1', epoch: 1, text: ' \u0000 ' }, 'request.malformed'],
    ['chat.say', { id: 'message-1', epoch: 1.5, text: 'hi' }, 'request.malformed'],
    ['chat.say', { id: 'message-1', epoch: 9, text: 'hi' }, 'epoch.stale'],
    ['lobby.admit', { participants: ['a-stranger'] }, 'participant.not-waiting'],
    ['media.publish', { epoch: 1, source: 'microphone', rtpParameters: {} }, 'request.malformed'],
    ['media.unpublish', { producer: 'not-a-producer' }, 'media.unknown'],
    ['media.ready', { consumer: 'not-a-consumer' }, 'media.not-joined'],
  ] as const)('[GATE-9] %s %j is answered with %s', async (name, input, code) => {
    const { seat } = await open();
    const mediator = kept(await seat('mediator', null));
    expect(await mediator.raw(name, input)).toEqual(refusal(code));
  });

  test('[GATE-9] a bad message that asks for no answer is told to its sender alone', async () => {
    const { seat } = await open();
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    party.socket.emit('no.such.event', 1);
    expect((await party.until('refused', () => true)).code).toBe('request.unknown');
    expect(mediator.all('refused')).toEqual([]);
  });

  test('[GATE-10] a flood from one line is refused; the others go on', async () => {
    const { seat } = await open();
    const mediator = kept(await seat('mediator', null));
    const party = kept(await seat('party', mediator));
    const replies = await Promise.all(Array.from({ length: 400 }, () => party.raw('no.such.event', {})));
    expect(replies).toContainEqual(refusal('request.too-many'));
    expect(await mediator.ask('hand.raise', { epoch: mediator.epoch })).toMatchObject({ ok: true });
  });

  test("[GATE-11] no token and no word of anyone's is in the log", async () => {
    const { seat, logged, registry } = await open();
    const mediator = kept(await seat('mediator', null));
    await mediator.ask('chat.say', { id: message('one'), epoch: 1, text: 'a secret sum' });
    await mediator.raw('chat.say', { id: message('two'), epoch: 1, text: 7, secret: 'a secret sum' });
    await (await registry.get(created.id)).close();
    await mediator.ask('hand.raise', { epoch: mediator.epoch });
    expect(logged.join('')).not.toContain('a secret sum');
    expect(logged.join('')).not.toContain('a-signed-token');
  });
});
