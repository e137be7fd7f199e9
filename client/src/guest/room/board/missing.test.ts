import type { Assignment, PersonView } from '@parley/shared/policy';
import { expect, test } from 'vitest';
import { boardOf, OTHER_ROOM, person } from '../fixtures.test-support.ts';
import { conducted, neutral, party, PLENARY } from './board.test-support.ts';
import { interpretersOf, ownInterpreter } from './missing.ts';

const id = (name: string) => person(name).participant.id;
const assigned = (name: string, bound: Assignment['bound'] = { to: 'session' }): Assignment => ({
  participant: id(name),
  languages: ['zh', 'en'],
  bound,
});
const shown = (people: readonly PersonView[], interpreters: readonly Assignment[]) =>
  conducted(people, [], { board: boardOf({ interpreters: [...interpreters] }) });

test('says of every interpreter where they are', () => {
  const people = [
    neutral('here'),
    neutral('coming', { attendance: 'entering' }),
    neutral('late', { attendance: 'expected', line: 'offline' }),
    neutral('outside', { attendance: 'waiting' }),
    neutral('dropped', { line: 'lost' }),
    neutral('gone', { attendance: 'left', line: 'offline' }),
    neutral('busy'),
    neutral('assigned'),
    party('li', 'a'),
  ];
  const view = shown(people, [
    ...['here', 'coming', 'late', 'outside', 'dropped', 'gone'].map((name) => assigned(name)),
    assigned('busy', { to: 'room', room: OTHER_ROOM }),
    assigned('assigned', { to: 'room', room: PLENARY }),
  ]);
  expect(interpretersOf(view, false).map(({ where }) => where)).toEqual([
    'here',
    'here',
    'expected',
    'waiting',
    'lost',
    'out',
    'elsewhere',
    'here',
  ]);
});

test('names the interpreter of a party who is not here', () => {
  const forLi: Assignment['bound'] = { to: 'party', participant: id('li') };
  const people = [party('li', 'a'), party('zhou', 'r'), neutral('own', { attendance: 'expected' })];
  const view = shown(people, [assigned('own', forLi)]);
  expect(ownInterpreter(view, id('li'), false)?.participant.id).toBe(id('own'));
  expect(ownInterpreter(view, id('zhou'), false)).toBeNull();
  const come = shown([party('li', 'a'), neutral('own')], [assigned('own', forLi)]);
  expect(ownInterpreter(come, id('li'), false)).toBeNull();
});

test('while people come to the others, an interpreter in another room is not there', () => {
  const forLi: Assignment['bound'] = { to: 'party', participant: id('li') };
  const people = [
    party('li', 'a'),
    neutral('beside', { room: PLENARY }),
    neutral('own', { room: OTHER_ROOM }),
    neutral('dropped', { line: 'lost', room: OTHER_ROOM }),
  ];
  const view = shown(people, [assigned('beside'), assigned('own', forLi), assigned('dropped')]);
  expect(interpretersOf(view, true).map(({ where }) => where)).toEqual(['here', 'apart', 'lost']);
  expect(ownInterpreter(view, id('li'), true)?.participant.id).toBe(id('own'));
  expect(ownInterpreter(view, id('li'), false)).toBeNull();
});
