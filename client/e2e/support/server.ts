import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import { holdStore } from './store.ts';

const root = join(import.meta.dirname, '../../..');

/** The real server as an operator would run it, on free ports with a data folder of its own. */
export interface RunningServer {
  readonly url: string;
  readonly administrator: { readonly username: string; readonly password: string };
  /** Of its process; others are children of it. */
  readonly pid: () => number;
  /** What it printed, for a failure's message. */
  output(): string;
  /** Ends it without warning, as a crash would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Its database stands still, and whoever asks it waits, until what this answers is called. */
  holdStore(): Promise<() => void>;
  /** Starts it again on the same port and data; resolves when it listens. */
  start(): Promise<void>;
  /** Ends it in order and removes its data. */
  close(): Promise<void>;
}

export async function runServer(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const lines: string[] = [];
  let child = await launch(lines, { PORT: String(port), DATA_DIR: dataDir, ...env }, url);
  const administrator = administratorIn(lines);

  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    url,
    administrator,
    pid: () => {
      if (child.pid === undefined) throw new Error('the server did not start');
      return child.pid;
    },
    output: () => lines.join('\n'),
    kill,
    holdStore: () => holdStore(dataDir),
    start: async () => {
      child = await launch(lines, { PORT: String(port), DATA_DIR: dataDir, ...env }, url);
    },
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(
  lines: string[],
  env: Readonly<Record<string, string>>,
  url: string,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const listening = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (line.includes(url)) listening.resolve();
    });
  }
  child.once('exit', (code, signal) => {
    listening.reject(
      new Error(`the server ended (${code ?? signal}) before it listened:\n${lines.join('\n')}`),
    );
  });
  await listening.promise;
  return child;
}

/** The first start prints the administrator's password once. */
function administratorIn(lines: readonly string[]): { username: string; password: string } {
  const match = /administrator\s+(\S+)\s+password\s+(\S+)/i.exec(lines.join('\n'));
  const [, username, password] = match ?? [];
  if (username === undefined || password === undefined) {
    throw new Error(`no administrator was printed:\n${lines.join('\n')}`);
  }
  return { username, password };
}
