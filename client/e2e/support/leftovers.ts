import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { executable } from './browser.ts';

export interface Leftovers {
  /** A program that runs the browser on what others leave. */
  readonly browser: string;
  close(): Promise<void>;
}

/**
 * From now on this process gets only what others leave of the machine, and so does the browser. A browser is a session
 * of its own, to which Linux gives a share as large as everyone else's unless the session is put last; and one that
 * root runs would take its priority back, but not out of the idle class.
 */
export async function onLeftovers(): Promise<Leftovers> {
  setPriority(constants.priority.PRIORITY_LOW);
  const folder = await mkdtemp(join(tmpdir(), 'parley-leftovers-'));
  const browser = join(folder, 'browser');
  await writeFile(
    browser,
    `#!/bin/sh
{ echo 19 > /proc/self/autogroup; } 2> /dev/null
command -v chrt > /dev/null && exec chrt --idle 0 ${executable} "$@"
exec ${executable} "$@"
`,
  );
  await chmod(browser, 0o755);
  return { browser, close: () => rm(folder, { recursive: true }) };
}
