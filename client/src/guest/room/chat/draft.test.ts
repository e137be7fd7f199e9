import { expect, it } from 'vitest';
import { carriedInto, Draft, nothingBegun, written } from './draft.ts';

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

it('tells whoever shows it of each letter, and of a room only that it is another', () => {
  const draft = new Draft();
  const shown: string[] = [];
  draft.carryInto(1);
  const stop = draft.subscribe(() => shown.push(draft.begun().text));
  draft.write('b');
  draft.write('be');
  draft.carryInto(1);
  expect(shown).toEqual(['b', 'be']);
  draft.carryInto(2);
  expect(shown).toEqual(['b', 'be', '']);
  expect(draft.begun().cleared).toBe(true);
  stop();
  draft.write('x');
  expect(shown).toHaveLength(3);
});
