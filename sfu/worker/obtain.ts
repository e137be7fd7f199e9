import { access, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { buildWorker } from './build.ts';
import { cacheKey, hashRecipe, libcName } from './cache.ts';
import { openCommands } from './commands.ts';
import { WorkerUnavailable } from './failure.ts';
import { acquireLock } from './lock.ts';
import { type MediasoupPackage, readMediasoup } from './mediasoup.ts';
import { downloadPrebuilt, mayDownload, prebuiltUrl } from './prebuilt.ts';
import { runsHere } from './probe.ts';
import { type Report, type Reporter, startReporter } from './progress.ts';
import { RECIPE_FILES } from './recipe.ts';

export interface ObtainOptions {
  /** The folder of the installed mediasoup npm package. */
  mediasoupDir: string;
  /** Parley's cache folder, see `defaultCacheDir`; it may not exist yet. */
  cacheDir: string;
  report: Report;
  env: NodeJS.ProcessEnv;
  /** Ends a download or build that is under way; what it made is removed. */
  signal?: AbortSignal;
}

const BINARY = 'mediasoup-worker';

/**
 * The path of a mediasoup worker that runs on this machine: the one named by `MEDIASOUP_WORKER_BIN`, else the cached
 * one, else the prebuilt one downloaded, else one built here. Two calls at once, in whatever processes, do the work once.
 *
 * @throws WorkerUnavailable with a message for the operator.
 */
export async function obtainWorker(options: ObtainOptions): Promise<string> {
  const named = options.env['MEDIASOUP_WORKER_BIN'];
  if (named) return checkNamed(named);
  const mediasoup = await readMediasoup(options.mediasoupDir);
  const shelf = join(options.cacheDir, 'worker');
  const key = cacheKey({
    mediasoupVersion: mediasoup.version,
    platform: process.platform,
    arch: process.arch,
    libc: libcName(),
    recipe: await hashRecipe(import.meta.dirname, RECIPE_FILES),
  });
  const binary = join(shelf, key, BINARY);
  await mkdir(shelf, { recursive: true }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new WorkerUnavailable(`PARLEY_CACHE_DIR: ${options.cacheDir} cannot be used: ${why}`);
  });
  if (await runsHere(binary)) return binary;
  const reporter = startReporter(options.report);
  await using _lock = await acquireLock(join(shelf, 'lock'), () =>
    reporter.step('waiting: another process is obtaining the media worker'),
  );
  if (await runsHere(binary)) return binary;
  await removeLeftovers(shelf);
  await fill(options, mediasoup, shelf, key, reporter);
  return binary;
}

async function checkNamed(path: string): Promise<string> {
  await access(path, constants.X_OK).catch(() => {
    throw new WorkerUnavailable(`MEDIASOUP_WORKER_BIN: ${path} is not an executable file.`);
  });
  if (await runsHere(path)) return path;
  throw new WorkerUnavailable(
    `MEDIASOUP_WORKER_BIN: ${path} is not a mediasoup-worker that runs on this machine.`,
  );
}

/** What builders that were killed left behind; while the lock is held nobody else works on this shelf. */
async function removeLeftovers(shelf: string): Promise<void> {
  for (const name of await readdir(shelf)) {
    if (name.includes('.part-')) await rm(join(shelf, name), { recursive: true, force: true });
  }
}

/** Makes the folder `key` in the shelf, complete or not at all. */
async function fill(
  options: ObtainOptions,
  mediasoup: MediasoupPackage,
  shelf: string,
  key: string,
  reporter: Reporter,
): Promise<void> {
  const part = await mkdtemp(join(shelf, `${key}.part-`));
  const into = join(part, 'result');
  const log = join(shelf, `${key}.log`);
  try {
    await mkdir(into);
    if (!(await tryPrebuilt(options, mediasoup, into, reporter))) {
      const work = join(part, 'work');
      await mkdir(work);
      await using commands = openCommands(log, options.signal);
      await buildWorker(mediasoup, work, into, commands, reporter);
      if (!(await runsHere(join(into, BINARY)))) {
        throw new WorkerUnavailable(`The media worker was built but does not run. Full log: ${log}`);
      }
      reporter.step('the media worker is built');
    }
    await rm(join(shelf, key), { recursive: true, force: true });
    await rename(into, join(shelf, key));
  } finally {
    // A compiler that was told to stop may still be writing there.
    await rm(part, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function tryPrebuilt(
  options: ObtainOptions,
  mediasoup: MediasoupPackage,
  into: string,
  reporter: Reporter,
): Promise<boolean> {
  if (!mayDownload(options.env)) return false;
  reporter.step(`downloading the prebuilt media worker of mediasoup ${mediasoup.version}`);
  const machine = { platform: process.platform, arch: process.arch, kernel: release() };
  const url = prebuiltUrl(mediasoup, machine, options.env);
  const failed = await downloadPrebuilt(url, into, options.signal);
  if (failed === undefined) return true;
  reporter.step(`no prebuilt media worker (${failed}), building it: this happens once per machine`);
  return false;
}
