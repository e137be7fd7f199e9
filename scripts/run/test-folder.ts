import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IN_OWN_FOLDER } from './in-own-folder.ts';
import { PASSABLE } from './own-folder.ts';

/** How many projects of this run share the folder; what was the folder around it. */
const [SHARING, AROUND] = ['PARLEY_TESTS_SHARING', 'PARLEY_TESTS_AROUND'];

/**
 * A folder of the run's own, in which the tests, and the servers and browsers they start, keep what they keep for a
 * while. It goes with the last project of the run, and with it what a test that failed, or a process that was killed,
 * left there. One for all projects: of one within the other a browser's socket would have too long a name.
 * Where the whole run has one of its own already, it is that.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env[IN_OWN_FOLDER] !== undefined) return () => Promise.resolve();
  const sharing = Number(process.env[SHARING] ?? 0);
  if (sharing === 0) await makeFolder();
  process.env[SHARING] = String(sharing + 1);
  return async () => {
    const left = Number(process.env[SHARING]) - 1;
    process.env[SHARING] = String(left);
    if (left === 0) await removeFolder();
  };
}

async function makeFolder(): Promise<void> {
  const around = tmpdir();
  const path = await mkdtemp(join(around, 'parley-tests-'));
  await chmod(path, PASSABLE);
  process.env[AROUND] = around;
  process.env['TMPDIR'] = path;
}

async function removeFolder(): Promise<void> {
  const path = tmpdir();
  process.env['TMPDIR'] = process.env[AROUND];
  // A browser that was ended may still be writing.
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
