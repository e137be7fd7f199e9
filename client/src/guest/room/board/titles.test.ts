import { expect, it } from 'vitest';
import { boardOf, caucusCard } from '../fixtures.test-support.ts';
import { mediator, neutral, party, sides } from './board.test-support.ts';
import { LONGEST_TITLE, titleFor } from './titles.ts';

const view = { sides: [...sides], board: boardOf() };
const words = {
  side: ({ name }: { name: string }) => `side ${name}`,
  people: (names: readonly string[]) => names.join('、'),
};

it('is called after the one side they are all of, with whoever conducts', () => {
  expect(titleFor([mediator(), party('li', 'a'), party('wang', 'a')], view, words)).toBe('side Li');
});

it('is called after the people otherwise', () => {
  expect(titleFor([mediator(), party('li', 'a'), party('zhou', 'r')], view, words)).toBe('li、zhou');
  expect(titleFor([party('li', 'a'), neutral('xu')], view, words)).toBe('li、xu');
  expect(titleFor([mediator('chen'), mediator('lin')], view, words)).toBe('chen、lin');
});

it('is numbered where there is one of that name', () => {
  const board = boardOf({}, [caucusCard('caucus-li', { title: 'side Li' })]);
  expect(titleFor([party('li', 'a')], { ...view, board }, words)).toBe('side Li 2');
});

it('is no longer than the protocol takes, number and all, and cuts no character in two', () => {
  const long = { ...words, people: () => '👩‍⚖️'.repeat(40) };
  const two = [party('li', 'a'), party('zhou', 'r')];
  const title = titleFor(two, view, long);
  expect(title.length).toBeLessThanOrEqual(LONGEST_TITLE);
  expect(title).toMatch(/^(?:👩‍⚖️)+…$/u);
  const board = boardOf({}, [caucusCard('caucus-long', { title })]);
  const next = titleFor(two, { ...view, board }, long);
  expect(next).toMatch(/… 2$/u);
  expect(next.length).toBeLessThanOrEqual(LONGEST_TITLE);
});
