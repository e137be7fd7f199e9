import { appendFileSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { runServer, type Server } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server for the whole run, and the file of what it has printed. */
    readonly server: Pick<Server, 'url' | 'administrator'> & { readonly printed: string };
  }
}

/** One server for the whole run, in which each file that wants nothing else of it has a case and a session of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-printed-'));
  const printed = join(folder, 'server.log');
  const server = await runServer({}, (line) => appendFileSync(printed, `${line}\n`));
  project.provide('server', { url: server.url, administrator: server.administrator, printed });
  return async () => {
    await server.close();
    await rm(folder, { recursive: true });
  };
}

/** The run's server. Who kills it, holds it up, or sets it up otherwise has one of their own (`runServer`). */
export function sharedServer(): Server {
  const { url, administrator, printed } = inject('server');
  return { url, administrator, output: () => readFileSync(printed, 'utf8') };
}
