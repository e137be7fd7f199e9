import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root } from '../run/program.ts';

const handOver = join(root, 'scripts', 'setup', 'hand-over.mjs');
const stop = join(root, 'scripts', 'run', 'stop.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-hand-over-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Starter {
  readonly process: ChildProcess;
  /** The next line that the started script printed; null when it and all it started have ended. */
  nextLine(): Promise<string | null>;
  readonly ended: Promise<number | null>;
}

/** A process that hands over to a script of this text. */
async function starterOf(text: string, env: NodeJS.ProcessEnv = {}): Promise<Starter> {
  const script = join(folder, 'script.ts');
  await writeFile(
    script,
    `import { stopWithParent } from ${JSON.stringify(stop)};\nstopWithParent();\n${text}`,
  );
  const code = `import(${JSON.stringify(handOver)}).then((m) => m.handOver(${JSON.stringify(script)}))`;
  const child = spawn(process.execPath, ['-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: undefined, NODE_OPTIONS: undefined, ...env },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    nextLine: async () => {
      const { done, value } = await lines.next();
      return done === true ? null : value;
    },
    ended: new Promise((resolve) => {
      child.on('exit', resolve);
    }),
  };
}

const UNTIL_STOPPED = `
let asked = 0;
const end = (signal) => {
  asked += 1;
  console.log(signal);
  setTimeout(() => process.exit(asked), 50);
};
process.on('SIGINT', end).on('SIGTERM', end);
setInterval(() => undefined, 1000);
console.log('started');
`;

test('ends with the exit code of the script, which runs on the packaged Node', async () => {
  const starter = await starterOf("console.log(process.versions.node.split('.')[0]); process.exitCode = 7;");
  expect(await starter.nextLine()).toBe('24');
  expect(await starter.ended).toBe(7);
});

test('what Node has read is kept for the next start, in the project', async () => {
  const starter = await starterOf(
    "console.log((await import('node:module')).getCompileCacheDir() ?? 'nowhere');",
  );
  expect(await starter.nextLine()).toContain(join(root, 'node_modules', '.cache', 'node'));
  expect(await starter.ended).toBe(0);
});

/** Keeps more and more that is new, and prints how many megabytes the engine has made for that. */
const FILLS_WHAT_IS_NEW = `
  import v8 from 'node:v8';
  for (let round = 0; round < 40; round++) Array.from({ length: 120_000 }, (_, index) => ({ index }));
  const room = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  console.log(Math.round(room.space_size / 2 ** 20));
`;

test('the engine has room for 32 MB of what is new, in two halves, unless it is told otherwise', async () => {
  const starter = await starterOf(FILLS_WHAT_IS_NEW);
  expect(Number(await starter.nextLine())).toBe(32);
  const other = await starterOf(FILLS_WHAT_IS_NEW, { NODE_OPTIONS: '--max-semi-space-size=4' });
  expect(Number(await other.nextLine())).toBe(8);
});

test('one Ctrl-C asks once, also when npm passes it on a second time', async () => {
  const starter = await starterOf(UNTIL_STOPPED);
  expect(await starter.nextLine()).toBe('started');
  starter.process.kill('SIGINT');
  starter.process.kill('SIGINT');
  expect(await starter.nextLine()).toBe('SIGINT');
  expect(await starter.ended).toBe(1);
});

test('a closed terminal asks the script to stop', async () => {
  const starter = await starterOf(UNTIL_STOPPED);
  expect(await starter.nextLine()).toBe('started');
  starter.process.kill('SIGHUP');
  expect(await starter.nextLine()).toBe('SIGTERM');
  expect(await starter.ended).toBe(1);
});

test('kill -9 of the starter asks the script to stop', async () => {
  const starter = await starterOf(UNTIL_STOPPED);
  expect(await starter.nextLine()).toBe('started');
  starter.process.kill('SIGKILL');
  expect(await starter.nextLine()).toBe('SIGTERM');
  expect(await starter.nextLine()).toBeNull();
});

test('what a killed script had started ends with it', async () => {
  const starter = await starterOf(`
    import { spawn } from 'node:child_process';
    spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'inherit' });
    console.log(process.pid);
    setInterval(() => undefined, 1000);
  `);
  const script = Number(await starter.nextLine());
  // 0 would be this very process and its group.
  expect(script).toBeGreaterThan(0);
  process.kill(script, 'SIGKILL');
  // Its output closes only when nobody holds it any more.
  expect(await starter.nextLine()).toBeNull();
  expect(await starter.ended).toBe(1);
});
