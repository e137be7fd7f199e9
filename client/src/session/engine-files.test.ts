import { FileId, MessageId } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import { nameFor, problemOf } from './files.ts';
import { mediator, party } from './testing/people.ts';
import { inPlenary, type Seat } from './testing/seat.ts';

const pdf = (name = 'a.pdf', size = 10): File => new File(['x'.repeat(size)], name);
const shared = {
  id: FileId.parse('file-0001'),
  type: 'image/png',
  size: 10,
  sha256: '0'.repeat(64),
} as const;
/** A line of the server for the upload that is under way. */
function arrived(seat: Seat) {
  const [upload] = seat.model.files.uploads;
  const id = upload?.id ?? MessageId.parse('message-0');
  const room = seat.server.state.plenary;
  seat.server.as(party, { type: 'file.share', id, room, name: 'a.pdf', file: shared });
  const said = seat.server.words.said.at(-1);
  if (said === undefined) throw new Error('nothing was shared');
  return seat.server.words.lineOf(said);
}
const states = (seat: Seat): unknown[] => seat.model.files.uploads.map(({ state }) => state);

describe('sharing a file', () => {
  test('shows how far it is, then the line it became, once', async () => {
    const seat = await inPlenary(party);
    seat.engine.shareFiles([pdf()]);
    await seat.pass();
    const [upload] = seat.files.uploads;
    upload?.going.progress(4);
    expect(states(seat)).toEqual([{ kind: 'sending', sent: 4 }]);
    upload?.done(arrived(seat));
    await seat.pass();
    expect(states(seat)).toEqual([]);
    expect(seat.texts).toEqual(['a.pdf']);
    expect(seat.model.chat.announcements).toEqual([]);
  });

  test('several go one after the other; one that is stopped lets the next go', async () => {
    const seat = await inPlenary(party);
    seat.engine.shareFiles([pdf('a.pdf'), pdf('b.pdf', 20)]);
    await seat.pass();
    expect(seat.files.uploads.map(({ size }) => size)).toEqual([10]);
    const [first] = seat.model.files.uploads;
    if (first !== undefined) seat.engine.dropUpload(first.id);
    await seat.pass();
    expect(seat.files.uploads.map(({ size }) => size)).toEqual([10, 20]);
    expect(seat.files.uploads[0]?.going.signal.aborted).toBe(true);
  });

  test('what cannot be shared says why and asks the server nothing', async () => {
    const seat = await inPlenary(party);
    seat.engine.shareFiles([pdf('a.exe'), pdf('empty.pdf', 0)]);
    await seat.pass();
    expect(states(seat)).toMatchObject([
      { kind: 'refused', error: { code: 'file.bad-type' } },
      { kind: 'refused', error: { code: 'file.empty' } },
    ]);
    expect(seat.server.asked).not.toContain('file.offer');
    expect(problemOf('a.pdf', 50_000_001)).toBe('file.too-large');
    expect(problemOf('a.PDF', 50_000_000)).toBeNull();
  });

  test('a lost line starts it again by itself when it is back, under the same id', async () => {
    const seat = await inPlenary(party);
    seat.engine.shareFiles([pdf()]);
    await seat.pass();
    seat.server.unreachable = true;
    seat.server.cut(party);
    seat.files.uploads[0]?.fails('connection.superseded');
    await seat.pass(5_000);
    expect(states(seat)).toEqual([{ kind: 'waiting' }]);
    seat.server.unreachable = false;
    await seat.pass(5_000);
    expect(seat.files.uploads).toHaveLength(2);
    seat.files.uploads[1]?.done(arrived(seat));
    await seat.pass();
    expect(seat.texts).toEqual(['a.pdf']);
  });

  test('a refusal stays until it is put away or tried again', async () => {
    const seat = await inPlenary(party);
    seat.engine.shareFiles([pdf()]);
    await seat.pass();
    seat.files.uploads[0]?.fails('file.bad-type');
    await seat.pass();
    expect(states(seat)).toMatchObject([{ kind: 'refused', error: { code: 'file.bad-type' } }]);
    const [refused] = seat.model.files.uploads;
    if (refused === undefined) throw new Error('gone');
    seat.engine.uploadAgain(refused.id);
    await seat.pass();
    expect(seat.files.uploads).toHaveLength(2);
    seat.files.uploads[1]?.fails('file.no-space');
    await seat.pass();
    seat.engine.dropUpload(refused.id);
    expect(states(seat)).toEqual([]);
  });

  test('a server in trouble is asked a few times, then the person is', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.refuses.set('file.offer', 'store.unavailable');
    seat.engine.shareFiles([pdf()]);
    await seat.pass(20_000);
    expect(states(seat)).toMatchObject([{ kind: 'refused', error: { code: 'store.unavailable' } }]);
    expect(seat.server.asked.filter((name) => name === 'file.offer')).toHaveLength(5);
  });

  test('[FILE-2] leaving the room ends it, and nothing of it goes along', async () => {
    const seat = await inPlenary(party);
    seat.engine.shareFiles([pdf(), pdf('b.pdf')]);
    await seat.pass();
    seat.server.move(party, mediator);
    await seat.pass(5_000);
    expect(seat.files.uploads).toHaveLength(1);
    expect(seat.files.uploads[0]?.going.signal.aborted).toBe(true);
    expect(states(seat)).toEqual([]);
    expect(seat.told).toContainEqual({ kind: 'unshared' });
  });
});

