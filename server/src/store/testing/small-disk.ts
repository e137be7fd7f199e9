import { execFile } from 'node:child_process';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { killDatabase, temporaryFolder } from './folders.ts';

const call = promisify(execFile);

/** Where there is room for a database, until it is filled. */
export interface SmallDisk extends AsyncDisposable {
  /** A data folder for a database. */
  readonly dataDir: string;
  /** From now on there is no room for another byte. */
  fill(): Promise<void>;
  /** There is room again. */
  free(): Promise<void>;
}

const SIZE = '160m';
/** A new database has files longer than this, and none of its files can be made longer by then. */
const NO_LONGER = 32 * 1024;

/** A disk of its own where this process may mount one; elsewhere files that may not grow stand in for it. */
export async function smallDisk(): Promise<SmallDisk> {
  const folder = await temporaryFolder();
  const dataDir = join(folder.path, 'data');
  try {
    await call('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0755`, 'parley-test', folder.path]);
  } catch {
    process.stdout.write('No disk may be mounted here: files that may not grow stand in for a full one.\n');
    return { ...limited(dataDir), dataDir, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
  }
  const filler = join(folder.path, 'filler');
  return {
    dataDir,
    fill: () => fill(filler),
    free: () => rm(filler),
    [Symbol.asyncDispose]: async () => {
      await call('umount', [folder.path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function fill(path: string): Promise<void> {
  const file = await open(path, 'w');
  for (const size of [1024 * 1024, 4 * 1024]) while (await fits(file, Buffer.alloc(size, 1))) continue;
  await file.close();
}

async function fits(file: FileHandle, bytes: Buffer): Promise<boolean> {
  try {
    return (await file.write(bytes)).bytesWritten === bytes.length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

/** Of this process, whose child the database is when it is started again. */
function limited(dataDir: string): Pick<SmallDisk, 'fill' | 'free'> {
  const limit = async (most: string): Promise<void> => {
    await call('prlimit', ['--pid', String(process.pid), `--fsize=${most}:`]);
  };
  return {
    fill: async () => {
      await limit(String(NO_LONGER));
      await killDatabase(dataDir);
    },
    free: () => limit('unlimited'),
  };
}
