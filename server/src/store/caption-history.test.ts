import { CaptionId, type RoomId, type SessionId } from '@parley/shared/ids';
import type { Span } from '@parley/shared/policy';
import type { SessionEvent } from '@parley/shared/session';
import { by, created, participant, server } from '@parley/shared/session/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestStore } from './testing.ts';
import { caucus, newSession, said } from './testing/events.ts';

let store: TestStore;
beforeAll(async () => {
  store = await freshDatabase();
});
afterAll(() => store.close());

const { plenary } = created;

const captioned = (name: string, began: number, at: number, room: RoomId = plenary): SessionEvent => ({
  type: 'caption.said',
  line: {
    id: CaptionId.parse(name.padEnd(8, '_')),
    room,
    epoch: 1,
    by: participant('recorder'),
    language: 'en',
    text: `line ${name}`,
    began,
    at,
  },
});

/** A session of these events after its first; their numbers begin with 2. */
async function session(...events: readonly SessionEvent[]): Promise<SessionId> {
  const first = newSession();
  await store.events.append(first.id, 0, [first, ...events], server, 1_000);
  return first.id;
}

const whole: Span = { from: 0, to: null, which: 'all' };
const read = async (
  id: SessionId,
  spans: readonly Span[],
  {
    room = plenary,
    before = null,
    limit = 10,
  }: { room?: RoomId; before?: number | null; limit?: number } = {},
) => (await store.events.captionHistory({ session: id, room, spans }, before, limit)).map(({ text }) => text);

test('[CAP-6] what was kept in a room is found there, the newest lines, the oldest of them first', async () => {
  const id = await session(
    captioned('a', 2, 10),
    said('word', 'a word'),
    captioned('b', 3, 20),
    captioned('c', 5, 30),
  );
  await store.events.append(id, 5, [captioned('apart', 6, 40, caucus)], by('recorder'), 3);
  expect(await read(id, [whole])).toEqual(['line a', 'line b', 'line c']);
  expect(await read(id, [whole], { limit: 2 })).toEqual(['line b', 'line c']);
  expect(await read(id, [whole], { before: 30 })).toEqual(['line a', 'line b']);
  expect(await read(id, [whole], { room: caucus })).toEqual(['line apart']);
});

test('[CAP-6] a page does not end between two lines of the same millisecond', async () => {
  const id = await session(captioned('a', 2, 10), captioned('b', 3, 20), captioned('c', 4, 20));
  expect(await read(id, [whole], { limit: 1 })).toEqual(['line b', 'line c']);
  expect(await read(id, [whole], { limit: 1, before: 20 })).toEqual(['line a']);
});

test('[CAP-6] only of a line that was begun and done within one span', async () => {
  const id = await session(captioned('a', 2, 10), captioned('b', 2, 20), captioned('c', 4, 30));
  expect(await read(id, [{ from: 2, to: null, which: 'all' }])).toEqual(['line c']);
  expect(await read(id, [{ from: 1, to: 4, which: 'all' }])).toEqual(['line a', 'line b']);
  expect(
    await read(id, [
      { from: 1, to: 3, which: 'all' },
      { from: 3, to: 4, which: 'all' },
    ]),
  ).toEqual(['line a']);
  expect(await read(id, [{ from: 0, to: null, which: 'told' }])).toEqual([]);
  expect(await read(id, [])).toEqual([]);
});

test('[CAP-6] a line that was kept twice is read once, as it was first; another’s of that name is another', async () => {
  const theirs = captioned('a', 2, 10);
  const id = await session(captioned('a', 2, 10), captioned('b', 3, 20), captioned('a', 4, 30));
  if (theirs.type !== 'caption.said') throw new Error('no line');
  const other: SessionEvent = {
    ...theirs,
    line: { ...theirs.line, by: participant('party'), text: 'another', at: 40 },
  };
  await store.events.append(id, 4, [other], by('recorder'), 3);
  expect(await read(id, [whole])).toEqual(['line a', 'line b', 'another']);
});
