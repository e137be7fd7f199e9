import type { RoomId } from '@parley/shared/ids';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, House, type Person, valueOf } from '../files/testing-house.ts';

let house: House;
let mediator: Person;
let party: Person;
let counsel: Person;
beforeEach(async () => {
  house = await House.open();
  mediator = await house.seat('mediator', null);
  party = await house.seat('party', mediator.guest);
  counsel = await house.seat('counsel', mediator.guest);
});
afterEach(() => house.close());

const write = (person: Person, text: string, epoch = person.epoch) =>
  person.guest.ask('note.write', { epoch, text });
const read = async (person: Person): Promise<string> =>
  valueOf(await person.guest.ask('note.read', { epoch: person.epoch })).text;

async function caucus(person: Person): Promise<void> {
  const { epoch } = person;
  const wish = { title: '背对背', participants: [person.id], minutes: null };
  valueOf(await mediator.guest.ask('caucus.open', wish));
  await person.settled(epoch);
}

test('[NOTE-1] notes are of one person and one room; nobody else is told a word of them', async () => {
  valueOf(await write(party, '底线:八万'));
  expect(await read(party)).toBe('底线:八万');
  expect([await read(counsel), await read(mediator)]).toEqual(['', '']);
  valueOf(await write(counsel, 'counsel’s own'));
  expect(await read(party)).toBe('底线:八万');

  const home = party.room;
  await caucus(party);
  expect(await read(party)).toBe('');
  valueOf(await write(party, 'in caucus'));
  const { epoch } = party;
  const back = { participants: [party.id], to: home ?? party.room ?? counsel.room };
  if (back.to === null) throw new Error('no room');
  valueOf(await mediator.guest.ask('people.move', { participants: back.participants, to: back.to }));
  await party.settled(epoch);
  expect(await read(party)).toBe('底线:八万');
  for (const other of [mediator, counsel]) {
    expect(JSON.stringify(other.guest.told)).not.toContain('底线');
  }
  expect(house.logged.some((line) => line.includes('底线'))).toBe(false);
});

const home = async (person: Person, room: RoomId | null): Promise<void> => {
  const { epoch } = person;
  if (room === null) throw new Error('no room');
  valueOf(await mediator.guest.ask('people.move', { participants: [person.id], to: room }));
  await person.settled(epoch);
};

test('[NOTE-4] the last words for a room come too late to be read in the next, and are there again in their own', async () => {
  const { epoch, room } = party;
  await caucus(party);
  valueOf(await write(party, 'typed while I was moved', epoch));
  expect(await read(party)).toBe('');
  await home(party, room);
  expect(await read(party)).toBe('typed while I was moved');
});

test('[NOTE-5] of an earlier stay, and of whoever was removed, nothing is stored', async () => {
  const { epoch, room } = party;
  await caucus(party);
  await home(party, room);
  expect(codeOf(await write(party, 'too late', epoch))).toBe('epoch.stale');
  expect(codeOf(await party.guest.ask('note.read', { epoch }))).toBe('epoch.stale');
  expect(await read(party)).toBe('');
  await mediator.guest.ask('participant.remove', { participant: party.id, reason: 'asked to' });
  expect(codeOf(await write(party, 'after'))).toBe('participant.removed');
});

test('[NOTE-6] a mediator reads their own notes on every room from anywhere, also on a caucus that was closed', async () => {
  valueOf(await write(mediator, 'of the plenary'));
  valueOf(await write(party, '底线:八万'));
  const { room } = valueOf(
    await mediator.guest.ask('caucus.open', {
      title: '背对背',
      participants: [mediator.id, party.id],
      minutes: null,
    }),
  );
  await mediator.settled(mediator.epoch);
  valueOf(await write(mediator, 'they may go to 80,000'));
  valueOf(await mediator.guest.ask('caucus.rename', { room, title: '背对背(二)' }));
  valueOf(await mediator.guest.ask('caucus.close', { room }));
  await mediator.settled(mediator.epoch);
  const { notes } = valueOf(await mediator.guest.ask('note.review', {}));
  expect(notes).toMatchObject([
    { room: { id: room, title: '背对背(二)' }, closed: true, text: 'they may go to 80,000' },
    { room: { kind: 'plenary' }, closed: false, text: 'of the plenary' },
  ]);
  valueOf(await write(mediator, ''));
  expect(valueOf(await mediator.guest.ask('note.review', {})).notes).toHaveLength(1);
});

test('[NOTE-6] nobody else looks anything up, and a mediator finds nobody else’s', async () => {
  valueOf(await write(party, '底线:八万'));
  for (const person of [party, counsel]) {
    expect(codeOf(await person.guest.ask('note.review', {}))).toBe('role.not-allowed');
  }
  expect(valueOf(await mediator.guest.ask('note.review', {})).notes).toEqual([]);
});

test('[NOTE-3] of many written at once the last stays, over a restart', async () => {
  await Promise.all(Array.from({ length: 60 }, (_, index) => write(counsel, `version ${index}`)));
  expect(await read(counsel)).toBe('version 59');
  await house.restart();
  const line = await house.line('counsel');
  await line.until('view', ({ view }) => view.place.kind === 'room');
  expect(valueOf(await line.ask('note.read', { epoch: counsel.epoch })).text).toBe('version 59');
});

test('[NOTE-1] a note has a limit, and is emptied like any other', async () => {
  valueOf(await write(party, 'x'.repeat(20_000)));
  expect(codeOf(await write(party, 'x'.repeat(20_001)))).toBe('request.malformed');
  valueOf(await write(party, ''));
  expect(await read(party)).toBe('');
});
