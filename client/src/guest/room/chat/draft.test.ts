import { expect, it } from 'vitest';
import { carriedInto, nothingBegun, written } from './draft.ts';

const begun = written(carriedInto(nothingBegun, 1), 'between us:');

it('stays while one is in the room it was begun for', () => {
  expect(carriedInto(begun, 1)).toBe(begun);
});

it('is gone on the way to another room, and there it is said that it is', () => {
  const moving = carriedInto(begun, null);
  expect(moving.text).toBe('');
  expect(carriedInto(moving, 2)).toEqual({ epoch: 2, text: '', cleared: true });
});

it('is gone as well when nothing was seen of the way', () => {
  expect(carriedInto(begun, 2)).toEqual({ epoch: 2, text: '', cleared: true });
});

it('is not spoken of where nothing was begun, nor once something else is written', () => {
  expect(carriedInto(carriedInto(nothingBegun, 1), 2).cleared).toBe(false);
  expect(written(carriedInto(begun, 2), 'x').cleared).toBe(false);
  expect(carriedInto(carriedInto(begun, 2), 3).cleared).toBe(false);
});
