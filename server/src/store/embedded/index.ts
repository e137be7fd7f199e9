import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { DatabaseUnusable } from '../unusable.ts';
import { accountFor } from './account.ts';
import { ensureCluster, STORE } from './cluster.ts';
import { lockFile } from './directory-lock.ts';
import { stopOrphan } from './orphan.ts';
import { Postmaster } from './postmaster.ts';
import { installedProgram, runnableProgram } from './program.ts';

export interface EmbeddedOptions {
  /** Everything lasting is below it. */
  readonly dataDir: string;
  /** Told in a few words what takes its time, for a person who waits. */
  readonly report: (what: string) => void;
}

export interface Embedded {
  readonly connection: pg.ClientConfig;
  /** Shuts the database down when its connections have ended, or ends them. */
  stop(): Promise<void>;
}

/** Names the socket; nothing listens on TCP. */
const PORT = 5432;
/** What sockaddr_un holds on every system, less the terminator. */
const LONGEST_SOCKET_PATH = 103;
/** Copies of the programs for an account that may not read node_modules; only root can write here. */
const SHARED_COPIES = '/var/cache/parley';

/**
 * Runs PostgreSQL's own programs over `dataDir/postgres`, made on the first start. Rejects with DatabaseUnusable: its
 * message is one line for the operator. If this process is killed the database stays, and the next start stops it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  try {
    return await started(options);
  } catch (error) {
    if (error instanceof DatabaseUnusable) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnusable(`DATA_DIR: ${resolve(options.dataDir)} cannot be used: ${why}`, {
      cause: error,
    });
  }
}

async function started({ dataDir, report }: EmbeddedOptions): Promise<Embedded> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const cluster = join(folder, 'postgres');
  const account = await accountFor(cluster);
  const lock = await lockFile(`${cluster}.lock`, () =>
    report('Waiting for another server to let go of the data folder'),
  );
  try {
    const places = account === null ? [folder] : [SHARED_COPIES, folder];
    const program = await runnableProgram(await installedProgram(), account, places);
    await ensureCluster(cluster, program, account, report);
    await stopOrphan(cluster, report);
    const socket = socketFolder(cluster);
    const postmaster = await Postmaster.start({
      program,
      cluster,
      account,
      logFile: `${cluster}.log`,
      report,
    });
    return {
      connection: { host: socket.path, port: PORT, ...STORE, ssl: false },
      stop: async () => {
        await postmaster.stop();
        socket.close();
        lock[Symbol.dispose]();
      },
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

/** A path to the cluster that is short enough for a socket in it, however deep the data folder is. */
function socketFolder(cluster: string): { readonly path: string; close(): void } {
  if (Buffer.byteLength(join(cluster, `.s.PGSQL.${PORT}`)) <= LONGEST_SOCKET_PATH) {
    return { path: cluster, close: () => undefined };
  }
  if (process.platform !== 'linux') {
    throw new DatabaseUnusable(`DATA_DIR: ${cluster} is too long a path for a socket; choose a shorter one`);
  }
  const handle = openSync(cluster, 'r');
  return { path: `/proc/${process.pid}/fd/${handle}`, close: () => closeSync(handle) };
}
