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

const captioned = (name: string, began: number, room: RoomId = plenary): SessionEvent => ({
  type: 'caption.said',
  line: {
    id: CaptionId.parse(name.padEnd(8, '_')),
    room,
    epoch: 1,
    by: participant('recorder'),
    language: 'en',
    text: `line ${name}`,
    began,
    at: 2_000,
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
) =>
  (await store.events.captionHistory({ session: id, room, spans }, before, limit)).map(({ line, seq }) => [
    line.text,
    seq,
  ]);

test('[CAP-6] what was kept in a room is found there, the newest lines, the oldest of them first', async () => {
  const id = await session(captioned('a', 2), said('word', 'a word'), captioned('b', 3), captioned('c', 5));
  await store.events.append(id, 5, [captioned('apart', 6, caucus)], by('recorder'), 3);
  expect(await read(id, [whole])).toEqual([
    ['line a', 2],
    ['line b', 4],
    ['line c', 5],
  ]);
  expect(await read(id, [whole], { limit: 2 })).toEqual([
    ['line b', 4],
    ['line c', 5],
  ]);
  expect(await read(id, [whole], { before: 5 })).toEqual([
    ['line a', 2],
    ['line b', 4],
  ]);
  expect(await read(id, [whole], { room: caucus })).toEqual([['line apart', 6]]);
});

test('[CAP-6] only of a line that was begun and done within one span', async () => {
  const id = await session(captioned('a', 2), captioned('b', 2), captioned('c', 4));
  expect(await read(id, [{ from: 2, to: null, which: 'all' }])).toEqual([['line c', 4]]);
  expect(await read(id, [{ from: 1, to: 4, which: 'all' }])).toEqual([
    ['line a', 2],
    ['line b', 3],
  ]);
  expect(
    await read(id, [
      { from: 1, to: 3, which: 'all' },
      { from: 3, to: 4, which: 'all' },
    ]),
  ).toEqual([['line a', 2]]);
  expect(await read(id, [{ from: 0, to: null, which: 'told' }])).toEqual([]);
  expect(await read(id, [])).toEqual([]);
});

test('[CAP-6] a line that was kept twice is read once, as it was first; another’s of that name is another', async () => {
  const theirs = captioned('a', 2);
  const id = await session(captioned('a', 2), captioned('b', 3), captioned('a', 4));
  if (theirs.type !== 'caption.said') throw new Error('no line');
  const other: SessionEvent = {
    ...theirs,
    line: { ...theirs.line, by: participant('party'), text: 'another' },
  };
  await store.events.append(id, 4, [other], by('recorder'), 3);
  expect(await read(id, [whole])).toEqual([
    ['line a', 2],
    ['line b', 3],
    ['another', 5],
  ]);
});
