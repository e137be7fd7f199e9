import { StaffId } from '@parley/shared/ids';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { claimUnfinished, forgetUnfinished, keepUnfinished, readUnfinished } from './unfinished.ts';

const chen = StaffId.parse('staff-chen');
const wang = StaffId.parse('staff-wang');
const Draft = z.object({ title: z.string() });
let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('window', {
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    },
  });
  claimUnfinished(chen);
  keepUnfinished('case', { title: '货款纠纷' });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('brings back what was typed, also to the one who signs in again', () => {
  expect(readUnfinished('case', Draft)).toEqual({ title: '货款纠纷' });
  claimUnfinished(chen);
  expect(readUnfinished('case', Draft)).toEqual({ title: '货款纠纷' });
});

it('shows nobody what someone else typed', () => {
  claimUnfinished(wang);
  expect(readUnfinished('case', Draft)).toBeNull();
  expect([...stored.values()].join('')).not.toContain('货款纠纷');
});

it('forgets one part, or all', () => {
  keepUnfinished('search', '货款');
  keepUnfinished('case', undefined);
  expect(readUnfinished('case', Draft)).toBeNull();
  expect(readUnfinished('search', z.string())).toBe('货款');
  forgetUnfinished();
  expect(readUnfinished('search', z.string())).toBeNull();
});

it('leaves alone what an older page wrote in another shape', () => {
  keepUnfinished('case', { name: 1 });
  expect(readUnfinished('case', Draft)).toBeNull();
  for (const key of stored.keys()) stored.set(key, 'not json');
  expect(readUnfinished('case', Draft)).toBeNull();
});

it('lives with a browser that forbids storage', () => {
  vi.stubGlobal('window', {});
  keepUnfinished('case', { title: 'x' });
  expect(readUnfinished('case', Draft)).toBeNull();
});
