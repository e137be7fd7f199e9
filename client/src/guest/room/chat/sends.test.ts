import { expect, it } from 'vitest';
import { sends } from './sends.ts';

const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

it('sends with Enter and breaks the line with Shift+Enter', () => {
  expect(sends(enter)).toBe(true);
  expect(sends({ ...enter, shiftKey: true })).toBe(false);
  expect(sends({ ...enter, key: 'a', keyCode: 65 })).toBe(false);
});

it('never sends with the Enter that confirms a word of an input method', () => {
  expect(sends({ ...enter, isComposing: true })).toBe(false);
  expect(sends({ ...enter, keyCode: 229 })).toBe(false);
});
