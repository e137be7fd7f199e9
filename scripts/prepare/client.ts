import { createHash } from 'node:crypto';
import { glob, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun, root } from '../run/program.ts';

/** All that decides what a build of the client holds. */
const INPUTS = [
  'client/src/**/*.{ts,tsx,css,svg,woff2}',
  'client/public/**/*.*',
  'client/index.html',
  'client/vite.config.ts',
  'shared/src/**/*.ts',
  'package-lock.json',
];

const DIST = join(root, 'client', 'dist');
const STAMP = join(DIST, '.inputs');

/** Builds the browser's part into `client/dist` unless what is there was built from the very same inputs. */
export async function buildClient(signal: AbortSignal): Promise<void> {
  const inputs = await hashInputs(root);
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === inputs) return;
  process.stderr.write('Building the browser client / 正在构建网页客户端\n');
  const began = performance.now();
  const made = await mkdtemp(join(root, 'client', '.dist-'));
  try {
    await mustRun(
      process.execPath,
      ['node_modules/vite/bin/vite.js', 'build', 'client', '--outDir', made, '--emptyOutDir'],
      { signal, output: 'hide', env: { ...process.env, NODE_ENV: 'production' } },
    );
    await writeFile(join(made, '.inputs'), inputs);
    // Complete or not at all: a server that runs meanwhile goes on serving the old one up to here.
    await rm(DIST, { recursive: true, force: true });
    await rename(made, DIST);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  process.stderr.write(`  … built in ${Math.round((performance.now() - began) / 1000)} s\n`);
}

/** SHA-256 over names and contents of the client's inputs below `base`, tests left out. */
export async function hashInputs(base: string): Promise<string> {
  const paths: string[] = [];
  for await (const path of glob(INPUTS, { cwd: base })) if (!path.includes('.test.')) paths.push(path);
  const hash = createHash('sha256');
  for (const path of paths.sort()) {
    const content = await readFile(join(base, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
