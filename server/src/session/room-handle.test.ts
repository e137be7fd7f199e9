import { MessageId } from '@parley/shared/ids';
import { by, created, participant, room, Scenario } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { SessionActor } from './actor.ts';
import { RoomHandle } from './room-handle.ts';
import { MemoryLog } from './testing/memory-log.ts';

const id = (name: string) => MessageId.parse(name.padEnd(8, '_'));

async function inPlenary() {
  const log = new MemoryLog();
  log.rows.set(created.id, [...new Scenario().seat('party', 'respondent', 'observer').events]);
  const actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  const handle = (name: string, epoch = 1) => RoomHandle.of(actor, log, by(name), epoch);
  const leave = (name: string) => actor.ask({ type: 'session.leave' }, by(name));
  return { log, actor, handle, leave };
}

describe('a room handle', () => {
  test('[ROOM-1] it is of the room the person stands in, and of no other epoch', async () => {
    const { handle } = await inPlenary();
    expect(handle('party').scope).toEqual({ session: created.id, room: room('plenary'), epoch: 1 });
    expect(() => handle('party', 2)).toThrow(expect.objectContaining({ code: 'epoch.stale' }));
    expect(() => handle('interpreter', 0)).toThrow(expect.objectContaining({ code: 'room.not-in' }));
  });

  test('[ROOM-2] once the person has gone it says nothing and reads nothing', async () => {
    const { handle, leave } = await inPlenary();
    const held = handle('party');
    await leave('party');
    await expect(held.say(id('one'), 'still here?')).rejects.toMatchObject({ code: 'room.not-in' });
    await expect(held.history(null)).rejects.toMatchObject({ code: 'room.not-in' });
  });

  test('[ROOM-2] whoever goes while the history is read does not get it', async () => {
    const { log, handle, leave } = await inPlenary();
    await handle('respondent').say(id('one'), 'a number');
    const gate = Promise.withResolvers<void>();
    const read = log.chatHistory.bind(log);
    log.chatHistory = async (...request) => {
      await gate.promise;
      return read(...request);
    };
    const reading = handle('party').history(null);
    await leave('party');
    gate.resolve();
    await expect(reading).rejects.toMatchObject({ code: 'room.not-in' });
  });

  test('[ROOM-3] sent twice with one id it is said once', async () => {
    const { log, handle } = await inPlenary();
    const first = await handle('party').say(id('one'), 'hello');
    const again = await handle('party').say(id('one'), 'hello');
    expect(again).toEqual(first);
    expect((await log.load(created.id)).filter(({ type }) => type === 'chat.said')).toHaveLength(1);
  });

  test('[ROOM-3] sent again while the first is still being stored it is said once', async () => {
    const { log, handle } = await inPlenary();
    const [first, again] = await Promise.all([
      handle('party').say(id('one'), 'hello'),
      handle('party').say(id('one'), 'hello'),
    ]);
    expect(again).toEqual(first);
    expect((await log.load(created.id)).filter(({ type }) => type === 'chat.said')).toHaveLength(1);
  });

  test("[ROOM-3] another person's message id is refused and tells nothing", async () => {
    const { handle } = await inPlenary();
    await handle('party').say(id('one'), 'hello');
    await expect(handle('respondent').say(id('one'), 'mine now')).rejects.toMatchObject({
      code: 'request.malformed',
    });
  });

  test('[ROOM-3] whoever may say nothing does not learn which ids there are', async () => {
    const { handle } = await inPlenary();
    await handle('party').say(id('one'), 'hello');
    for (const each of ['one', 'two']) {
      await expect(handle('observer').say(id(each), 'mine')).rejects.toMatchObject({
        code: 'role.not-allowed',
      });
    }
  });

  test('[ROOM-4] a late joiner reads the newest hundred, and older ones on asking', async () => {
    const { log, actor, handle } = await inPlenary();
    const rows = await log.load(created.id);
    const lines = Array.from({ length: 130 }, (_, n) => ({
      type: 'chat.said' as const,
      message: {
        id: id(`m${n}`),
        room: room('plenary'),
        author: participant('party'),
        kind: 'said' as const,
        text: `${n}`,
        at: n + 1,
      },
    }));
    log.rows.set(created.id, [...rows, ...lines]);
    expect(actor.state.seq).toBe(rows.length);
    const newest = await handle('respondent').history(null);
    expect(newest.more).toBe(true);
    expect(newest.messages.map(({ text }) => text)).toEqual(
      Array.from({ length: 100 }, (_, n) => `${n + 30}`),
    );
    const older = await handle('respondent').history(newest.messages[0]?.at ?? 0);
    expect(older.more).toBe(false);
    expect(older.messages).toHaveLength(30);
  });
});
