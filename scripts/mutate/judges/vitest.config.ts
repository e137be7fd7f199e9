import { defineConfig } from 'vitest/config';

const { MUTANT_FILE, MUTANT_SOURCE } = process.env;

export default defineConfig({
  root: `${import.meta.dirname}/../../..`,
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      load: (id) => (id === MUTANT_FILE ? MUTANT_SOURCE : undefined),
    },
  ],
  test: {
    // The fuzz judges by itself.
    include: [
      'shared/src/**/*.test.ts',
      'sfu/src/**/*.test.ts',
      'server/src/{files,gateway,media,notes,session}/**/*.test.ts',
    ],
    exclude: ['**/*.slow.test.ts'],
    // It goes by what is on disk, and would hand a mutant to the next run, or none to this.
    fsModuleCache: false,
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    testTimeout: 30_000,
  },
});
