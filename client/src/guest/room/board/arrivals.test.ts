import { expect, it } from 'vitest';
import { ARRIVAL, conducted, PLENARY, party } from './board.test-support.ts';
import { arrivalsBetween } from './arrivals.ts';

const said = (...args: Parameters<typeof arrivalsBetween>) =>
  arrivalsBetween(...args).map(({ room, people }) => [
    room,
    people.map(({ participant }) => participant.name),
  ]);

it('says who has come to stand where, room by room', () => {
  const before = conducted([
    party('li', 'a', { room: PLENARY }),
    party('wang', 'a', { room: PLENARY }),
    party('zhou', 'r', { room: PLENARY }),
  ]);
  const after = conducted([party('li', 'a'), party('wang', 'a'), party('zhou', 'r')]);
  expect(said(before, after)).toEqual([
    [ARRIVAL.a, ['li', 'wang']],
    [ARRIVAL.r, ['zhou']],
  ]);
});

it('waits until they are there', () => {
  const before = conducted([party('li', 'a')]);
  const moving = conducted([party('li', 'a', { attendance: 'entering', room: PLENARY })]);
  expect(said(before, moving)).toEqual([]);
  expect(said(moving, conducted([party('li', 'a', { room: PLENARY })]))).toEqual([[PLENARY, ['li']]]);
});

it('says nothing where nobody moved', () => {
  const view = conducted([party('li', 'a')]);
  expect(said(view, conducted([party('li', 'a', { handSince: 5 })]))).toEqual([]);
});
