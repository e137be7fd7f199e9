import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { z } from 'zod';

const Started = z.object({
  url: z.string(),
  links: z.array(z.object({ name: z.string(), token: z.string() })),
});
type Started = z.infer<typeof Started>;

/** A machine that is busy with all else may keep a server from its database until that gives up. */
const STARTS = 10;

/** A server in a process of its own. */
export class ServerChild {
  readonly started: Started;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, started: Started) {
    this.#child = child;
    this.started = started;
  }

  /** Again when it ends before it has started, as whoever runs a server has it started. */
  static async start(connection: pg.ClientConfig, filesFolder: string): Promise<ServerChild> {
    for (let time = 0; time < STARTS; time += 1) {
      const server = await ServerChild.#tryToStart(connection, filesFolder);
      if (server !== null) return server;
    }
    throw new Error('the server ends before it has started');
  }

  static async #tryToStart(connection: pg.ClientConfig, filesFolder: string): Promise<ServerChild | null> {
    const script = fileURLToPath(new URL('./server-process.ts', import.meta.url));
    const child = spawn(process.execPath, [script, JSON.stringify({ connection, filesFolder })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      child.stdout.resume();
      return new ServerChild(child, Started.parse(JSON.parse(line)));
    }
    return null;
  }

  /** As a power cut ends it. */
  async kill(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
