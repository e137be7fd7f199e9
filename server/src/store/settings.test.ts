import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyNamed } from './settings.ts';
import { freshDatabase, type TestStore } from './testing.ts';

let store: TestStore;
beforeAll(async () => {
  store = await freshDatabase();
});
afterAll(() => store.close());

test('a key is made once, however many ask for it at once, and stays the same', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => keyNamed(store.db, 'links')));
  const [first, ...others] = keys.map((key) => Buffer.from(key.reveal()).toString('hex'));
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(others)).toEqual(new Set([first]));
  expect(Buffer.from((await keyNamed(store.db, 'links')).reveal()).toString('hex')).toBe(first);
});

test('each name has its own, and none shows itself', async () => {
  const [one, two] = [await keyNamed(store.db, 'one'), await keyNamed(store.db, 'two')];
  expect(one.reveal()).not.toEqual(two.reveal());
  expect(JSON.stringify({ one })).toBe('{"one":"[secret]"}');
});
