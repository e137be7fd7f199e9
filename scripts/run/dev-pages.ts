import type { ChildProcess } from 'node:child_process';
import { type ProgramOptions, start } from './program.ts';

/** The client while it is worked on, at this port of `localhost`; what only the server answers is asked of `server`. */
export const devPages = (
  { port, server }: { readonly port: number; readonly server: string },
  options: Omit<ProgramOptions, 'env'>,
): ChildProcess =>
  start(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'client', '--port', String(port), '--strictPort'],
    { ...options, env: { ...process.env, PARLEY_DEV_SERVER: server } },
  );
