import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for what is made once per machine: `PARLEY_CACHE_DIR`, else `parley` in the user's cache folder. */
export function defaultCacheDir(env: NodeJS.ProcessEnv): string {
  if (env['PARLEY_CACHE_DIR']) return env['PARLEY_CACHE_DIR'];
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'parley');
}

/** All that decides whether a worker built earlier still fits. */
export interface CacheKeyParts {
  mediasoupVersion: string;
  platform: string;
  arch: string;
  /** Name and version of the C library, such as `glibc2.36`. */
  libc: string;
  /** From {@link hashRecipe}. */
  recipe: string;
}

/** A folder name, such as `3.27.1-linux-x64-glibc2.36-0123456789ab`. */
export function cacheKey(parts: CacheKeyParts): string {
  const { mediasoupVersion, platform, arch, libc, recipe } = parts;
  return [mediasoupVersion, platform, arch, libc, recipe.slice(0, 12)].join('-');
}

/** The C library of the running process, such as `glibc2.36`; `libc` where it is not glibc. */
export function libcName(): string {
  if (process.report === undefined) return 'libc';
  // Without this the report looks up the names of all open connections.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  const header = isRecord(report) ? report['header'] : undefined;
  const version = isRecord(header) ? header['glibcVersionRuntime'] : undefined;
  return typeof version === 'string' ? `glibc${version}` : 'libc';
}

/** SHA-256 in hex over names and contents of the given files and of all files below the given folders. */
export async function hashRecipe(base: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of (await Promise.all(paths.map((each) => filesAt(base, each)))).flat().sort()) {
    const content = await readFile(join(base, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function filesAt(base: string, path: string): Promise<string[]> {
  const entries = await readdir(join(base, path), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [path];
  return (await Promise.all(entries.map((entry) => filesAt(base, `${path}/${entry.name}`)))).flat();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
