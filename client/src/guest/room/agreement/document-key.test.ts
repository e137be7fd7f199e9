import { expect, test } from 'vitest';
import { view } from '../fixtures.test-support.ts';
import { documentKey } from './document-key.ts';

const { place } = view();
const stay = (epoch: number) => (place.kind === 'room' ? { ...place, epoch } : place);

test('[PAGE-9] what is open over a draft is of one stay: over the next room’s draft nothing of it stands', () => {
  expect(documentKey('draft', stay(2))).toBe(documentKey('draft', stay(2)));
  expect(documentKey('draft', stay(3))).not.toBe(documentKey('draft', stay(2)));
});

test('the agreement is the same one in every room', () => {
  expect(documentKey('agreement', stay(3))).toBe(documentKey('agreement', stay(2)));
  expect(documentKey('agreement', stay(2))).not.toBe(documentKey('draft', stay(2)));
});
