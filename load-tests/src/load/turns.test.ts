import { expect, test } from 'vitest';
import { byTurns } from './turns.ts';
import type { Venue } from './venue.ts';

const venue = (name: string): Venue<never, never> => ({
  name,
  what: `${name} 1`,
  open: () => Promise.reject(new Error('nobody opens it')),
});

async function play(fails: (name: string, round: number) => boolean) {
  const order: string[] = [];
  const played = await byTurns<never, never, number>({
    ours: venue('Parley'),
    peers: [venue('Janus'), { name: 'Another', why: 'it is not there' }],
    rounds: 3,
    play: async ({ name }, number) => {
      order.push(`${name} ${number}`);
      if (fails(name, number)) throw new Error('it fell over');
      return number;
    },
    lineOf: String,
    say: () => undefined,
  });
  return { order, ...played };
}

test('every round is of all, and nobody is always the first', async () => {
  const { order, venues, absent } = await play(() => false);
  expect(order).toEqual(['Parley 0', 'Janus 0', 'Janus 1', 'Parley 1', 'Parley 2', 'Janus 2']);
  expect(venues.map(({ name, rounds }) => [name, rounds])).toEqual([
    ['Parley', [0, 1, 2]],
    ['Janus', [0, 1, 2]],
  ]);
  expect(absent).toEqual([{ name: 'Another', why: 'it is not there' }]);
});

test('a peer that fails is left out from then on, and named; the product that fails ends the run', async () => {
  const { venues, absent } = await play((name, round) => name === 'Janus' && round === 1);
  expect(venues.map(({ name }) => name)).toEqual(['Parley']);
  expect(absent[1]).toEqual({ name: 'Janus', why: 'it failed in round 2: it fell over' });
  await expect(play((name) => name === 'Parley')).rejects.toThrow('it fell over');
});
