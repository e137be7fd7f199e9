import { Refusal } from '@parley/shared/errors';
import { CaptionId, FileId, MessageId, type ParticipantId, type RoomId } from '@parley/shared/ids';
import type { SessionCreated, SessionEvent, SharedFile } from '@parley/shared/session';
import {
  applicant,
  by,
  created,
  participant,
  respondent,
  room,
  Scenario,
  server,
} from '@parley/shared/session/testing';
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

const interpreter = (name: string, side: typeof applicant | null) => ({
  id: participant(name),
  name,
  languages: ['zh', 'en'],
  role: 'interpreter' as const,
  side,
});
const withBooths: SessionCreated = {
  ...created,
  people: [
    ...created.people,
    interpreter('partner', null),
    interpreter('ours', applicant),
    interpreter('theirs', respondent),
  ],
};

/** The joint session with interpreters, of whom each side brings one; every command comes ten seconds after the last. */
async function withInterpreters() {
  const scenario = new Scenario(withBooths);
  scenario.seat('party', 'counsel', 'respondent', 'observer', 'interpreter', 'partner', 'ours', 'theirs');
  const log = new MemoryLog();
  log.rows.set(created.id, [...scenario.events]);
  let at = 50_000;
  const actor = await SessionActor.restore(created.id, { log, now: () => (at += 10_000) });
  const handle = (name: string): RoomHandle =>
    RoomHandle.of(actor, log, by(name), actor.state.people.get(participant(name))?.epoch ?? 0);
  /** As the SFU would acknowledge every move. */
  const settle = async (): Promise<void> => {
    for (const { participant: who, epoch } of actor.state.people.values())
      await actor.ask({ type: 'placement.settle', participant: who.id, epoch }, server);
  };
  const apart = room('apart');
  const caucus = async (...names: readonly string[]): Promise<void> => {
    const who = { participants: names.map(participant), mixing: [] };
    await actor.ask(
      { type: 'caucus.open', room: apart, title: 'apart', minutes: null, ...who },
      by('mediator'),
    );
    await settle();
  };
  /** Through its door. */
  const joinCaucus = async (name: string): Promise<void> => {
    const who = participant(name);
    await actor.ask({ type: 'people.move', participants: [who], to: apart, mixing: [] }, by('mediator'));
    await actor.ask({ type: 'entry.due', participant: who }, server);
    await settle();
  };
  const closeCaucus = async (): Promise<void> => {
    await actor.ask({ type: 'caucus.close', room: apart }, by('mediator'));
    await settle();
  };
  return { log, handle, apart, caucus, joinCaucus, closeCaucus };
}

const file: SharedFile = {
  id: FileId.parse('a-file__'),
  type: 'text/plain',
  size: 1,
  sha256: '0'.repeat(64),
};

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

  test('[CAP-6] what was kept of captions is read a hundred at a time, and named by when it was said alone', async () => {
    const { log, handle } = await inPlenary();
    const rows = await log.load(created.id);
    const lines = Array.from({ length: 130 }, (_, n) => ({
      type: 'caption.said' as const,
      line: {
        id: CaptionId.parse(`caption-${n}`),
        room: room('plenary'),
        epoch: 7,
        by: participant('party'),
        language: 'zh',
        text: `${n}`,
        began: rows.length + n + 1,
        at: n + 1,
      },
    }));
    log.rows.set(created.id, [...rows, ...lines]);
    const newest = await handle('respondent').transcript(null);
    expect(newest.more).toBe(true);
    expect(newest.lines.map(({ text }) => text)).toEqual(Array.from({ length: 100 }, (_, n) => `${n + 30}`));
    const older = await handle('respondent').transcript(newest.lines[0]?.at ?? 0);
    expect(older.more).toBe(false);
    expect(older.lines).toHaveLength(30);
    const first = { id: 'caption-0', by: participant('party'), name: 'Li', language: 'zh', text: '0', at: 1 };
    expect(older.lines[0]).toEqual(first);
  });

  test('[ROOM-3] sent again it is answered, and said once', async () => {
    const { log, handle } = await inPlenary();
    const first = await handle('party').say(id('one'), 'hello');
    expect(await handle('party').say(id('one'), 'hello')).toEqual(first);
    log.beforeKeep = () => Promise.reject(new Refusal('store.unavailable'));
    for (const each of ['one', 'two'])
      await expect(handle('party').say(id(each), 'hello')).rejects.toMatchObject({
        code: 'store.unavailable',
      });
    expect(await handle('party').history(null)).toEqual({ messages: [first], more: false });
  });

  test('[ROOM-3] the id of what one said in another room is refused, and nothing of that room is told', async () => {
    const { handle, caucus, closeCaucus } = await withInterpreters();
    await caucus('party', 'partner');
    await handle('partner').say(id('one'), 'a figure');
    await handle('partner').sayInBooth(id('one'), 'a figure');
    await closeCaucus();
    expect(handle('partner').scope.room).toBe(created.plenary);
    await expect(handle('partner').say(id('one'), 'a figure')).rejects.toMatchObject(malformed);
    await expect(handle('partner').sayInBooth(id('one'), 'a figure')).rejects.toMatchObject(malformed);
  });

  test('[ROOM-3] the id of a line cannot be used again for a file', async () => {
    const { log, handle } = await inPlenary();
    await handle('party').say(id('one'), 'terms.txt');
    await expect(handle('party').share(id('one'), 'terms.txt', file)).rejects.toMatchObject(malformed);
    expect((await log.load(created.id)).filter(({ type }) => type === 'chat.said')).toHaveLength(1);
    expect(await handle('party').share(id('two'), 'terms.txt', file)).toMatchObject({ file });
  });

  test('[FILE-1] who has no voice reads what is shown and shows nothing', async () => {
    const { handle } = await withInterpreters();
    await handle('respondent').share(id('one'), 'terms.txt', file);
    expect(await handle('observer').file(file.id)).toEqual({ name: 'terms.txt', file });
    expect(() => handle('observer').mayShare(1)).toThrow(
      expect.objectContaining({ code: 'role.not-allowed' }),
    );
  });

  test('[FILE-1] what was shown in another room, or before they came, is as unknown as what is not there', async () => {
    const { handle, apart, caucus, joinCaucus } = await withInterpreters();
    await caucus('party');
    const unknown = { code: 'file.unknown' };
    await handle('respondent').share(id('one'), 'terms.txt', file);
    const ours = { ...file, id: FileId.parse('of-ours_') };
    await handle('party').share(id('two'), 'offer.txt', ours);
    for (const [who, what] of [
      ['party', file.id],
      ['respondent', ours.id],
      ['party', FileId.parse('nowhere_')],
    ] as const)
      await expect(handle(who).file(what)).rejects.toMatchObject(unknown);
    await joinCaucus('counsel');
    expect(handle('counsel').scope.room).toBe(apart);
    await expect(handle('counsel').file(ours.id)).rejects.toMatchObject(unknown);
    expect(await handle('party').file(ours.id)).toEqual({ name: 'offer.txt', file: ours });
  });
});

