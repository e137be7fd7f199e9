import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { Trial } from './trial.ts';

const { TRIAL = '' } = process.env;
const { sources, runner } = Trial.parse(JSON.parse(readFileSync(TRIAL, 'utf8')));

export default defineConfig({
  root: `${import.meta.dirname}/../../..`,
  plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => sources[id] }],
  test: {
    ...(runner === null ? {} : { runner: `${import.meta.dirname}/${runner}.ts` }),
    include: [
      'shared/src/**/*.test.ts',
      'sfu/src/**/*.test.ts',
      'server/src/{files,gateway,lib,media,notes,session}/**/*.test.ts',
      'server/src/captions/{desk,listener}.test.ts',
    ],
    // What starts programs is too slow for each of thousands of mutants, and the fuzz judges by itself.
    exclude: ['{server,sfu}/**/*.{slow,long}.test.ts'],
    // It goes by what is on disk, and would hand a mutant to the next run, or none to this.
    fsModuleCache: false,
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    // `watch.ts` ends what does not end by itself: a clock would judge a busy machine.
    testTimeout: 0,
    hookTimeout: 0,
    expect: { poll: { timeout: 60_000 } },
  },
});
