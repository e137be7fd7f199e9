import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MediasoupPackage } from './mediasoup.ts';
import { runsHere } from './probe.ts';

/** On a closed network the first answer never comes; building is then the way, and waiting only delays it. */
const FIRST_ANSWER_MS = 5_000;
const WHOLE_DOWNLOAD_MS = 120_000;

export interface Machine {
  platform: string;
  arch: string;
  /** As `os.release()` gives it, such as `6.1.0-18-amd64`. */
  kernel: string;
}

/** Where mediasoup publishes its prebuilt worker for a machine; the scheme of the package's own npm-scripts.mjs. */
export function prebuiltUrl(mediasoup: MediasoupPackage, machine: Machine, env: NodeJS.ProcessEnv): string {
  const base =
    env['MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL'] ||
    `${mediasoup.repository.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;
  const kernel = machine.platform === 'linux' ? `-kernel${machine.kernel.split('.')[0]}` : '';
  const name = `mediasoup-worker-${mediasoup.version}-${machine.platform}-${machine.arch}${kernel}.tgz`;
  return `${base}/${mediasoup.version}/${name}`;
}

/** Whether the operator lets it be downloaded; the variables are mediasoup's own. */
export function mayDownload(env: NodeJS.ProcessEnv): boolean {
  const isSet = (name: string): boolean => !['', '0', 'false'].includes(env[name]?.trim() ?? '');
  return (
    !isSet('MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD') || isSet('MEDIASOUP_FORCE_WORKER_PREBUILT_DOWNLOAD')
  );
}

/**
 * Downloads the worker into the folder `into` and tries it.
 *
 * @returns undefined when `into/mediasoup-worker` runs here, else the reason in a few words.
 */
export async function downloadPrebuilt(
  url: string,
  into: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const archive = join(into, 'prebuilt.tgz');
  try {
    const failed = await download(url, archive, signal);
    if (failed !== undefined) return failed;
    if (!(await unpack(archive, into))) return 'what came is not an archive with a worker in it';
    return (await runsHere(join(into, 'mediasoup-worker'))) ? undefined : 'it does not run on this machine';
  } finally {
    await rm(archive, { force: true });
  }
}

async function download(url: string, file: string, signal?: AbortSignal): Promise<string | undefined> {
  const giveUp = new AbortController();
  const timer = setTimeout(
    () => giveUp.abort(new Error(`no answer within ${FIRST_ANSWER_MS / 1000} s`)),
    FIRST_ANSWER_MS,
  );
  const whole = AbortSignal.timeout(WHOLE_DOWNLOAD_MS);
  const signals = [giveUp.signal, whole, ...(signal === undefined ? [] : [signal])];
  try {
    const response = await fetch(url, { signal: AbortSignal.any(signals) });
    clearTimeout(timer);
    if (!response.ok || response.body === null) return `the download answered ${response.status}`;
    await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    return `the download failed: ${reasonOf(error)}`;
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // fetch says only «fetch failed»; what happened is its cause.
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function unpack(archive: string, into: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('tar', ['-xzf', archive, '-C', into, 'mediasoup-worker'], { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
