import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnusable } from '../unusable.ts';

/** SQLITE_BUSY: another connection holds the lock. */
const BUSY = 5;
/** A server that is being replaced by this one still has to write its last things, and to end its database. */
const PATIENCE_MS = 20_000;
const POLL_MS = 50;

/**
 * Holds the file against every other process until disposed. The lock is the kernel's: it is free again the moment
 * its holder ends, in whatever way, so that nothing stale can remain. Node has no file lock of its own; SQLite has.
 * Rejects with DatabaseUnusable when another server keeps it.
 */
export async function lockFile(path: string, onWait: () => void): Promise<Disposable> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let waited = false; ; waited = true) {
    const held = tryLock(path);
    if (held !== null) return held;
    if (!waited) onWait();
    if (Date.now() > deadline) {
      throw new DatabaseUnusable(
        `DATA_DIR: another server is using ${path}; stop it, or give this one a folder of its own`,
      );
    }
    await pause(POLL_MS);
  }
}

function tryLock(path: string): Disposable | null {
  const database = opened(path);
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return { [Symbol.dispose]: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) return null;
    throw error;
  }
}

function opened(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path);
  } catch (error) {
    throw new Error(`${path} cannot be written`, { cause: error });
  }
}
