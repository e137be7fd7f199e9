import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mesonList, readMediasoup, readSources } from './mediasoup.ts';

const mediasoupDir = join(createRequire(import.meta.url).resolve('mediasoup'), '../../..');

describe('mesonList', () => {
  const text = `
    common_sources = [
      'src/lib.cpp', # the library
      'src/Worker.cpp',
    ]
    if not get_option('other')
      common_sources += [
        'src/More.cpp',
      ]
    endif
    executable('worker', sources: common_sources + ['src/main.cpp'])
    test_sources = ['test/a.cpp']`;

  it('reads a list with all that is added to it, and nothing else', () => {
    expect(mesonList(text, 'common_sources')).toEqual(['src/lib.cpp', 'src/Worker.cpp', 'src/More.cpp']);
  });

  it('refuses a file without the list', () => {
    expect(() => mesonList(text, 'libwebrtc_sources')).toThrow('libwebrtc_sources');
  });
});

describe('the installed mediasoup', () => {
  it('has every source that its build files list', async () => {
    const sources = await readSources(await readMediasoup(mediasoupDir));
    const all = [...sources.cpp, ...sources.schemas];
    await Promise.all(all.map((file) => access(file)));
    expect(new Set(all).size).toBe(all.length);
    expect(all.some((file) => file.endsWith('worker/src/main.cpp'))).toBe(true);
    expect(all.some((file) => file.includes('goog_cc_network_control'))).toBe(true);
    expect(all.some((file) => file.includes('/test/') || file.includes('/fuzzer/'))).toBe(false);
  });

  it('is told from a folder that is none', async () => {
    await expect(readMediasoup(import.meta.dirname)).rejects.toThrow('package.json');
  });
});