describe('reading a file', () => {
  const of = (seat: Seat) => seat.model.files.downloads.get(shared.id);

  test('is saved when all of it is there', async () => {
    const seat = await inPlenary(party);
    void seat.engine.saveFile(shared, '合同.png');
    await seat.pass();
    seat.files.downloads[0]?.going.progress(7);
    expect(of(seat)).toEqual({ kind: 'reading', received: 7 });
    seat.files.downloads[0]?.done(new Blob(['x']));
    await seat.pass();
    expect(of(seat)).toEqual({ kind: 'saved' });
    expect(seat.files.saved).toEqual(['合同.png']);
  });

  test('a refusal says why; it can be stopped', async () => {
    const seat = await inPlenary(party);
    seat.server.trouble.refuseNext = { name: 'file.fetch', code: 'file.unknown' };
    void seat.engine.saveFile(shared, 'a.png');
    await seat.pass();
    expect(of(seat)).toMatchObject({ kind: 'refused', error: { code: 'file.unknown' } });
    void seat.engine.saveFile(shared, 'a.png');
    await seat.pass();
    seat.engine.putAwayFile(shared.id);
    await seat.pass();
    expect(of(seat)).toBeUndefined();
    expect(seat.files.downloads[0]?.going.signal.aborted).toBe(true);
    expect(seat.files.saved).toEqual([]);
  });

  test('[FILE-2] a picture goes from screen and memory with the room, and what was coming is not saved', async () => {
    const seat = await inPlenary(party);
    void seat.engine.showFile(shared);
    await seat.pass();
    seat.files.downloads[0]?.done(new Blob(['x']));
    await seat.pass();
    expect(of(seat)).toEqual({ kind: 'shown', url: 'blob:1' });
    void seat.engine.saveFile({ ...shared, id: FileId.parse('file-0002') }, 'b.png');
    await seat.pass();
    seat.server.move(party, mediator);
    await seat.pass();
    seat.files.downloads[1]?.done(new Blob(['x']));
    await seat.pass(1_000);
    expect(seat.model.files.downloads.size).toBe(0);
    expect(seat.files.shown.size).toBe(0);
    expect(seat.files.saved).toEqual([]);
  });
});

test('[FILE-7] a name is made one that everybody reads alike, with the ending it had', () => {
  expect(nameFor('a\nb\u202efdp.pdf')).toBe('a b fdp.pdf');
  expect(nameFor('  .pdf')).toBe('file.pdf');
  expect(nameFor('')).toBe('file');
  expect(nameFor(`${'x'.repeat(300)}.docx`)).toBe(`${'x'.repeat(195)}.docx`);
  expect(nameFor(`x${'😀'.repeat(150)}.pdf`)).toHaveLength(199);
});
