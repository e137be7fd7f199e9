import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@parley/client/e2e/free-port';

const root = join(import.meta.dirname, '../../../..');
const SECRET = randomBytes(24).toString('hex');

/** A media node in a process of its own, as on a machine of its own. */
export interface MediaNode {
  readonly port: number;
  pid(): number;
  /** Ends it without warning, and starts it again on the same port. */
  restart(): Promise<void>;
  /** Ends it without warning, if it has not ended. */
  close(): Promise<void>;
}

/** What a server is told of them. */
export const nodeSettings = (ports: readonly number[]): Readonly<Record<string, string>> =>
  ports.length === 0
    ? {}
    : { SFU_URLS: ports.map((port) => `ws://127.0.0.1:${port}`).join(','), SFU_SECRET: SECRET };

export async function startNodes(count: number, workers: number): Promise<MediaNode[]> {
  const nodes: MediaNode[] = [];
  for (let index = 0; index < count; index += 1) nodes.push(await startNode(workers));
  return nodes;
}

async function startNode(workers: number): Promise<MediaNode> {
  const port = await freePort();
  let child = await launch(port, workers);
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    port,
    pid: () => {
      if (child.pid === undefined) throw new Error('the media node did not start');
      return child.pid;
    },
    restart: async () => {
      await end();
      child = await launch(port, workers);
    },
    close: end,
  };
}

async function launch(port: number, workers: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['sfu/src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      SFU_PORT: String(port),
      SFU_SECRET: SECRET,
      SFU_WORKERS: String(workers),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes(`"port":${port}`)) continue;
    child.stdout.resume();
    return child;
  }
  throw new Error('a media node ended before it listened');
}
