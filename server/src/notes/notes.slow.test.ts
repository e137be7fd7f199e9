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

test('[NOTE-2] what is written for a room that was left is stored nowhere', async () => {
  const { epoch } = party;
  await caucus(party);
  expect(codeOf(await write(party, 'too late', epoch))).toBe('epoch.stale');
  expect(codeOf(await party.guest.ask('note.read', { epoch }))).toBe('epoch.stale');
  expect(await read(party)).toBe('');
  await mediator.guest.ask('participant.remove', { participant: party.id, reason: 'asked to' });
  expect(codeOf(await write(party, 'after')).startsWith('r')).toBe(true);
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
