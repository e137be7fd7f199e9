import { expect, test } from 'vitest';
import { Alike } from './alike.ts';

test('what is alike is held once, and let go with the last who holds it', () => {
  const alike = new Alike<{ readonly codec: string }>();
  const [one, two] = [alike.hold({ codec: 'opus' }), alike.hold({ codec: 'opus' })];
  const other = alike.hold({ codec: 'VP8' });
  expect(two.value).toBe(one.value);
  expect(other.value).toEqual({ codec: 'VP8' });
  expect(alike.size).toBe(2);
  one.release();
  one.release();
  expect(alike.size).toBe(2);
  expect(alike.hold({ codec: 'opus' }).value).toBe(one.value);
  two.release();
  other.release();
  expect(alike.size).toBe(1);
});
