import { ParticipantId, RoomId } from '@parley/shared/ids';
import { expect, it } from 'vitest';
import { boardOf, caucusCard, OTHER_ROOM, person, powers, view } from '../fixtures.test-support.ts';
import { needKey, needPerson, needsOf as needsWith } from './needs.ts';

const needsOf = (...[seen, now]: [Parameters<typeof needsWith>[0], number]) => needsWith(seen, 0, now);
const conducting = { ...powers, conduct: true };
const named = (needs: ReturnType<typeof needsOf>) =>
  needs.map((need) => [need.kind, needPerson(need)?.name ?? null]);

it('lists wishes, then who waits, then hands, then lost lines, the longest first', () => {
  const needs = needsOf(
    view({
      powers: conducting,
      people: [
        person('late', { attendance: 'waiting', since: 200 }),
        person('hand', { handSince: 50 }),
        person('early', { attendance: 'waiting', since: 100 }),
        person('lost', { line: 'lost' }),
        person('asks', { wish: { kind: 'caucus', note: '', at: 300 } }),
        person('calm'),
        person('gone', { attendance: 'left', line: 'offline' }),
      ],
    }),
    1_000,
  );
  expect(named(needs)).toEqual([
    ['wish', 'asks'],
    ['waiting', 'early'],
    ['waiting', 'late'],
    ['hand', 'hand'],
    ['lost', 'lost'],
  ]);
});

it('counts hands of my own room alone, and lost lines of every room', () => {
  const needs = needsOf(
    view({
      powers: conducting,
      people: [
        person('hand', { handSince: 50, room: OTHER_ROOM }),
        person('lost', { line: 'lost', room: OTHER_ROOM }),
      ],
    }),
    1_000,
  );
  expect(named(needs)).toEqual([['lost', 'lost']]);
});

it('lists a caucus once its time is over', () => {
  const over = caucusCard('caucus-over', { endsAt: 900 });
  const running = caucusCard('caucus-running', { endsAt: 400_000 });
  const endless = caucusCard('caucus-endless', { endsAt: null });
  const needs = needsOf(view({ powers: conducting, board: boardOf({}, [over, running, endless]) }), 1_000);
  expect(needs).toEqual([{ kind: 'timer', room: over, since: 900 }]);
});

it('lists a caucus elsewhere five minutes before its end, and the one I am in when it is over', () => {
  const minute = 60_000;
  const soon = caucusCard('caucus-soon', { endsAt: 5 * minute });
  const later = caucusCard('caucus-later', { endsAt: 5 * minute + 1_001 });
  const rooms = [soon, later];
  expect(needsOf(view({ powers: conducting, board: boardOf({}, rooms) }), 0)).toEqual([
    { kind: 'timer', room: soon, since: 5 * minute },
  ]);
  const inside = view({
    powers: conducting,
    place: { kind: 'room', room: soon.id, roomKind: 'caucus', title: '', endsAt: soon.endsAt, epoch: 2 },
    board: boardOf({}, rooms),
  });
  expect(needsOf(inside, 1_000).map((need) => need.kind === 'timer' && need.room.id)).toEqual([]);
  expect(needsOf(inside, 5 * minute)).toContainEqual({ kind: 'timer', room: soon, since: 5 * minute });
});

it('lists a language that nobody renders before anybody who asks for something, in whichever room', () => {
  const aside = caucusCard('caucus-aside');
  const needs = needsOf(
    view({
      powers: conducting,
      people: [person('asks', { wish: { kind: 'caucus', note: '', at: 1 } })],
      board: boardOf({ silent: [{ room: aside.id, language: 'en', since: 5 }] }, [aside]),
    }),
    10,
  );
  expect(needs[0]).toEqual({ kind: 'silent', room: aside, language: 'en', since: 5 });
  expect(named(needs)).toEqual([
    ['silent', null],
    ['wish', 'asks'],
  ]);
});

it('lists first, of those who wait, who needs help; what is said from the lobby is no wish of its own', () => {
  const waits = (id: string, since: number, kind: 'late' | 'help' | null) =>
    person(id, { attendance: 'waiting', since, wish: kind === null ? null : { kind, note: '', at: since } });
  const people = [waits('early', 1, 'late'), waits('helpless', 3, 'help'), waits('calm', 2, null)];
  expect(named(needsOf(view({ powers: conducting, people }), 1_000))).toEqual([
    ['waiting', 'helpless'],
    ['waiting', 'early'],
    ['waiting', 'calm'],
  ]);
});

it('lists who asks to be let in, and whether I am where I can open; not who is merely announced', () => {
  const participant = (id: string) => person(id).participant;
  const room = RoomId.parse('room-0001');
  const needs = needsOf(
    view({
      powers: conducting,
      entries: [
        { participant: participant('mine'), room, due: null },
        { participant: participant('other'), room: OTHER_ROOM, due: null },
        { participant: participant('announced'), room, due: 2_000 },
      ],
    }),
    1_000,
  );
  expect(needs.map((need) => need.kind === 'entry' && [need.entry.participant.id, need.mine])).toEqual([
    [ParticipantId.parse('person-mine'), true],
    [ParticipantId.parse('person-other'), false],
  ]);
});

it('begins with the lead that nobody has', () => {
  const needs = needsOf(
    view({
      powers: { ...conducting, takeLead: true },
      people: [person('asks', { wish: { kind: 'mediator', note: '', at: 1 } })],
    }),
    1_000,
  );
  expect(needs.map(({ kind }) => kind)).toEqual(['lead', 'wish']);
});

it('lists who was away when everyone came together, once they are back on the line', () => {
  const needs = needsOf(
    view({
      powers: conducting,
      people: [
        person('back', { missed: true, room: OTHER_ROOM }),
        person('away', { missed: true, room: OTHER_ROOM, line: 'lost' }),
        person('there'),
      ],
    }),
    1_000,
  );
  expect(named(needs)).toEqual([
    ['missed', 'back'],
    ['lost', 'away'],
  ]);
});

it('is empty for whoever does not conduct', () => {
  expect(needsOf(view({ people: [person('hand', { handSince: 50 })] }), 1_000)).toEqual([]);
});

it('[TERM-6] ends with the terms that are suggested, all of them one need about nobody', () => {
  const people = [person('lost', { line: 'lost' })];
  const needs = needsWith(view({ powers: conducting, people }), 3, 1_000);
  expect(needs.at(-1)).toEqual({ kind: 'terms', count: 3 });
  expect(named(needs)).toEqual([
    ['lost', 'lost'],
    ['terms', null],
  ]);
  expect(needs.map(needKey)).toEqual(['lost person-lost', 'terms']);
  expect(needsWith(view({ powers: conducting }), 0, 1_000)).toEqual([]);
  expect(needsWith(view(), 3, 1_000)).toEqual([]);
});
