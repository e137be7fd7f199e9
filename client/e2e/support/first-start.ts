import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '../../..');

/** `npm start` as a newcomer types it, with a data folder of its own. */
export interface FirstStart {
  /** The printed link of whoever has this name. */
  linkOf(name: string): string;
  close(): Promise<void>;
}

export async function startAnew(...args: readonly string[]): Promise<FirstStart> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-start-'));
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], {
    cwd: root,
    env: { LOG_LEVEL: 'warn', ...process.env, PORT: String(await freePort()), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line.trim());
    if (line.startsWith('Ctrl-C')) break;
  }
  child.stdout.resume();
  return {
    linkOf: (name) => {
      const link = printed[printed.findIndex((line) => line.endsWith(name)) + 1];
      if (link?.startsWith('http') !== true) throw new Error(`no link for ${name}:\n${printed.join('\n')}`);
      return link;
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
