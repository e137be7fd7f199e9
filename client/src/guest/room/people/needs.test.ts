import { expect, it } from 'vitest';
import { person, powers, view } from '../fixtures.test-support.ts';
import { needsOf } from './needs.ts';

it('lists who waits, then hands, then lost lines, the longest first', () => {
  const needs = needsOf(
    view({
      powers: { ...powers, conduct: true },
      people: [
        person('late', { attendance: 'waiting', since: 200 }),
        person('hand', { handSince: 50 }),
        person('early', { attendance: 'waiting', since: 100 }),
        person('lost', { line: 'lost' }),
        person('calm'),
        person('gone', { attendance: 'left', line: 'offline' }),
      ],
    }),
  );
  expect(needs.map(({ kind, person: { participant } }) => [kind, participant.name])).toEqual([
    ['waiting', 'early'],
    ['waiting', 'late'],
    ['hand', 'hand'],
    ['lost', 'lost'],
  ]);
});

it('is empty for whoever does not conduct', () => {
  expect(needsOf(view({ people: [person('hand', { handSince: 50 })] }))).toEqual([]);
});
