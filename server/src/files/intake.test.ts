import { open } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { codeOf } from '../http/refusals.ts';
import { takeIn } from './intake.ts';
import { Tickets } from '../lib/tickets.ts';

const never = new AbortController().signal;

/** A disk that has room for so many bytes and is then full. */
function disk(room: number) {
  const taken: Buffer[] = [];
  let left = room;
  const write = async (piece: Uint8Array, from = 0): Promise<{ bytesWritten: number }> => {
    if (left === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const part = Buffer.from(piece.subarray(from, from + left));
    left -= part.byteLength;
    taken.push(part);
    return { bytesWritten: part.byteLength };
  };
  return { write, taken };
}

test('[FILE-12] a full disk is told as what may pass, and nobody dies of it', async () => {
  const bytes = Readable.from([Buffer.alloc(100_000)]);
  const taking = takeIn(bytes, disk(70_000), { size: 100_000, signal: never });
  const error = await taking.catch((reason: unknown) => reason);
  expect(codeOf(error)).toBe('store.unavailable');
});

test('what the disk takes in parts arrives whole', async () => {
  const whole = Buffer.from('abcdefghij');
  const slow = disk(10);
  const { write } = slow;
  slow.write = (piece, from) => write(piece.subarray(0, (from ?? 0) + 3), from);
  const { sha256 } = await takeIn(Readable.from([whole]), slow, { size: 10, signal: never });
  expect(Buffer.concat(slow.taken)).toEqual(whole);
  expect(sha256).toBe(createHash('sha256').update(whole).digest('hex'));
});

test('[FILE-5] a sender who has gone, before or while sending, is no fault', async () => {
  const handle = await open('/dev/null', 'w');
  const gone = new PassThrough();
  gone.destroy();
  const taking = takeIn(gone, handle, { size: 10, signal: never });
  await expect(taking).rejects.toMatchObject({ code: 'connection.lost' });
  const going = new PassThrough();
  going.write('abc');
  const begun = takeIn(going, handle, { size: 10, signal: never });
  going.destroy(new Error('aborted'));
  await expect(begun).rejects.toMatchObject({ code: 'connection.lost' });
  await handle.close();
});

test('[FILE-3] a ticket runs out after a minute, and a flood pushes out the oldest', () => {
  let now = 0;
  const tickets = new Tickets<string>(() => now, 'file.ticket');
  const late = tickets.issue('late');
  const inTime = tickets.issue('in time');
  now = 59_999;
  expect(tickets.redeem(inTime)).toBe('in time');
  now = 60_000;
  expect(() => tickets.redeem(late)).toThrow(expect.objectContaining({ code: 'file.ticket' }));
  const first = tickets.issue('first');
  for (let count = 0; count < 10_000; count += 1) tickets.issue('flood');
  expect(() => tickets.redeem(first)).toThrow(expect.objectContaining({ code: 'file.ticket' }));
});
