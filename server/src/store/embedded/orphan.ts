import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DatabaseUnusable } from '../unusable.ts';

const POLL_MS = 10;
/** After this long a shutdown that waits for its last write is cut short; the next start recovers. */
const PATIENCE_MS = 15_000;

/**
 * A setting by which a database process of ours tells, on its command line, whose it is: device and inode of the
 * cluster's folder, which stay the same when the folder is moved.
 */
export async function markerOf(cluster: string): Promise<string> {
  const { dev, ino } = await stat(cluster, { bigint: true });
  return `parley.cluster=${dev}-${ino}`;
}

/**
 * A server that was killed leaves its database running. The caller holds the data folder's lock, so whichever
 * process still runs on the cluster has lost its server: it is shut down, and what a dead one left is cleared away.
 */
export async function stopOrphan(cluster: string, report: (what: string) => void): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid)) return;
  const command = await commandLine(pid);
  if (command?.includes(await markerOf(cluster)) === true) {
    report('Stopping the database that a killed server left running');
    process.kill(pid, 'SIGINT');
    await gone(pid);
  } else if (command !== null && /postgres/.test(command) && !command.includes('parley.cluster=')) {
    throw new DatabaseUnusable(
      `DATA_DIR: process ${pid} seems to be a PostgreSQL that uses ${cluster}; stop it, or remove ${file} if it is not`,
    );
  }
  clearDead(cluster);
}

/**
 * Removes what a database that has ended left behind. PostgreSQL would take any process that happens to have its
 * number now for itself, also one that nobody collected. Should parts of it live on after all, the shared memory
 * that they hold keeps the next one from starting.
 */
export function clearDead(cluster: string): void {
  for (const name of ['postmaster.pid', '.s.PGSQL.5432.lock']) rmSync(join(cluster, name), { force: true });
}

async function gone(pid: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let urged = false; (await commandLine(pid)) !== null; await pause(POLL_MS)) {
    if (urged || Date.now() < deadline) continue;
    urged = true;
    process.kill(pid, 'SIGQUIT');
  }
}

/** How a process was called; null where there is none, or where it has ended and only waits to be collected. */
async function commandLine(pid: number): Promise<string | null> {
  try {
    const text =
      process.platform === 'linux'
        ? (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
        : (await promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)])).stdout;
    return text.trim() === '' ? null : text;
  } catch {
    return null;
  }
}
