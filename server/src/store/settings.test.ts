import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyNamed, nextNumber } from './settings.ts';
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

test('[SFU-25] each life of a server has a greater number than those before it, though the clock was set back', async () => {
  const life = (clock: number) => nextNumber(store.db, 'life', clock);
  const numbers = [
    await life(1_700_000_000_000),
    await life(1_700_000_005_000),
    await life(1_600_000_000_000),
  ];
  expect(numbers).toEqual([1_700_000_000_000, 1_700_000_005_000, 1_700_000_005_001]);
  const later = await Promise.all(Array.from({ length: 8 }, () => life(1_700_000_000_000)));
  expect(new Set([...numbers, ...later]).size).toBe(11);
  expect(await life(1_800_000_000_000)).toBe(1_800_000_000_000);
});
