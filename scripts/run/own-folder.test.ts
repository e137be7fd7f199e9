import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { OwnFolder } from './own-folder.ts';

/** Starts a process of a group of its own that works below its TMPDIR and knows nothing of it, as a database does. */
const PROGRAM = `const { spawn } = require('node:child_process');
const cwd = require('node:path').join(process.env.TMPDIR, 'data');
require('node:fs').mkdirSync(cwd, { recursive: true });
const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { cwd, env: {}, detached: true, stdio: 'ignore' });
console.log(pid);
setInterval(() => 0, 1000);`;

async function start(folder: string): Promise<{ readonly child: ChildProcess; readonly far: number }> {
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, ['-e', PROGRAM], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).once('line', said.resolve);
  return { child, far: Number(await said.promise) };
}

/** One that has ended and waits to be collected does not. */
async function runs(pid: number): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
  return !text.includes(') Z');
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Elsewhere nobody is found, and nobody ended. */
const finds = process.platform === 'linux';

test('with a run ends whatever it started, of which nobody told it the number, and its folder', async () => {
  if (!finds) return;
  const folder = await OwnFolder.open(await mkdtemp(join(tmpdir(), 'own-folder-')));
  const { child, far } = await start(folder.path);
  const ended = once(child, 'exit');
  expect(await runs(far)).toBe(true);
  await folder.close();
  await ended;
  expect(await runs(far)).toBe(false);
  expect(await isThere(folder.path)).toBe(false);
});

test('what a killed run left is ended by the next one, and what another run has is left alone', async () => {
  if (!finds) return;
  const place = await mkdtemp(join(tmpdir(), 'own-folder-'));
  const other = await OwnFolder.open(place);
  const kept = await start(other.path);
  // Its number is that of a process that was born at another time.
  const killed = join(place, `parley-run-${process.pid}-1`);
  await mkdir(killed);
  const { child, far } = await start(killed);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  expect(await runs(far)).toBe(true);

  await OwnFolder.open(place).catch(() => null);
  expect(await runs(far)).toBe(false);
  expect(await isThere(killed)).toBe(false);
  expect(await runs(kept.far)).toBe(true);
  await other.close();
  expect(await runs(kept.far)).toBe(false);
});
