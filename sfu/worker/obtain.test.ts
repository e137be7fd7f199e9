import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { obtainWorker } from './obtain.ts';
import type { Progress } from './progress.ts';

/** Ends as mediasoup-worker does when it is not started by mediasoup. */
const WORKER = '#!/bin/sh\nexit 41\n';

let dir = '';
let server: Server;
let base = '';
let requests: string[] = [];
let answer: Buffer | number = 404;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'obtain-'));
  await mkdir(join(dir, 'mediasoup'));
  const manifest = { version: '9.8.7', repository: { url: 'git+https://releases.example/m.git' } };
  await writeFile(join(dir, 'mediasoup/package.json'), JSON.stringify(manifest));
  requests = [];
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.statusCode = typeof answer === 'number' ? answer : 200;
    response.end(typeof answer === 'number' ? '' : answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  base = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});
afterEach(async () => {
  server.close();
  await rm(dir, { recursive: true });
});

async function archiveOf(script: string): Promise<Buffer> {
  const folder = await mkdtemp(join(dir, 'archive-'));
  await executable(join(folder, 'mediasoup-worker'), script);
  const tar = spawn('tar', ['-czf', 'a.tgz', 'mediasoup-worker'], { cwd: folder });
  await once(tar, 'exit');
  return readFile(join(folder, 'a.tgz'));
}

async function executable(path: string, script: string): Promise<string> {
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}

function obtain(env: NodeJS.ProcessEnv = {}, seen: Progress[] = []): Promise<string> {
  return obtainWorker({
    mediasoupDir: join(dir, 'mediasoup'),
    cacheDir: join(dir, 'cache'),
    report: (progress) => seen.push(progress),
    env: { MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: base, ...env },
  });
}

describe('a worker named by the operator', () => {
  it('is used as it is', async () => {
    const named = await executable(join(dir, 'own'), WORKER);
    expect(await obtain({ MEDIASOUP_WORKER_BIN: named })).toBe(named);
    expect(requests).toEqual([]);
  });

  it('is refused in one line when it is missing or no worker', async () => {
    const missing = await obtain({ MEDIASOUP_WORKER_BIN: join(dir, 'none') }).catch((error: Error) => error);
    expect(missing).toMatchObject({ name: 'WorkerUnavailable' });
    expect(String(missing)).toMatch(/MEDIASOUP_WORKER_BIN: .*none is not an executable file\.$/);
    const wrong = await executable(join(dir, 'wrong'), '#!/bin/sh\nexit 0\n');
    await expect(obtain({ MEDIASOUP_WORKER_BIN: wrong })).rejects.toThrow('not a mediasoup-worker that runs');
  });
});

describe('a prebuilt worker', () => {
  it('is downloaded once and then found in the cache', async () => {
    answer = await archiveOf(WORKER);
    const seen: Progress[] = [];
    const path = await obtain({}, seen);
    expect(await readFile(path, 'utf8')).toBe(WORKER);
    expect(path).toContain('9.8.7-');
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatch(/^\/9\.8\.7\/mediasoup-worker-9\.8\.7-.*\.tgz$/);
    expect(await obtain({}, seen)).toBe(path);
    expect(requests).toHaveLength(1);
    expect(seen).toHaveLength(1);
  });

  it('is downloaded once by two that start together', async () => {
    answer = await archiveOf(WORKER);
    const [one, two] = await Promise.all([obtain(), obtain()]);
    expect(one).toBe(two);
    expect(requests).toHaveLength(1);
  });

  it('replaces a cached one that does not run, and what a killed builder left is removed', async () => {
    answer = await archiveOf(WORKER);
    const path = await obtain();
    await writeFile(path, '#!/bin/sh\nexit 1\n');
    const left = join(dir, 'cache/worker/1.2.3-other-key.part-abc');
    await mkdir(join(left, 'result'), { recursive: true });
    await executable(join(left, 'result/mediasoup-worker'), WORKER);
    expect(await obtain()).toBe(path);
    expect(await readFile(path, 'utf8')).toBe(WORKER);
    const shelf = await readdir(join(dir, 'cache/worker'));
    expect(shelf.filter((name) => name.includes('.part-'))).toEqual([]);
  });
});

it('says which variable is to change when nothing can be kept in its folder', async () => {
  await writeFile(join(dir, 'cache'), 'a file');
  const failed = await obtain().catch((error: Error) => error);
  expect(failed).toMatchObject({ name: 'WorkerUnavailable' });
  expect(String(failed)).toMatch(/PARLEY_CACHE_DIR: .*cache cannot be used: ENOTDIR/u);
  expect(requests).toEqual([]);
});

describe('without a prebuilt worker', () => {
  it.each([
    ['the download answers 404', () => 404],
    ['what comes is no archive', () => Buffer.from('<html>')],
    ['what comes does not run here', () => archiveOf('#!/bin/sh\nexit 127\n')],
  ])('goes on to build when %s, and leaves nothing half-made', async (_when, make) => {
    answer = await make();
    const seen: Progress[] = [];
    // This package has no sources, so that the build fails at once.
    await expect(obtain({}, seen)).rejects.toThrow('no source of the worker');
    expect(requests).toHaveLength(1);
    const last = seen.at(-1);
    expect(last?.kind === 'step' ? last.step : '').toContain('building it');
    const shelf = await readdir(join(dir, 'cache/worker'));
    expect(shelf.filter((name) => !/^lock$|\.log$/.test(name))).toEqual([]);
  });

  it('asks for one where that is said to be wanted', async () => {
    const wanted = { MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: 'false' };
    await expect(obtain(wanted)).rejects.toThrow('no source of the worker');
    expect(requests).toHaveLength(1);
  });

  it('does not ask for one when told not to', async () => {
    const skip = { MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: '1' };
    await expect(obtain(skip)).rejects.toThrow('no source of the worker');
    expect(requests).toEqual([]);
  });
});
