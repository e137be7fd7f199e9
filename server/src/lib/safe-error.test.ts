import { Refusal } from '@parley/shared/errors';
import { expect, it } from 'vitest';
import { safeError } from './safe-error.ts';

it('keeps the kind, the code and the place of an error, and not a word of its message', () => {
  const cause = Object.assign(new TypeError('李伟 said: offer 70,000\n    second line'), { code: '22P02' });
  const kept = safeError(new Error('Key (username)=(li.wei) already exists', { cause }));
  expect(kept).toMatchObject({ name: 'Error', cause: { name: 'TypeError', code: '22P02' } });
  expect(kept.frames[0]).toContain('safe-error.test.ts');
  expect(JSON.stringify(kept)).not.toMatch(/李伟|70,000|second|li\.wei/u);
});

it('keeps the code of a refusal', () => {
  expect(safeError(new Refusal('link.expired'))).toMatchObject({ name: 'Refusal', code: 'link.expired' });
});

it('says only the type of what is no error', () => {
  expect(safeError('a secret')).toEqual({ name: 'string', frames: [] });
});
