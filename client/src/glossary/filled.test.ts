import { expect, it } from 'vitest';
import { filled } from './filled.ts';

it('leaves out what nothing was written in, and is nothing where that is everywhere', () => {
  expect(filled({ zh: '底价', en: ' ', ar: '' })).toEqual({ zh: '底价' });
  expect(filled({ zh: ' ', en: '' })).toBeNull();
  expect(filled({})).toBeNull();
});
