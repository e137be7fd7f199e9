import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of the run's own, in which the tests, and the servers and browsers they start, keep what they keep for a
 * while. It goes with the run, and with it what a test that failed, or a process that was killed, left there.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const around = process.env['TMPDIR'];
  const path = await mkdtemp(join(tmpdir(), 'parley-tests-'));
  process.env['TMPDIR'] = path;
  return async () => {
    if (around === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = around;
    // A browser that was ended may still be writing.
    await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
}
