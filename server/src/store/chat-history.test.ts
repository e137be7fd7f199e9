import type { RoomId, SessionId } from '@parley/shared/ids';
import type { Span } from '@parley/shared/policy';
import type { ChatMessage } from '@parley/shared/session';
import { by, created, server } from '@parley/shared/session/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DuplicateMessage } from './event-log.ts';
import { freshDatabase, type TestStore } from './testing.ts';
import { caucus, messageId, newSession, said, whispered } from './testing/events.ts';

let store: TestStore;
beforeAll(async () => {
  store = await freshDatabase();
});
afterAll(() => store.close());

const { plenary } = created;
const all = (session: SessionId, place: RoomId) => ({
  session,
  room: place,
  spans: [{ from: 0, to: null, which: 'all' as const }],
});

/** A session in which one line was said at each of these times, named `m0`, `m1` … */
async function chatted(times: readonly number[], place = plenary): Promise<SessionId> {
  const first = newSession();
  const lines = times.map((at, index) => said(`m${index}`, `line ${index}`, { at, place }));
  await store.events.append(first.id, 0, [first, ...lines], server, 1_000);
  return first.id;
}

const names = (messages: readonly ChatMessage[]): readonly string[] =>
  messages.map(({ id }) => id.replaceAll('_', ''));

test('the newest lines come, the oldest of them first', async () => {
  const id = await chatted([1, 2, 3, 4, 5]);
  expect(names(await store.events.chatHistory(all(id, plenary), null, 3))).toEqual(['m2', 'm3', 'm4']);
  expect(names(await store.events.chatHistory(all(id, plenary), 3, 3))).toEqual(['m0', 'm1']);
  expect(await store.events.chatHistory(all(id, plenary), 1, 3)).toEqual([]);
});

test('a room is told nothing of another', async () => {
  const id = await chatted([1, 2]);
  await store.events.append(id, 3, [said('secret', 'between us', { at: 3, place: caucus })], by('party'), 3);
  expect(names(await store.events.chatHistory(all(id, plenary), null, 10))).toEqual(['m0', 'm1']);
  expect(names(await store.events.chatHistory(all(id, caucus), null, 10))).toEqual(['secret']);
});

test('only what was said within the given spans is read', async () => {
  const id = await chatted([1, 2, 3, 4, 5]);
  const read = (...spans: Span[]) =>
    store.events.chatHistory({ session: id, room: plenary, spans }, null, 10).then(names);
  expect(await read({ from: 2, to: 5, which: 'all' })).toEqual(['m1', 'm2']);
  expect(await read({ from: 0, to: 3, which: 'all' }, { from: 5, to: null, which: 'all' })).toEqual([
    'm0',
    'm4',
  ]);
  expect(await read()).toEqual([]);
});

test('[TELL-3] of a span that is for what was told, what was said in it is not read', async () => {
  const first = newSession();
  const kinds = ['said', 'sent', 'announced'] as const;
  const lines = kinds.map((kind, at) => {
    const line = said(kind, kind, { at });
    return line.type === 'chat.said' ? { ...line, message: { ...line.message, kind } } : line;
  });
  await store.events.append(first.id, 0, [first, ...lines], server, 1_000);
  const read = (which: Span['which']) =>
    store.events
      .chatHistory({ session: first.id, room: plenary, spans: [{ from: 1, to: null, which }] }, null, 10)
      .then(names);
  expect(await read('all')).toEqual(['said', 'sent', 'announced']);
  expect(await read('told')).toEqual(['sent', 'announced']);
  expect(await read('announced')).toEqual(['announced']);
});

test('a session is told nothing of another, though its rooms have the same ids', async () => {
  await chatted([1]);
  const id = await chatted([]);
  expect(await store.events.chatHistory(all(id, plenary), null, 10)).toEqual([]);
});

test('a message is found by its id, in its session', async () => {
  const id = await chatted([7]);
  const expected = said('m0', 'line 0', { at: 7 });
  expect({ type: 'chat.said', message: await store.events.findMessage(id, messageId('m0')) }).toEqual(
    expected,
  );
  expect(await store.events.findMessage(id, messageId('m1'))).toBeNull();
  expect(await store.events.findMessage(newSession().id, messageId('m0'))).toBeNull();
});

test('page after page gives every line once, also where many were said in one millisecond', {
  timeout: 60_000,
}, async () => {
  const times = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(times, fc.integer({ min: 1, max: 6 }), async (said, limit) => {
      const id = await chatted(said);
      const read: ChatMessage[] = [];
      for (let before: number | null = null; ; before = read[0]?.at ?? null) {
        const page = await store.events.chatHistory(all(id, plenary), before, limit);
        if (page.length === 0) break;
        read.unshift(...page);
      }
      const inOrder = said.map((at, index) => ({ at, name: `m${index}` })).toSorted((a, b) => a.at - b.at);
      expect(names(read)).toEqual(inOrder.map(({ name }) => name));
    }),
    { numRuns: 40 },
  );
});

test('[BOOTH-4] what interpreters write to each other is in no chat, and nothing of the chat among it', async () => {
  const id = await chatted([1, 2]);
  const lines = [
    whispered('b1', { at: 3 }),
    whispered('b2', { at: 4 }),
    whispered('b3', { at: 5, place: caucus }),
  ];
  await store.events.append(id, 3, lines, by('interpreter'), 3);
  const read = async (place: RoomId, before: number | null = null) =>
    (await store.events.boothHistory(all(id, place), before, 10)).map(({ text }) => text);
  expect([await read(plenary), await read(plenary, 4), await read(caucus)]).toEqual([
    ['b1', 'b2'],
    ['b1'],
    ['b3'],
  ]);
  expect(names(await store.events.chatHistory(all(id, plenary), null, 10))).toEqual(['m0', 'm1']);
  expect(await store.events.findMessage(id, messageId('b1'))).toBeNull();
  expect(await store.events.findBoothMessage(id, messageId('m0'))).toBeNull();
  expect(await store.events.findBoothMessage(id, messageId('b3'))).toMatchObject({
    text: 'b3',
    room: caucus,
  });
});

test('[BOOTH-5] a line of theirs is stored once', async () => {
  const id = await chatted([1]);
  await store.events.append(id, 2, [whispered('b1')], by('interpreter'), 3);
  await expect(store.events.append(id, 3, [whispered('b1')], by('interpreter'), 4)).rejects.toThrow(
    DuplicateMessage,
  );
});
