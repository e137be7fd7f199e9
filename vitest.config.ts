import { defineConfig } from 'vitest/config';
import { longestFirst } from './scripts/steps/longest-first.ts';

/** What tests keep for a while goes with the run: the first to be made, the last to be removed. */
const FOLDER = 'scripts/run/test-folder.ts';

/** One real PostgreSQL for the run. */
const POSTGRES = 'server/src/store/testing/global-setup.ts';

/** One real server for the browsers of the run. */
const SERVER = 'client/e2e/support/shared-server.ts';

/** Tests that start servers, the media worker or browsers, or throw thousands of inputs: too slow for `npm run check`. */
const SLOW = '**/*.{slow,long}.test.ts';

/** Left out of what is played for every change: long by themselves, and the first to fail where a machine is slow. */
const LEFT_OUT = process.env['TESTS'] === 'usual' ? ['**/*.long.test.ts'] : [];

/** Where everyone was when something went wrong. */
const PAGES = 'client/e2e/support/failure.ts';

/** How long something is not heard or seen is measured here, for which a page needs the machine to itself. */
const HEARD = [
  'booths.long',
  'caucus.long',
  'handover',
  'interpretation',
  'session',
  'stage',
  'worn.long',
].map((name) => `client/e2e/${name}.test.ts`);

/** Draws several screens at once on all cores, on which others would wait for it. */
const GALLERY = 'client/e2e/gallery.long.test.ts';

/** Measures as well, but mostly waits, for a line to be believed: those who draw meanwhile yield to it. */
const NARROW = 'client/e2e/narrow.long.test.ts';

/** Begun last, one of these would go on alone while nothing is left for the other core. */
const LONGEST = [
  'client/e2e/conduct.long.test.ts',
  'client/e2e/board.long.test.ts',
  'client/e2e/captions.long.test.ts',
  'client/e2e/agreement.test.ts',
  'server/src/agreement/durability.slow.test.ts',
  'server/src/fuzz/fuzz.slow.test.ts',
  'load-tests/src/load/leaking/leaks.long.test.ts',
  'load-tests/src/load/trial.long.test.ts',
  'shared/src/agreement/invariants.slow.test.ts',
  'shared/src/session/invariants.slow.test.ts',
  'server/src/gateway/metadata.slow.test.ts',
  'shared/src/interpreting/invariants.slow.test.ts',
  'server/src/store/migrate.slow.test.ts',
];

export default defineConfig({
  test: {
    allowOnly: false,
    retry: 0,
    sequence: { sequencer: longestFirst(LONGEST) },
    // Of two cores vitest would leave one alone.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,server,sfu,scripts,load-tests}/**/*.test.ts', 'client/src/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', SLOW],
          globalSetup: [FOLDER, POSTGRES],
          // A process and its modules for each of hundreds of files would take as long as what they test.
          isolate: false,
          // A database on a busy machine; nothing is measured by these.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: ['{shared,server,sfu,scripts,load-tests,client/src}/**/*.{slow,long}.test.ts'],
          exclude: ['**/node_modules/**', ...LEFT_OUT],
          globalSetup: [FOLDER, POSTGRES],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['client/e2e/*.test.ts'],
          exclude: [...HEARD, GALLERY, NARROW, ...LEFT_OUT],
          globalSetup: [FOLDER, SERVER],
          setupFiles: [PAGES],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'gallery',
          include: [GALLERY, NARROW],
          exclude: LEFT_OUT,
          globalSetup: [FOLDER],
          setupFiles: [PAGES],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-heard',
          include: HEARD,
          exclude: LEFT_OUT,
          globalSetup: [FOLDER, SERVER],
          setupFiles: [PAGES],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
