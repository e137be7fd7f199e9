import { expect, test } from 'vitest';
import { mediator, party } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

const stored = (seat: Seat): string[] => [...seat.server.notes.values()];
const written = (seat: Seat): number => seat.server.asked.filter((name) => name === 'note.write').length;

async function opened(): Promise<Seat> {
  const seat = await inPlenary(party);
  seat.engine.openNote();
  await seat.pass();
  return seat;
}

test('they are read when they are looked at, and stored once the writer pauses', async () => {
  const seat = await inPlenary(party);
  seat.server.notes.set(seat.server.state.plenary, 'from before');
  seat.engine.openNote();
  expect(seat.model.note).toEqual({ kind: 'loading' });
  await seat.pass();
  expect(seat.model.note).toEqual({ kind: 'open', text: 'from before', state: { kind: 'saved' } });
  for (const text of ['a', 'ab', 'abc']) {
    seat.engine.writeNote(text);
    await seat.pass(300);
  }
  expect(seat.model.note).toMatchObject({ text: 'abc', state: { kind: 'saving' } });
  expect(written(seat)).toBe(0);
  await seat.pass(500);
  expect(stored(seat)).toEqual(['abc']);
  expect(written(seat)).toBe(1);
  expect(seat.model.note).toMatchObject({ text: 'abc', state: { kind: 'saved' } });
  expect(seat.keptNote).toBeNull();
});

test('[NOTE-3] what cannot be stored stays on screen, says so, and is stored when the line is back', async () => {
  const seat = await opened();
  seat.server.unreachable = true;
  seat.server.cut(party);
  await seat.pass();
  seat.engine.writeNote('offline');
  await seat.pass(3_000);
  expect(seat.model.note).toEqual({ kind: 'open', text: 'offline', state: { kind: 'unsaved' } });
  expect(stored(seat)).toEqual([]);
  seat.server.unreachable = false;
  await seat.pass(5_000);
  expect(stored(seat)).toEqual(['offline']);
  expect(seat.model.note).toMatchObject({ text: 'offline', state: { kind: 'saved' } });
});

test('[NOTE-3] what is written while an older text is being stored is stored after it', async () => {
  const seat = await opened();
  seat.server.swallow = 'note.write';
  seat.engine.writeNote('one');
  await seat.pass(500);
  seat.engine.writeNote('two');
  await seat.pass(10_000);
  expect(stored(seat)).toEqual(['two']);
  expect(seat.model.note).toMatchObject({ text: 'two', state: { kind: 'saved' } });
});

test('[NOTE-3] a reload in the same room loses nothing that was not stored yet', async () => {
  const before = await opened();
  before.server.refuses.set('note.write', 'store.unavailable');
  before.engine.writeNote('typed just now');
  await before.pass(2_000);
  before.engine.close();
  const { server, clock, keptNote } = before;
  server.refuses.clear();
  expect(keptNote).toContain('typed just now');

  const after = new Seat(party, server, clock);
  after.keptNote = keptNote;
  void after.engine.enter({ resumed: true });
  await after.pass(5_000);
  expect(stored(after)).toEqual(['typed just now']);
  expect(after.keptNote).toBeNull();
});

test('[NOTE-2] leaving the room takes it from screen, memory and this tab, and the next room shows none of it', async () => {
  const seat = await opened();
  seat.server.refuses.set('note.write', 'store.unavailable');
  seat.engine.writeNote('for this room');
  await seat.pass(2_000);
  expect(seat.keptNote).toContain('for this room');
  seat.server.move(party, mediator);
  await seat.pass();
  expect(seat.model.note).toEqual({ kind: 'none' });
  expect(seat.keptNote).toBeNull();
  seat.server.refuses.clear();
  await seat.pass(10_000);
  expect(stored(seat)).toEqual([]);
});

test('[NOTE-2] what another stay left in this tab is thrown away', async () => {
  const seat = new Seat(party);
  seat.server.seat(mediator, mediator);
  seat.keptNote = JSON.stringify({ participant: party, epoch: 77, text: 'of another room' });
  await seat.comeIn(party);
  await seat.pass(5_000);
  expect(seat.keptNote).toBeNull();
  seat.engine.openNote();
  await seat.pass();
  expect(seat.model.note).toMatchObject({ text: '' });
  expect(stored(seat)).toEqual([]);
});

test('a refusal is told, and the text stays', async () => {
  const seat = await opened();
  seat.server.refuses.set('note.write', 'request.malformed');
  seat.engine.writeNote('odd');
  await seat.pass(1_000);
  expect(seat.model.note).toMatchObject({ text: 'odd', state: { kind: 'refused' } });
});
