import { spawn } from 'node:child_process';
import { chmod, cp, lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { killDatabase, postmasterPid, temporaryFolder } from '../testing/folders.ts';
import { DatabaseUnusable } from '../unusable.ts';
import { accountFor } from './account.ts';
import { type Embedded, startEmbedded } from './index.ts';
import { installedProgram, runnableProgram } from './program.ts';

const quiet = (): void => undefined;
const start = (dataDir: string, report: (what: string) => void = quiet): Promise<Embedded> =>
  startEmbedded({ dataDir, report });

async function ask(embedded: Embedded, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(embedded.connection);
  client.on('error', quiet);
  await client.connect();
  try {
    const result: pg.QueryResult<Record<string, unknown>> = await client.query(text);
    return result.rows;
  } finally {
    await client.end();
  }
}

/** Tries again where the other one took longer than a start waits. */
async function startedAtLast(dataDir: string): Promise<Embedded> {
  for (;;) {
    try {
      return await start(dataDir);
    } catch (error) {
      if (!String(error).includes('another server is using')) throw error;
    }
  }
}

/** Resolves to the answer as soon as there is one. */
async function askUntilAnswered(embedded: Embedded, text: string): Promise<readonly unknown[]> {
  for (;;) {
    try {
      return await ask(embedded, text);
    } catch {
      // Not yet.
    }
  }
}

/** Whether a process runs; one that has ended and that nobody collected has no command line any more. */
const alive = async (pid: number): Promise<boolean> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== '';

/** A server in a process of its own, whose database has started. */
async function serverProcess(dataDir: string) {
  const script = fileURLToPath(new URL('../testing/embedded-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const { pid } = child;
  if (pid === undefined) throw new Error('the server did not start');
  return {
    /** As a terminal or a supervisor would kill everything it knows of. */
    killGroup: async (): Promise<void> => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      process.kill(-pid, 'SIGKILL');
      await ended;
    },
  };
}

describe('the first start and the next', () => {
  test('what was written is there after a stop and a start, in UTF-8, flushed and not reachable over TCP', async () => {
    await using folder = await temporaryFolder();
    const first = await start(folder.path);
    await ask(first, `CREATE TABLE note AS SELECT '和谈室 𠮷' AS text`);
    await first.stop();
    const second = await start(folder.path);
    expect(await ask(second, 'SELECT text FROM note')).toEqual([{ text: '和谈室 𠮷' }]);
    expect(
      await ask(
        second,
        `SELECT name, setting FROM pg_settings WHERE name IN
         ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'server_encoding')`,
      ),
    ).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
      { name: 'server_encoding', setting: 'UTF8' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
    await second.stop();
  });

  test('a first start that was interrupted leaves nothing that the next one takes for a database', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'postgres.new-AbCdEf/base'), { recursive: true });
    await writeFile(join(folder.path, 'postgres.new-AbCdEf/PG_VERSION'), '18\n');
    const embedded = await start(folder.path);
    await embedded.stop();
    expect((await readdir(folder.path)).toSorted()).toEqual(['postgres', 'postgres.lock', 'postgres.log']);
  });

  test('it works below a folder that is closed to others, and at any depth', async () => {
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o700);
    const deep = join(folder.path, '很深的文件夹'.repeat(10), 'x'.repeat(100));
    const embedded = await start(deep);
    expect(await ask(embedded, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await embedded.stop();
  });

  test('files of another version of PostgreSQL are refused in one line', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'postgres'));
    await writeFile(join(folder.path, 'postgres/PG_VERSION'), '17\n');
    const refused = await start(folder.path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseUnusable);
    expect(String(refused)).toMatch(/^DatabaseUnusable: DATA_DIR: .*PostgreSQL 17.*$/);
  });
});

