import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder that goes away with the scope that asked for it. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'parley-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** The main process of the database in a data folder. */
export async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
}

/** Kills every process of the database in a data folder at once, as a power cut would end them. */
export const killDatabase = (dataDir: string): Promise<void> => signalDatabase(dataDir, 'SIGKILL');

/** Holds every process of the database still: whoever asks it waits. Answers what lets it go on. */
export async function freezeDatabase(dataDir: string): Promise<() => Promise<void>> {
  await signalDatabase(dataDir, 'SIGSTOP');
  return () => signalDatabase(dataDir, 'SIGCONT');
}

/** Every process of the database in a data folder, the main one first. */
async function databasePids(dataDir: string): Promise<readonly number[]> {
  const pid = await postmasterPid(dataDir);
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return [pid, ...children.trim().split(' ').map(Number)].filter((each) => each > 0);
}

async function signalDatabase(dataDir: string, signal: NodeJS.Signals): Promise<void> {
  for (const pid of await databasePids(dataDir)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It saw the main process end and was quicker.
    }
  }
}
