import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import { holdStore } from './store.ts';

const root = join(import.meta.dirname, '../../..');

/** A server that people can come to. */
export interface Server {
  readonly url: string;
  readonly administrator: { readonly username: string; readonly password: string };
  /** What it printed, for a failure's message. */
  output(): string;
}

/** The real server as an operator would run it, on free ports with a data folder of its own. */
export interface RunningServer extends Server {
  /** Of its process; others are children of it. */
  readonly pid: () => number;
  /** Ends it without warning, as a crash would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Its database stands still, and whoever asks it waits, until what this answers is called. */
  holdStore(): Promise<() => void>;
  /** Starts it again on the same port and data; resolves when it listens. */
  start(): Promise<void>;
  /** Ends it in order and removes its data. */
  close(): Promise<void>;
}

/** @param told each line that it prints */
export async function runServer(
  env: Readonly<Record<string, string>> = {},
  told: (line: string) => void = () => undefined,
): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const printed = new Printed(told);
  const settings = { PORT: String(port), DATA_DIR: dataDir, ...env };
  let child = await launch(printed, settings, url);
  const administrator = administratorIn(printed.text);

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
    output: () => printed.text,
    kill,
    holdStore: () => holdStore(dataDir),
    start: async () => {
      child = await launch(printed, settings, url);
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

class Printed {
  readonly #lines: string[] = [];
  readonly #told: (line: string) => void;

  constructor(told: (line: string) => void) {
    this.#told = told;
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  add(line: string): void {
    this.#lines.push(line);
    this.#told(line);
  }
}

async function launch(
  printed: Printed,
  env: Readonly<Record<string, string>>,
  url: string,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  comesFirst(child);
  const listening = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      printed.add(line);
      if (line.includes(url)) listening.resolve();
    });
  }
  child.once('exit', (code, signal) => {
    listening.reject(new Error(`the server ended (${code ?? signal}) before it listened:\n${printed.text}`));
  });
  await listening.promise;
  return child;
}

/**
 * A server has a machine of its own; here it and its media worker share one with everybody's browsers. Packets that come
 * late for that would be taken for a bad network. Only root may ask for it.
 */
function comesFirst({ pid }: ChildProcess): void {
  if (pid === undefined || process.getuid?.() !== 0) return;
  setPriority(pid, -10);
}

/** The first start prints the administrator's password once. */
function administratorIn(printed: string): { username: string; password: string } {
  const match = /administrator\s+(\S+)\s+password\s+(\S+)/i.exec(printed);
  const [, username, password] = match ?? [];
  if (username === undefined || password === undefined) {
    throw new Error(`no administrator was printed:\n${printed}`);
  }
  return { username, password };
}
