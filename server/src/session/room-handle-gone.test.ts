import type { ErrorCode } from '@parley/shared/errors';
import { CaptionId, FileId, MessageId } from '@parley/shared/ids';
import { by, created, participant, room, Scenario, server } from '@parley/shared/session/testing';
import type { ParticipantCommand, SessionEvent, SharedFile } from '@parley/shared/session';
import { describe, expect, test } from 'vitest';
import { memoryNotes } from '../files/testing.ts';
import type { Notes } from '../notes/notes.ts';
import { SessionActor } from './actor.ts';
import { turn } from '../fuzz/testing/turn.ts';
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

/**
 * An interpreter in the plenary, about whom every way of reading has something: they have said a line, written to their
 * partners, noted something down, and were there when a file was shown and something was captioned.
 */
async function reader() {
  const scenario = new Scenario().seat('party', 'interpreter');
  const say = { room: created.plenary, text: 'a figure' };
  const words: readonly ParticipantCommand[] = [
    { type: 'chat.say', id: MINE, ...say },
    { type: 'booth.say', id: MINE, ...say },
    { type: 'file.share', id: MessageId.parse('shown___'), room: created.plenary, name: 'terms.txt', file },
  ];
  for (const command of words) scenario.do(command, by('interpreter'));
  const log = new WatchedLog();
  log.rows.set(created.id, [...scenario.events, captioned(scenario.events.length)]);
  const actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  const who = participant('interpreter');
  const kept = memoryNotes();
  const key = { session: created.id, room: created.plenary, participant: who };
  await kept.write(key, 'the lowest they would take', 1_000);
  /** Watched as the log is. */
  const notes: Notes = {
    ...kept,
    read: async (of) => {
      log.read.push('note');
      await log.answer();
      return kept.read(of);
    },
  };
  const epoch = (): number => actor.state.people.get(who)?.epoch ?? 0;
  return {
    log,
    notes,
    held: RoomHandle.of(actor, log, by('interpreter'), epoch()),
    handle: (name: string): RoomHandle => RoomHandle.of(actor, log, by(name), epoch()),
    leave: (): Promise<unknown> => actor.ask({ type: 'session.leave' }, by('interpreter')),
    move: (): Promise<unknown> => {
      const caucus = { room: room('apart'), title: 'apart', participants: [who], minutes: null, mixing: [] };
      return actor.ask({ type: 'caucus.open', ...caucus }, by('mediator'));
    },
    settle: (): Promise<unknown> =>
      actor.ask({ type: 'placement.settle', participant: who, epoch: epoch() }, server),
    comeIn: async (): Promise<void> => {
      await actor.ask({ type: 'session.enter' }, by('interpreter'));
      await actor.ask({ type: 'lobby.admit', participants: [who] }, by('mediator'));
    },
  };
}
type Reader = Awaited<ReturnType<typeof reader>>;

const readings: readonly (readonly [what: string, read: (of: Reader) => Promise<unknown>])[] = [
  ['chat', ({ held }) => held.history(null)],
  ['captions', ({ held }) => held.transcript(null)],
  ['booth', ({ held }) => held.boothHistory(null)],
  ['line', ({ held }) => held.say(MINE, 'a figure')],
  ['note', ({ held, notes }) => held.note(notes)],
  ['file', ({ held }) => held.file(file.id)],
];
const askedFirst = readings.filter(([what]) => what !== 'file');

const ways: readonly (readonly [how: string, go: (who: Reader) => Promise<unknown>, code: ErrorCode])[] = [
  ['has left', ({ leave }) => leave(), 'room.not-in'],
  ['is on the way to another room', ({ move }) => move(), 'room.not-settled'],
  ['stands in another room', ({ move, settle }) => move().then(settle), 'epoch.stale'],
  [
    'has been out, and stands there in another stay',
    ({ leave, comeIn, settle }) => leave().then(comeIn).then(settle),
    'epoch.stale',
  ],
];

test('all of it is there to be read by whoever stays', async () => {
  const { held, notes } = await reader();
  expect(await held.history(null)).toMatchObject({ messages: [{ text: 'a figure' }, { text: 'terms.txt' }] });
  expect(await held.transcript(null)).toMatchObject({ lines: [{ text: 'a figure that was named aloud' }] });
  expect(await held.boothHistory(null)).toMatchObject({ messages: [{ text: 'a figure' }] });
  expect(await held.say(MINE, 'a figure')).toMatchObject({ id: MINE });
  expect(await held.note(notes)).toBe('the lowest they would take');
  expect(await held.file(file.id)).toEqual({ name: 'terms.txt', file });
});

describe.each(ways)('once the person %s', (_how, go, code) => {
  test.each(askedFirst)('[ROOM-2] nothing is even looked up for them: %s', async (_what, read) => {
    const who = await reader();
    await go(who);
    await expect(read(who)).rejects.toMatchObject({ code });
    expect(who.log.read).toEqual([]);
  });

  test.each(readings)('[ROOM-2] what was being read for them is not theirs: %s', async (what, read) => {
    const who = await reader();
    const answer = Promise.withResolvers<void>();
    who.log.answer = () => answer.promise;
    const reading = read(who);
    // Of a line it is only found out by storing it that there is one to be read.
    if (what === 'line') await turn();
    expect(who.log.read).toEqual([what]);
    await go(who);
    answer.resolve();
    await expect(reading).rejects.toMatchObject({ code });
  });

  test('[ROOM-2] nor may they show a file', async () => {
    const who = await reader();
    await go(who);
    expect(() => who.held.mayShare(1)).toThrow(expect.objectContaining({ code }));
  });
});

test('[ROOM-1] there is no handle for whoever is on the way, or is none of the session', async () => {
  const { move, handle } = await reader();
  await move();
  expect(() => handle('interpreter')).toThrow(expect.objectContaining({ code: 'room.not-settled' }));
  expect(() => handle('somebody')).toThrow(expect.objectContaining({ code: 'participant.unknown' }));
});
