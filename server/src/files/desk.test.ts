import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import { MessageId } from '@parley/shared/ids';
import { MAX_FILE_BYTES } from '@parley/shared/session';
import { by, created, Scenario } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { SessionActor } from '../session/actor.ts';
import { RoomHandle } from '../session/room-handle.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import { FileDesk, type Holder } from './desk.ts';
import { type Place, Shelf } from './shelf.ts';
import { filesFolder } from './testing.ts';

const TEXT = Buffer.from('we agree');
const id = (name: string) => MessageId.parse(name.padEnd(8, '_'));
const denied = (code: ErrorCode): unknown => expect.objectContaining({ code });

/** Lets something happen when a file is about to be read out. */
class WatchedShelf extends Shelf {
  onRead: () => void = () => undefined;

  override async read(place: Place): Promise<Readable> {
    const bytes = await super.read(place);
    this.onRead();
    return bytes;
  }
}

/** A party in the plenary, on a line that can be lost, and told of nothing that happens. */
async function party() {
  const log = new MemoryLog();
  log.rows.set(created.id, [...new Scenario().seat('party').events]);
  const actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  const actingAs = by('party');
  const folder = filesFolder();
  const shelf = new WatchedShelf(folder);
  const desk = new FileDesk(shelf, () => 0);
  const line = { lost: false, inDoubt: false };
  const holder: Holder = {
    room: RoomHandle.of(actor, log, actingAs, 1),
    participant: actingAs.id,
    stillOnLine: () => {
      if (line.lost) throw new Refusal('connection.superseded');
    },
    onChange: () => () => undefined,
    inDoubt: () => line.inDoubt,
  };
  const offer = (name = 'one') => desk.offer(holder, { id: id(name), name: 'a.txt', size: TEXT.byteLength });
  const share = (name = 'one') => desk.upload(offer(name), Readable.from([TEXT]));
  const fetched = async () => {
    const { file } = await share();
    if (file === undefined) throw new Error('no file');
    return desk.fetch(holder, file.id);
  };
  const onDisk = async () => readdir(join(folder, created.id));
  const shown = async () => (await log.load(created.id)).filter(({ type }) => type === 'chat.said').length;
  return { actor, actingAs, desk, shelf, line, holder, offer, share, fetched, onDisk, shown };
}

describe('what is offered', () => {
  test('[FILE-4] is neither empty nor larger than a file may be', async () => {
    const { desk, holder } = await party();
    const offer = (size: number) => () => desk.offer(holder, { id: id('one'), name: 'a.txt', size });
    expect(offer(0)).toThrow(denied('file.empty'));
    expect(offer(MAX_FILE_BYTES + 1)).toThrow(denied('file.too-large'));
    expect(offer(MAX_FILE_BYTES)).not.toThrow();
  });

  test('[FILE-9] and sent again under the same id is shown once, with the bytes that came first', async () => {
    const { share, onDisk, shown } = await party();
    const first = await share();
    expect(await share()).toEqual(first);
    expect(await onDisk()).toEqual([first.file?.id]);
    expect(await shown()).toBe(1);
  });
});

describe('a transfer', () => {
  test('[FILE-2] of whoever may share no more is not begun', async () => {
    const { actor, actingAs, desk, offer } = await party();
    const ticket = offer();
    let asked = 0;
    const bytes = new Readable({ read: () => void (asked += 1) });
    await actor.ask({ type: 'session.leave' }, actingAs);
    await expect(desk.upload(ticket, bytes)).rejects.toEqual(denied('room.not-in'));
    expect(asked).toBe(0);
  });

  test('[FILE-2] of a line that is over is not begun, though its person stands in the room', async () => {
    const { desk, line, offer } = await party();
    const ticket = offer();
    line.lost = true;
    await expect(desk.upload(ticket, Readable.from([TEXT]))).rejects.toEqual(denied('connection.superseded'));
  });

  test('[FILE-2] [FILE-5] of a line that ends with the last byte shows nothing and leaves nothing', async () => {
    const { desk, line, offer, onDisk, shown } = await party();
    const bytes = Readable.from([TEXT]).on('end', () => (line.lost = true));
    await expect(desk.upload(offer(), bytes)).rejects.toEqual(denied('connection.superseded'));
    expect(await shown()).toBe(0);
    expect(await onDisk()).toEqual([]);
  });

  test('[FILE-12] of which nobody knows whether it was shown keeps its bytes', async () => {
    const { desk, line, offer, onDisk } = await party();
    const bytes = Readable.from([TEXT]).on('end', () => Object.assign(line, { lost: true, inDoubt: true }));
    await expect(desk.upload(offer(), bytes)).rejects.toEqual(denied('connection.superseded'));
    expect(await onDisk()).toEqual([expect.stringMatching(/\.unsure$/u)]);
  });

  test('[FILE-2] of a line that ends while the file is being opened gives nobody a byte', async () => {
    const { desk, shelf, line, fetched } = await party();
    const ticket = await fetched();
    shelf.onRead = () => (line.lost = true);
    let sent = 0;
    const sending = desk.download(ticket, async () => void (sent += 1));
    await expect(sending).rejects.toEqual(denied('connection.superseded'));
    expect(sent).toBe(0);
  });

  test('[FILE-1] of whoever may read it brings its bytes', async () => {
    const { desk, fetched } = await party();
    const read: Buffer[] = [];
    await desk.download(await fetched(), async ({ bytes }) => void read.push(await buffer(bytes)));
    expect(read).toEqual([TEXT]);
  });

  test('[FILE-10] is one of four that a person has under way at most, however many have ended', async () => {
    const { desk, offer, share } = await party();
    const begin = (name: string) => {
      const bytes = new PassThrough();
      return { bytes, done: desk.upload(offer(name), bytes) };
    };
    const [first, ...others] = ['one', 'two', 'three', 'four'].map(begin);
    await expect(share('five')).rejects.toEqual(denied('file.too-many'));
    first?.bytes.end(TEXT);
    await first?.done;
    const next = begin('six');
    await expect(share('seven')).rejects.toEqual(denied('file.too-many'));
    for (const { bytes } of [...others, next]) bytes.end(TEXT);
    await Promise.all([...others, next].map(({ done }) => done));
  });
});
