import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, defaultCacheDir, hashRecipe } from './cache.ts';

const parts = {
  mediasoupVersion: '3.27.1',
  platform: 'linux',
  arch: 'x64',
  libc: 'glibc2.36',
  recipe: '0123456789abcdef',
};

describe('cacheKey', () => {
  it('is a folder name that shows what it stands for', () => {
    expect(cacheKey(parts)).toBe('3.27.1-linux-x64-glibc2.36-0123456789ab');
  });

  it.each([
    ['mediasoup version', { mediasoupVersion: '3.27.2' }],
    ['architecture', { arch: 'arm64' }],
    ['C library', { libc: 'glibc2.41' }],
    ['recipe', { recipe: 'f123456789abcdef' }],
  ])('differs with the %s', (_what, change) => {
    expect(cacheKey({ ...parts, ...change })).not.toBe(cacheKey(parts));
  });
});

describe('defaultCacheDir', () => {
  it('takes the most particular setting', () => {
    expect(defaultCacheDir({ PARLEY_CACHE_DIR: '/own', XDG_CACHE_HOME: '/xdg' })).toBe('/own');
    expect(defaultCacheDir({ XDG_CACHE_HOME: '/xdg' })).toBe('/xdg/parley');
    expect(defaultCacheDir({ XDG_CACHE_HOME: '' })).toMatch(/\/\.cache\/parley$/);
  });
});

describe('hashRecipe', () => {
  let base = '';
  const hash = () => hashRecipe(base, ['flags.ts', 'recipe']);

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'recipe-'));
    await mkdir(join(base, 'recipe/include'), { recursive: true });
    await writeFile(join(base, 'flags.ts'), '-O3');
    await writeFile(join(base, 'recipe/include/a.h'), 'a');
  });
  afterEach(() => rm(base, { recursive: true }));

  it('stays while nothing changes, whatever else lies beside it', async () => {
    const before = await hash();
    await writeFile(join(base, 'other.ts'), 'x');
    expect(await hash()).toBe(before);
  });

  it('changes with a nested file, its name and the listed file', async () => {
    const seen = new Set([await hash()]);
    await writeFile(join(base, 'recipe/include/a.h'), 'b');
    seen.add(await hash());
    await rename(join(base, 'recipe/include/a.h'), join(base, 'recipe/include/c.h'));
    seen.add(await hash());
    await writeFile(join(base, 'flags.ts'), '-O2');
    seen.add(await hash());
    expect(seen.size).toBe(4);
  });
});
