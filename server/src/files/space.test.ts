import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { type ErrorCode } from '@parley/shared/errors';
import { FileId, MessageId } from '@parley/shared/ids';
import { MAX_FILE_BYTES, MAX_OWN_FILE_BYTES } from '@parley/shared/session';
import { by, created, Scenario } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { SessionActor } from '../session/actor.ts';
import { RoomHandle } from '../session/room-handle.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import { FileDesk, type Holder } from './desk.ts';
import { Shelf } from './shelf.ts';
import { filesFolder } from './testing.ts';

const id = (name: string) => MessageId.parse(name.padEnd(8, '_'));
const denied = (code: ErrorCode): unknown => expect.objectContaining({ code });
const sha256 = '0'.repeat(64);

/** So many bytes were shown by each: in a caucus apart, or, by the respondent, in the plenary; and the desk of all. */
async function table(shown: Readonly<Record<string, number>>, freeBytes = Number.MAX_SAFE_INTEGER) {
  const scenario = new Scenario().seat('party', 'counsel', 'respondent');
  const caucus = scenario.caucus('apart', 'party', 'counsel');
  for (const [name, bytes] of Object.entries(shown)) {
    const room = name === 'respondent' ? scenario.state.plenary : caucus;
    for (let left = bytes; left > 0; left -= MAX_FILE_BYTES) {
      const size = Math.min(left, MAX_FILE_BYTES);
      const file = { id: FileId.parse(`f-${name}-${left}`), type: 'text/plain' as const, size, sha256 };
      const wish = { type: 'file.share' as const, id: id(`m-${name}-${left}`), room, name: 'a.txt', file };
      expect(scenario.do(wish, by(name))).toBeNull();
    }
  }
  const log = new MemoryLog();
  log.rows.set(created.id, [...scenario.events]);
  const actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  const folder = filesFolder();
  const desk = new FileDesk(new Shelf(folder, async () => freeBytes), () => 0);
  const holder = (name: string): Holder => ({
    room: RoomHandle.of(actor, log, by(name), scenario.epochOf(name)),
    participant: by(name).id,
    stillOnLine: () => undefined,
    onChange: () => () => undefined,
    inDoubt: () => false,
  });
  const offer = (name: string, size: number, of = `of-${name}`) =>
    desk.offer(holder(name), { id: id(of), name: 'a.txt', size });
  const onDisk = () => readdir(join(folder, created.id));
  return { desk, offer, onDisk };
}

describe('what one person shares', () => {
  test('[FILE-13] has a bound, and nothing that others share elsewhere is told by it', async () => {
    const { offer } = await table({ party: MAX_OWN_FILE_BYTES });
    expect(() => offer('party', 1)).toThrow(denied('file.no-space'));
    for (const name of ['counsel', 'respondent', 'mediator']) {
      expect(() => offer(name, MAX_FILE_BYTES)).not.toThrow();
    }
  });

  test('[FILE-13] counts to the byte, wherever it was shown', async () => {
    const { offer } = await table({
      party: MAX_OWN_FILE_BYTES - 8,
      counsel: MAX_OWN_FILE_BYTES - MAX_FILE_BYTES,
    });
    expect(() => offer('party', 9)).toThrow(denied('file.no-space'));
    expect(() => offer('party', 8)).not.toThrow();
    expect(() => offer('counsel', MAX_FILE_BYTES)).not.toThrow();
  });

  test('[FILE-13] counts with what is still coming from them, and from nobody else', async () => {
    const { desk, offer, onDisk } = await table({
      party: MAX_OWN_FILE_BYTES - 8,
      respondent: MAX_OWN_FILE_BYTES - 8,
    });
    const [first, second] = [offer('party', 8, 'first'), offer('party', 8, 'second')];
    const bytes = new PassThrough();
    const sharing = desk.upload(first, bytes);
    await expect(desk.upload(second, Readable.from(['we agree']))).rejects.toEqual(denied('file.no-space'));
    expect(() => offer('party', 1)).toThrow(denied('file.no-space'));
    const theirs = await desk.upload(offer('respondent', 8), Readable.from(['we agree']));
    bytes.destroy(new Error('gone'));
    await expect(sharing).rejects.toEqual(denied('connection.lost'));
    const ours = await desk.upload(offer('party', 8, 'third'), Readable.from(['we agree']));
    expect(await onDisk()).toHaveLength(2);
    expect([theirs, ours].map(({ file }) => file?.size)).toEqual([8, 8]);
    expect(() => offer('party', 1)).toThrow(denied('file.no-space'));
  });
});

describe('a disk with hardly any space left', () => {
  test('[FILE-13] takes no file, whoever sends it and however small it is', async () => {
    const { desk, offer, onDisk } = await table({}, 999_999_999);
    for (const name of ['party', 'respondent', 'mediator']) {
      for (const size of [1, MAX_FILE_BYTES]) {
        const sharing = desk.upload(offer(name, size, `${name}-${size}`), Readable.from(['x']));
        await expect(sharing).rejects.toEqual(denied('store.unavailable'));
      }
    }
    expect(await onDisk()).toEqual([]);
  });
});
