import type { ErrorCode } from '@parley/shared/errors';
import { CaptionId, FileId, MessageId } from '@parley/shared/ids';
import { by, created, participant, room, Scenario, server } from '@parley/shared/session/testing';
import type { ParticipantCommand, SessionEvent, SharedFile } from '@parley/shared/session';
import { beforeEach, describe, expect, test } from 'vitest';
import { memoryNotes } from '../files/testing.ts';
import type { Notes } from '../notes/notes.ts';
import { SessionActor } from './actor.ts';
import { RoomHandle } from './room-handle.ts';
import { MemoryLog } from './testing/memory-log.ts';

const MINE = MessageId.parse('mine____');
const file: SharedFile = {
  id: FileId.parse('a-file__'),
  type: 'text/plain',
  size: 1,
  sha256: '0'.repeat(64),
};
const captioned = (began: number): SessionEvent => ({
  type: 'caption.said',
  line: {
    id: CaptionId.parse('caption_'),
    room: created.plenary,
    epoch: 1,
    by: participant('recorder'),
    language: 'en',
    text: 'a figure that was named aloud',
    began,
    at: 2_000,
  },
});

/** What is read of the log, by name; `answer` says when the next of it is answered. */
class WatchedLog extends MemoryLog {
  readonly read: string[] = [];
  answer: () => Promise<void> = async () => undefined;

  override chatHistory(...of: Parameters<MemoryLog['chatHistory']>): ReturnType<MemoryLog['chatHistory']> {
    return this.#watch('chat', super.chatHistory(...of));
  }

  override captionHistory(
    ...of: Parameters<MemoryLog['captionHistory']>
  ): ReturnType<MemoryLog['captionHistory']> {
    return this.#watch('captions', super.captionHistory(...of));
  }

  override boothHistory(...of: Parameters<MemoryLog['boothHistory']>): ReturnType<MemoryLog['boothHistory']> {
    return this.#watch('booth', super.boothHistory(...of));
  }

  override findMessage(...of: Parameters<MemoryLog['findMessage']>): ReturnType<MemoryLog['findMessage']> {
    return this.#watch('line', super.findMessage(...of));
  }

  override findFile(...of: Parameters<MemoryLog['findFile']>): ReturnType<MemoryLog['findFile']> {
    return this.#watch('file', super.findFile(...of));
  }

  async #watch<R>(what: string, found: Promise<R>): Promise<R> {
    this.read.push(what);
    await this.answer();
    return found;
  }
}

let log: WatchedLog;
let actor: SessionActor;
/** Watched as the log is. */
let notes: Notes;
let held: RoomHandle;
const handle = (name = 'interpreter'): RoomHandle =>
  RoomHandle.of(actor, log, by(name), actor.state.people.get(participant(name))?.epoch ?? 0);

/**
 * An interpreter in the plenary, about whom every way of reading has something: they have said a line, written to their
 * partners, noted something down, and were there when a file was shown and something was captioned.
 */
beforeEach(async () => {
  const scenario = new Scenario().seat('party', 'interpreter');
  const say = { room: created.plenary, text: 'a figure' };
  const words: readonly ParticipantCommand[] = [
    { type: 'chat.say', id: MINE, ...say },
    { type: 'booth.say', id: MINE, ...say },
    { type: 'file.share', id: MessageId.parse('shown___'), room: created.plenary, name: 'terms.txt', file },
  ];
  for (const command of words) scenario.do(command, by('interpreter'));
  log = new WatchedLog();
  log.rows.set(created.id, [...scenario.events, captioned(scenario.events.length)]);
  actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  const kept = memoryNotes();
  await kept.write(
    { session: created.id, room: created.plenary, participant: participant('interpreter') },
    'the lowest they would take',
    1_000,
  );
  notes = {
    ...kept,
    read: async (key) => {
      log.read.push('note');
      await log.answer();
      return kept.read(key);
    },
  };
  held = handle();
});

type Reading = readonly [what: string, read: () => Promise<unknown>];
const readings: readonly Reading[] = [
  ['chat', () => held.history(null)],
  ['captions', () => held.transcript(null)],
  ['booth', () => held.boothHistory(null)],
  ['line', () => held.say(MINE, 'a figure')],
  ['note', () => held.note(notes)],
  ['file', () => held.file(file.id)],
];
const firstAsked = readings.filter(([what]) => what !== 'file');

const go = (name: string): Promise<unknown> => actor.ask({ type: 'session.leave' }, by(name));
const move = (name: string): Promise<unknown> => {
  const participants = [participant(name)];
  const caucus = { room: room('apart'), title: 'apart', participants, minutes: null, mixing: [] };
  return actor.ask({ type: 'caucus.open', ...caucus }, by('mediator'));
};
const settle = (name: string): Promise<unknown> => {
  const epoch = actor.state.people.get(participant(name))?.epoch ?? 0;
  return actor.ask({ type: 'placement.settle', participant: participant(name), epoch }, server);
};
/** Out and in again: they stand where they stood, in another stay. */
async function comeBack(name: string): Promise<void> {
  await go(name);
  await actor.ask({ type: 'session.enter' }, by(name));
  await actor.ask({ type: 'lobby.admit', participant: participant(name) }, by('mediator'));
  await settle(name);
}
const ways: readonly (readonly [how: string, go: () => Promise<unknown>, code: ErrorCode])[] = [
  ['has left', () => go('interpreter'), 'room.not-in'],
  ['is on the way to another room', () => move('interpreter'), 'room.not-settled'],
  [
    'stands in another room',
    async () => {
      await move('interpreter');
      await settle('interpreter');
    },
    'epoch.stale',
  ],
  ['has been out meanwhile', () => comeBack('interpreter'), 'epoch.stale'],
];

test('all of it is there to be read by whoever stays', async () => {
  expect(await held.history(null)).toMatchObject({ messages: [{ text: 'a figure' }, { text: 'terms.txt' }] });
  expect(await held.transcript(null)).toMatchObject({ lines: [{ text: 'a figure that was named aloud' }] });
  expect(await held.boothHistory(null)).toMatchObject({ messages: [{ text: 'a figure' }] });
  expect(await held.say(MINE, 'a figure')).toMatchObject({ id: MINE });
  expect(await held.note(notes)).toBe('the lowest they would take');
  expect(await held.file(file.id)).toEqual({ name: 'terms.txt', file });
});

describe.each(ways)('once the person %s', (_how, leave, code) => {
  test.each(firstAsked)('[ROOM-2] nothing is even looked up for them: %s', async (_what, read) => {
    await leave();
    await expect(read()).rejects.toMatchObject({ code });
    expect(log.read).toEqual([]);
  });

  test.each(readings)('[ROOM-2] what was being read for them is not theirs: %s', async (what, read) => {
    const answer = Promise.withResolvers<void>();
    log.answer = () => answer.promise;
    const reading = read();
    expect(log.read).toEqual([what]);
    await leave();
    answer.resolve();
    await expect(reading).rejects.toMatchObject({ code });
  });

  test('[ROOM-2] nor may they show a file', async () => {
    await leave();
    expect(() => held.mayShare()).toThrow(expect.objectContaining({ code }));
  });
});

test('[ROOM-1] there is no handle for whoever is on the way, or is none of the session', async () => {
  await move('interpreter');
  expect(() => handle()).toThrow(expect.objectContaining({ code: 'room.not-settled' }));
  expect(() => handle('somebody')).toThrow(expect.objectContaining({ code: 'participant.unknown' }));
});