describe('what interpreters write to each other', () => {
  test('[ROOM-3] sent twice with one id it is said once, also while the first is still being stored', async () => {
    const { log, handle } = await withInterpreters();
    const [first, again] = await Promise.all([
      handle('interpreter').sayInBooth(id('one'), 'ready?'),
      handle('interpreter').sayInBooth(id('one'), 'ready?'),
    ]);
    expect(again).toEqual(first);
    expect(await handle('interpreter').sayInBooth(id('one'), 'ready?')).toEqual(first);
    expect((await log.load(created.id)).filter(({ type }) => type === 'booth.said')).toHaveLength(1);
  });

  test('[BOOTH-1] whoever is no interpreter is denied so, also with the id of a line that is there', async () => {
    const { handle } = await withInterpreters();
    await handle('interpreter').sayInBooth(id('one'), 'ready?');
    for (const name of ['one', 'two'])
      await expect(handle('respondent').sayInBooth(id(name), 'ready?')).rejects.toMatchObject({
        code: 'role.not-allowed',
      });
    await expect(handle('respondent').boothHistory(null)).rejects.toMatchObject({ code: 'role.not-allowed' });
  });

  test('[BOOTH-2] an interpreter of another side reads nothing of it among what is for them', async () => {
    const { handle } = await withInterpreters();
    await handle('interpreter').sayInBooth(id('one'), 'who begins?');
    await handle('ours').sayInBooth(id('two'), 'ours is nervous');
    const read = async (name: string) =>
      (await handle(name).boothHistory(null)).messages.map(({ text }) => text);
    expect(await read('interpreter')).toEqual(['who begins?', 'ours is nervous']);
    expect(await read('theirs')).toEqual(['who begins?']);
  });

  test('[BOOTH-3] the newest hundred that are for them are read first, and no more looked up than that takes', async () => {
    const { log, handle } = await withInterpreters();
    const lines = Array.from({ length: 500 }, (_, n) =>
      written(n, participant(n % 2 === 0 ? 'interpreter' : 'ours'), created.plenary),
    );
    log.rows.set(created.id, [...(await log.load(created.id)), ...lines]);
    const asked: (number | null)[] = [];
    const read = log.boothHistory.bind(log);
    log.boothHistory = (of, before, limit) => {
      asked.push(before);
      return read(of, before, limit);
    };
    const newest = await handle('theirs').boothHistory(null);
    expect(newest.more).toBe(true);
    expect(newest.messages.map(({ text }) => text)).toEqual(
      Array.from({ length: 100 }, (_, n) => `${300 + 2 * n}`),
    );
    expect(asked).toHaveLength(3);
    const oldest = await handle('theirs').boothHistory(newest.messages[0]?.at ?? 0);
    expect(oldest.messages.map(({ text }) => text).at(-1)).toBe('298');
  });
});

const malformed = { code: 'request.malformed' };

const written = (n: number, author: ParticipantId, where: RoomId): SessionEvent => ({
  type: 'booth.said',
  message: { id: id(`b${n}`), room: where, author, languages: ['zh', 'en'], text: `${n}`, at: n + 1 },
});
