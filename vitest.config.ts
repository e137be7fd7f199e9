import { defineConfig } from 'vitest/config';

/** Tests that start servers, the media worker or browsers, or throw thousands of inputs: too slow for `npm run check`. */
const SLOW = '**/*.slow.test.ts';

export default defineConfig({
  test: {
    allowOnly: false,
    retry: 0,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,server,sfu,scripts,load-tests}/**/*.test.ts', 'client/src/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', SLOW],
          globalSetup: [],
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: ['{shared,server,sfu,scripts,load-tests}/**/*.slow.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['client/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
