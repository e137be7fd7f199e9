import { RoomId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { mediator, observer, party } from './testing/people.ts';
import { inPlenary, Seat } from './testing/seat.ts';

const stored = (seat: Seat): string[] => [...seat.server.notes.values()];
const written = (seat: Seat): number => seat.server.asked.filter((name) => name === 'note.write').length;

const toCaucus = {
  type: 'caucus.open',
  room: RoomId.parse('caucus-0001'),
  title: 'apart',
  participants: [party],
  minutes: null,
  mixing: [],
} as const;

/** With their notes open in the arrival room of their side. */
async function atHome(): Promise<{ seat: Seat; home: RoomId }> {
  const seat = new Seat(party);
  seat.server.opensJoint = false;
  seat.server.seat(mediator, mediator);
  await seat.comeIn(party);
  seat.engine.notes.open();
  await seat.pass();
  return { seat, home: RoomId.parse('a-applicant') };
}

async function opened(): Promise<Seat> {
  const seat = await inPlenary(party);
  seat.engine.notes.open();
  await seat.pass();
  return seat;
}

test('they are read when they are looked at, and stored once the writer pauses', async () => {
  const seat = await inPlenary(party);
  seat.server.notes.set(seat.server.state.plenary, 'from before');
  seat.engine.notes.open();
  expect(seat.model.note).toEqual({ kind: 'loading' });
  await seat.pass();
  expect(seat.model.note).toEqual({ kind: 'open', text: 'from before', state: { kind: 'saved' } });
  for (const text of ['a', 'ab', 'abc']) {
    seat.engine.notes.write(text);
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

test('[NOTE-7] who types without a pause has it stored every second', async () => {
  const seat = await opened();
  const typed = Array.from({ length: 40 }, (_, index) => 'x'.repeat(index + 1));
  for (const text of typed) {
    seat.engine.notes.write(text);
    await seat.pass(250);
    expect((stored(seat)[0] ?? '').length).toBeGreaterThanOrEqual(text.length - 4);
  }
  expect(written(seat)).toBeLessThanOrEqual(10);
});

test('[NOTE-7] a page that is put out of sight sends what was typed at once', async () => {
  const seat = await opened();
  seat.engine.notes.write('before the phone was locked');
  seat.hint('hidden');
  await seat.pass();
  expect(stored(seat)).toEqual(['before the phone was locked']);
});

test('[NOTE-3] what cannot be stored stays on screen, says so, and is stored when the line is back', async () => {
  const seat = await opened();
  seat.server.unreachable = true;
  seat.server.cut(party);
  await seat.pass();
  seat.engine.notes.write('offline');
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
  seat.server.trouble.swallow = 'note.write';
  seat.engine.notes.write('one');
  await seat.pass(500);
  seat.engine.notes.write('two');
  await seat.pass(10_000);
  expect(stored(seat)).toEqual(['two']);
  expect(seat.model.note).toMatchObject({ text: 'two', state: { kind: 'saved' } });
});

test('[NOTE-3] a reload in the same room loses nothing that was not stored yet', async () => {
  const before = await opened();
  before.server.trouble.refuses.set('note.write', 'store.unavailable');
  before.engine.notes.write('typed just now');
  await before.pass(2_000);
  before.engine.close();
  const { server, clock, keptNote } = before;
  server.trouble.refuses.clear();
  expect(keptNote).toContain('typed just now');

  const after = new Seat(party, server, clock);
  after.keptNote = keptNote;
  void after.engine.enter({ resumed: true });
  await after.pass(5_000);
  expect(stored(after)).toEqual(['typed just now']);
  expect(after.keptNote).toBeNull();
});

test('[NOTE-4] [NOTE-7] whoever is moved while typing has the last letter stored, for the room it was written in', async () => {
  const { seat, home } = await atHome();
  seat.engine.notes.write('typed while I was mov');
  seat.server.as(mediator, toCaucus);
  await seat.pass();
  expect(seat.model.view?.place).toMatchObject({ room: toCaucus.room });
  expect([...seat.server.notes]).toEqual([[home, 'typed while I was mov']]);
  expect(seat.model).toMatchObject({ note: { kind: 'none' }, lostNotes: [] });
  expect(seat.keptNote).toBeNull();
});

test('[NOTE-4] also when it could not be stored then, and was typed on in the next room', async () => {
  const { seat, home } = await atHome();
  seat.server.trouble.refuses.set('note.write', 'store.unavailable');
  seat.engine.notes.write('for my own side');
  await seat.pass(2_000);
  seat.server.as(mediator, toCaucus);
  await seat.pass();
  seat.engine.notes.open();
  await seat.pass();
  expect(seat.model.note).toMatchObject({ text: '' });
  seat.engine.notes.write('for the caucus');
  await seat.pass(2_000);
  expect(seat.server.notes.size).toBe(0);
  expect(seat.keptNote).toContain('for my own side');
  seat.server.trouble.refuses.clear();
  await seat.pass(3_000);
  expect([...seat.server.notes]).toEqual([
    [home, 'for my own side'],
    [toCaucus.room, 'for the caucus'],
  ]);
  expect(seat.model).toMatchObject({
    note: { text: 'for the caucus', state: { kind: 'saved' } },
    lostNotes: [],
  });
  expect(seat.keptNote).toBeNull();
});

test('[NOTE-4] whoever leaves has the last letter stored', async () => {
  const { seat, home } = await atHome();
  seat.engine.notes.write('bye');
  void seat.engine.leave();
  await seat.pass();
  expect(seat.place).toBe('left');
  expect([...seat.server.notes]).toEqual([[home, 'bye']]);
});

test('[NOTE-8] what is not taken any more is told, with the words, until it is put away', async () => {
  const seat = await opened();
  seat.engine.notes.write('as I was put out');
  seat.server.as(mediator, { type: 'participant.remove', participant: party, reason: '' });
  await seat.pass();
  expect(seat.place).toBe('removed');
  expect(stored(seat)).toEqual([]);
  expect(seat.model.note).toEqual({ kind: 'none' });
  const [lost] = seat.model.lostNotes;
  expect(lost).toMatchObject({ text: 'as I was put out', error: { code: 'participant.removed' } });
  expect(seat.keptNote).toContain('as I was put out');
  if (lost !== undefined) seat.engine.notes.putAway(lost.epoch);
  expect(seat.model.lostNotes).toEqual([]);
  expect(seat.keptNote).toBeNull();
});

test('[NOTE-5] [NOTE-8] two rooms later, or back in the same one, it comes too late and is told', async () => {
  const { seat, home } = await atHome();
  seat.server.trouble.refuses.set('note.write', 'store.unavailable');
  seat.engine.notes.write('of the first stay');
  seat.server.as(mediator, toCaucus);
  await seat.pass();
  seat.server.as(mediator, { type: 'people.move', participants: [party], to: home, mixing: [] });
  await seat.pass();
  seat.server.trouble.refuses.clear();
  await seat.pass(2_000);
  expect(stored(seat)).toEqual([]);
  expect(seat.model.lostNotes).toMatchObject([{ text: 'of the first stay', error: { code: 'epoch.stale' } }]);
});

test('[NOTE-8] on another device it is told here, and stored after all when one comes back', async () => {
  const { seat, home } = await atHome();
  seat.server.trouble.refuses.set('note.write', 'store.unavailable');
  seat.engine.notes.write('on my phone');
  await seat.pass(1_500);
  seat.server.takeOver(party);
  await seat.pass(1_000);
  expect(seat.model).toMatchObject({ line: { kind: 'dropped' }, lostNotes: [{ text: 'on my phone' }] });
  seat.server.trouble.refuses.clear();
  seat.engine.useHere();
  await seat.pass(2_000);
  expect([...seat.server.notes]).toEqual([[home, 'on my phone']]);
  expect(seat.model).toMatchObject({
    lostNotes: [],
    note: { text: 'on my phone', state: { kind: 'saved' } },
  });
});

test('[NOTE-1] what somebody else left in this tab is neither sent nor shown', async () => {
  const seat = new Seat(party);
  seat.server.seat(mediator, mediator);
  seat.keptNote = JSON.stringify([{ participant: observer, epoch: 1, text: 'of somebody else' }]);
  await seat.comeIn(party);
  await seat.pass(5_000);
  expect(seat.keptNote).toBeNull();
  expect(JSON.stringify(seat.model.lostNotes)).not.toContain('of somebody else');
  expect(stored(seat)).toEqual([]);
});

test('a refusal is told, and the text stays', async () => {
  const seat = await opened();
  seat.server.trouble.refuses.set('note.write', 'request.malformed');
  seat.engine.notes.write('odd');
  await seat.pass(1_000);
  expect(seat.model.note).toMatchObject({ text: 'odd', state: { kind: 'refused' } });
});
