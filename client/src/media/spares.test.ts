import { expect, test } from 'vitest';
import { Spares } from './spares.ts';

function begun() {
  const closed: string[] = [];
  return {
    closed,
    spares: new Spares<{ name: string; close(): void }>(),
    sender: (name: string) => ({ name, close: () => void closed.push(name) }),
  };
}

test('a spare is taken once', () => {
  const { spares, sender } = begun();
  expect(spares.take('microphone', 'opus')).toBeNull();
  spares.keep('microphone', 'opus', sender('first'));
  expect(spares.has('microphone', 'opus')).toBe(true);
  expect(spares.take('camera', 'opus')).toBeNull();
  expect(spares.take('microphone', 'opus')?.name).toBe('first');
  expect(spares.take('microphone', 'opus')).toBeNull();
  expect(spares.has('microphone', 'opus')).toBe(false);
});

test('one negotiated for something else is closed, and so is one that another replaces', () => {
  const { spares, sender, closed } = begun();
  spares.keep('camera', 'three sizes', sender('large'));
  expect(spares.has('camera', 'one size')).toBe(false);
  expect(spares.take('camera', 'one size')).toBeNull();
  expect(closed).toEqual(['large']);
  spares.keep('camera', 'one size', sender('small'));
  spares.keep('camera', 'one size', sender('again'));
  expect(closed).toEqual(['large', 'small']);
  expect(spares.take('camera', 'one size')?.name).toBe('again');
});
