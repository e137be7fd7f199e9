import { chown, lchown, mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseUnusable } from '../unusable.ts';
import type { Account } from './account.ts';
import type { Program } from './program.ts';
import { run } from './run.ts';

/** The role and the database that the store uses; the role owns its database and nothing else. */
export const STORE = { user: 'parley', database: 'parley' } as const;
/** Only for making databases in tests. */
export const SUPERUSER = 'postgres';

/**
 * How a process of ours names its cluster, which is its working folder. The folders above it may be closed to the
 * account it runs as (/root is); the working folder was entered before the account was changed.
 */
export const handleOf = (cluster: string): string =>
  process.platform === 'linux' ? '/proc/self/cwd' : cluster;

/**
 * Makes the cluster if there is none. It is drawn up beside its place and then renamed, so that one that was
 * interrupted is never taken for whole. The caller holds the data folder's lock.
 */
export async function ensureCluster(
  cluster: string,
  program: Program,
  account: Account | null,
  report: (what: string) => void,
): Promise<void> {
  await removeDrafts(cluster);
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) {
    report('Preparing the database (only the first time)');
    return createCluster(cluster, program, account);
  }
  if (version.trim() !== program.major) {
    throw new DatabaseUnusable(
      `DATA_DIR: ${cluster} was written by PostgreSQL ${version.trim()}, this is ${program.major}: start the version before`,
    );
  }
  // A restored backup belongs to root, who may not run the database.
  if (account !== null && (await stat(cluster)).uid !== account.uid) await giveTo(cluster, account);
}

async function createCluster(cluster: string, program: Program, account: Account | null): Promise<void> {
  const draft = await mkdtemp(`${cluster}.new-`);
  if (account !== null) await chown(draft, account.uid, account.gid);
  const place = { cwd: draft, account };
  const data = ['-D', handleOf(draft)];
  await must({
    ...place,
    command: program.initdb,
    args: [
      ...data,
      `--username=${SUPERUSER}`,
      '--encoding=UTF8',
      '--locale=C',
      // The builtin collation is part of PostgreSQL: no update of the system's libraries can reorder an index.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--auth-local=trust',
      '--auth-host=reject',
      '--no-sync',
    ],
  });
  await must({
    ...place,
    command: program.postgres,
    args: ['--single', '-F', ...data, 'postgres'],
    input: `CREATE ROLE ${STORE.user} LOGIN;\nCREATE DATABASE ${STORE.database} OWNER ${STORE.user};\n`,
  });
  // Nothing was worth a flush until now; where the system can flush all at once, that is a hundred times faster.
  const method = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];
  await must({ ...place, command: program.initdb, args: ['--sync-only', ...method, ...data] });
  await rename(draft, cluster);
  const parent = await open(dirname(cluster));
  await parent.sync();
  await parent.close();
}

async function must(what: Parameters<typeof run>[0]): Promise<void> {
  const { ok, output } = await run(what);
  if (ok && !/\b(?:ERROR|FATAL|PANIC):/.test(output)) return;
  const said = output.trim().split('\n').slice(-3).join(' ');
  throw new DatabaseUnusable(`${basename(what.command)} failed: ${said}`);
}

async function removeDrafts(cluster: string): Promise<void> {
  const folder = dirname(cluster);
  const drafts = (await readdir(folder)).filter((name) => name.startsWith(`${basename(cluster)}.new-`));
  for (const draft of drafts) await rm(join(folder, draft), { recursive: true, force: true });
}

async function giveTo(folder: string, account: Account): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = [folder, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  for (const path of paths) await lchown(path, account.uid, account.gid);
}
