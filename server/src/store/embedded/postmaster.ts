import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnusable } from '../unusable.ts';
import type { Account } from './account.ts';
import { handleOf } from './cluster.ts';
import { clearDead, markerOf } from './orphan.ts';
import type { Program } from './program.ts';
import { ENVIRONMENT } from './run.ts';

/**
 * Durable, and small: a session writes little, and its readers are few. What is not here is PostgreSQL's default
 * (fsync, synchronous_commit and full_page_writes are on).
 */
const SETTINGS = [
  'listen_addresses=',
  'unix_socket_directories=.',
  'unix_socket_permissions=0700',
  'max_connections=200',
  'shared_buffers=64MB',
  'max_wal_size=256MB',
  'io_method=sync',
  'max_worker_processes=2',
  'max_parallel_workers_per_gather=0',
  'max_logical_replication_workers=0',
  'jit=off',
  'timezone=UTC',
  'logging_collector=off',
  'log_min_messages=warning',
  'log_checkpoints=off',
  // What people say is in statements and in the details of errors; neither goes into a log file.
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  ...(process.platform === 'darwin' ? ['wal_sync_method=fsync_writethrough'] : []),
];

const POLL_MS = 10;
/** How long a predecessor's last processes may hold the shared memory. */
const TAKEOVER_MS = 15_000;
/** After this long a shutdown that waits for its last write is cut short; the next start recovers. */
const SHUTDOWN_MS = 20_000;
const RESTART_MS = { first: 100, longest: 5_000 };

export interface PostmasterOptions {
  readonly program: Program;
  readonly cluster: string;
  readonly account: Account | null;
  readonly logFile: string;
  readonly report: (what: string) => void;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
}

/** The running database. If it ends by itself it is started again. */
export class Postmaster {
  readonly #launch: () => Running;
  readonly #report: (what: string) => void;
  readonly #supervision: Promise<void>;
  #running: Running;
  #stopping = false;

  private constructor(launch: () => Running, running: Running, report: (what: string) => void) {
    this.#launch = launch;
    this.#running = running;
    this.#report = report;
    this.#supervision = this.#supervise();
  }

  /** Resolves when it takes connections; rejects with DatabaseUnusable and what it said. */
  static async start(options: PostmasterOptions): Promise<Postmaster> {
    const settings = [...SETTINGS, await markerOf(options.cluster)];
    await writeFile(options.logFile, '', { mode: 0o600 });
    const launch = (): Running => {
      clearDead(options.cluster);
      return launched(options, settings);
    };
    const deadline = Date.now() + TAKEOVER_MS;
    for (;;) {
      const running = launch();
      if (await ready(options.cluster, running)) return new Postmaster(launch, running, options.report);
      const said = await lastWords(options.logFile);
      // What a killed one's last processes hold is let go of in a moment.
      if (!said.includes('shared memory block') || Date.now() > deadline) {
        throw new DatabaseUnusable(`the database did not start: ${said}`);
      }
      await pause(RESTART_MS.first);
    }
  }

  /** Ends it in an orderly way: connections are closed, everything is on disk. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const { child, ended } = this.#running;
    child.kill('SIGINT');
    const urge = setTimeout(() => child.kill('SIGQUIT'), SHUTDOWN_MS);
    await ended;
    clearTimeout(urge);
    await this.#supervision;
  }

  async #supervise(): Promise<void> {
    let wait = RESTART_MS.first;
    for (;;) {
      const since = Date.now();
      await this.#running.ended;
      if (this.#stopping) return;
      wait = Date.now() - since > RESTART_MS.longest ? RESTART_MS.first : wait;
      this.#report('The database ended unexpectedly; starting it again');
      await pause(wait);
      wait = Math.min(wait * 2, RESTART_MS.longest);
      if (this.#stopping) return;
      try {
        this.#running = this.#launch();
      } catch {
        // No disk, no processes left: it is tried again, later and later.
      }
    }
  }
}

function launched({ program, cluster, account, logFile }: PostmasterOptions, settings: string[]): Running {
  const log = openSync(logFile, 'a');
  try {
    const args = ['-D', handleOf(cluster), ...settings.flatMap((each) => ['-c', each])];
    const child = spawn(program.postgres, args, {
      cwd: cluster,
      env: ENVIRONMENT,
      stdio: ['ignore', log, log],
      // Its own process group: a Ctrl-C at the terminal reaches the server alone, which writes its last things first.
      detached: true,
      ...account,
    });
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    return { child, ended };
  } finally {
    closeSync(log);
  }
}

/** Resolves to true when it takes connections, to false when it has ended. Recovery may take its time. */
async function ready(cluster: string, { child, ended }: Running): Promise<boolean> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over) {
    // Line 1 is the process, line 8 how far it is: the file that pg_ctl waits for too.
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return true;
    await pause(POLL_MS);
  }
  return false;
}

async function lastWords(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8')).trim().split('\n');
  return lines.findLast((line) => /\b(?:FATAL|PANIC):/.test(line)) ?? lines.at(-1) ?? '';
}
