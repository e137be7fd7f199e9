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
export async function killDatabase(dataDir: string): Promise<void> {
  const pid = await postmasterPid(dataDir);
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  for (const each of [pid, ...children.trim().split(' ').map(Number)]) {
    try {
      if (each > 0) process.kill(each, 'SIGKILL');
    } catch {
      // It saw the main process end and was quicker.
    }
  }
}