describe('two servers on one data folder', () => {
  test('the second waits, and starts when the first has let go', async () => {
    await using folder = await temporaryFolder();
    const first = await start(folder.path);
    await ask(first, 'CREATE TABLE note AS SELECT 1 AS one');
    const second = await new Promise<Embedded>((resolve, reject) => {
      start(folder.path, () => void first.stop()).then(resolve, reject);
    });
    expect(await ask(second, 'SELECT one FROM note')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  test('two that start at once on an empty folder take turns', async () => {
    await using folder = await temporaryFolder();
    const turn = async (): Promise<void> => {
      const embedded = await startedAtLast(folder.path);
      await ask(embedded, 'CREATE TABLE IF NOT EXISTS turns (); INSERT INTO turns DEFAULT VALUES');
      await embedded.stop();
    };
    await Promise.all([turn(), turn()]);
    const embedded = await start(folder.path);
    expect(await ask(embedded, 'SELECT count(*)::int FROM turns')).toEqual([{ count: 2 }]);
    await embedded.stop();
  });
});

describe('after a kill', () => {
  test("a killed server's database outlives it, and the next start stops that one and keeps what was written", async () => {
    await using folder = await temporaryFolder();
    const server = await serverProcess(folder.path);
    const orphan = await postmasterPid(folder.path);
    const before = {
      connection: { host: join(folder.path, 'postgres'), port: 5432, user: 'parley', database: 'parley' },
    };
    await ask({ ...before, stop: async () => undefined }, 'CREATE TABLE note AS SELECT 1 AS one');
    await server.killGroup();
    expect(await alive(orphan)).toBe(true);

    const reports: string[] = [];
    const next = await start(folder.path, (what) => reports.push(what));
    expect(await alive(orphan)).toBe(false);
    expect(reports).toEqual(['Stopping the database that a killed server left running']);
    expect(await ask(next, 'SELECT one FROM note')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  test('when server and database were killed, the next start recovers', async () => {
    await using folder = await temporaryFolder();
    const server = await serverProcess(folder.path);
    await server.killGroup();
    await killDatabase(folder.path);
    const next = await start(folder.path);
    expect(await ask(next, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  test('a number left in postmaster.pid that is some other process by now hinders nobody', async () => {
    await using folder = await temporaryFolder();
    await (await start(folder.path)).stop();
    const file = join(folder.path, 'postgres/postmaster.pid');
    await writeFile(file, `${process.pid}\n/proc/self/cwd\n1\n5432\n.\n\n  0 0\nready   \n`);
    const embedded = await start(folder.path);
    expect(await ask(embedded, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await embedded.stop();
  });

  test('a database that dies while its server lives is started again', async () => {
    await using folder = await temporaryFolder();
    const reports: string[] = [];
    const embedded = await start(folder.path, (what) => reports.push(what));
    await ask(embedded, 'CREATE TABLE note AS SELECT 1 AS one');
    await killDatabase(folder.path);
    expect(await askUntilAnswered(embedded, 'SELECT one FROM note')).toEqual([{ one: 1 }]);
    expect(reports).toContain('The database ended unexpectedly; starting it again');
    await embedded.stop();
    expect(await readdir(join(folder.path, 'postgres'))).not.toContain('postmaster.pid');
  });
});

describe('its programs', () => {
  test('where node_modules cannot be used they run from a copy that has its links', async () => {
    await using folder = await temporaryFolder();
    const installed = await installedProgram();
    const native = join(folder.path, 'closed/native');
    for (const part of ['bin', 'lib', 'share', 'pg-symlinks.json']) {
      await cp(join(installed.folder, part), join(native, part), {
        recursive: true,
        // As npm unpacks it: without a link.
        filter: async (path) => !(await lstat(path)).isSymbolicLink(),
      });
    }
    await chmod(join(native, 'lib'), 0o500);
    await chmod(join(folder.path, 'closed'), 0o500);
    await chmod(folder.path, 0o755);

    const account = await accountFor(join(folder.path, 'none'));
    const places = [join(folder.path, 'closed/nowhere'), join(folder.path, 'copies')];
    const program = await runnableProgram({ ...installed, folder: native }, account, places);
    expect(program.postgres.startsWith(join(folder.path, 'copies'))).toBe(true);
    const again = await runnableProgram({ ...installed, folder: native }, account, places);
    expect(again).toEqual(program);
    expect(await readdir(join(folder.path, 'copies'))).toHaveLength(1);
    for (const path of [join(native, 'lib'), join(folder.path, 'closed')]) await chmod(path, 0o700);
  });

  test('nothing that was written or refused is in its log file', async () => {
    await using folder = await temporaryFolder();
    const embedded = await start(folder.path);
    await ask(embedded, 'CREATE TABLE note (text text UNIQUE CHECK (length(text) < 20))');
    await ask(embedded, `INSERT INTO note VALUES ('offer of 50000')`);
    for (const text of ['offer of 50000', 'offer of 50000 and then some more']) {
      await expect(ask(embedded, `INSERT INTO note VALUES ('${text}')`)).rejects.toThrow(/violates/);
    }
    await embedded.stop();
    const log = await readFile(join(folder.path, 'postgres.log'), 'utf8');
    expect(log).toMatch(/violates/);
    expect(log).not.toMatch(/offer|50000/);
  });
});
