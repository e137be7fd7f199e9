import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** As tests start a database: in a group of its own, below their TMPDIR, and never told of a signal. */
const TESTS = `const { spawn } = require('node:child_process');
const cwd = require('node:path').join(process.env.TMPDIR, 'data');
require('node:fs').mkdirSync(cwd, { recursive: true });
const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { cwd, env: {}, detached: true, stdio: 'ignore' });
console.log(pid);
setInterval(() => 0, 1000);`;

const of = (file: string): string => JSON.stringify(join(import.meta.dirname, file));

/** A run of tests as `npm test` is one. */
const RUN = `import { inOwnFolder } from ${of('in-own-folder.ts')};
import { orStop } from ${of('or-stop.ts')};
import { run } from ${of('program.ts')};
import { listenForStop } from ${of('stop.ts')};
const stop = listenForStop();
await orStop(stop, () =>
  inOwnFolder(() => run(process.execPath, ['-e', ${JSON.stringify(TESTS)}], { signal: stop.signal, output: 'show' })),
);`;

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'in-own-folder-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

async function start(): Promise<{ readonly child: ChildProcess; readonly database: number }> {
  const script = join(place, 'run.ts');
  await writeFile(script, RUN);
  const env = { ...process.env, TMPDIR: place };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).once('line', said.resolve);
  return { child, database: Number(await said.promise) };
}

/** One that has ended and waits to be collected does not. */
async function runs(pid: number): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
  return !text.includes(') Z');
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'with a run of tests that is stopped by %s ends what they started, and its folder',
  async (signal) => {
    // Elsewhere nobody is found, and nobody ended.
    if (process.platform !== 'linux') return;
    const { child, database } = await start();
    expect(await runs(database)).toBe(true);
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    expect(await runs(database)).toBe(false);
    expect((await readdir(place)).filter((name) => name.startsWith('parley-run-'))).toEqual([]);
  },
);
