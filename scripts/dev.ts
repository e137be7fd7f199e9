import type { ChildProcess } from 'node:child_process';
import { prepareWorker } from './prepare/worker.ts';
import { orStop } from './run/or-stop.ts';
import { start } from './run/program.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

/** Where the browser goes; the server listens behind it on the next port. */
const DEFAULT_PORT = 8443;

// The server restarts when its files change, the client is replaced in the open page. The data is that of `npm start`.
stopWithParent();
const stop = listenForStop();
await orStop(stop, () => prepareWorker(stop.signal));

const port = Number(process.env['PORT'] ?? DEFAULT_PORT);
const behind = port + 1;
const server = start(process.execPath, ['--watch', '--watch-preserve-output', 'server/src/main.ts'], {
  signal: stop.signal,
  env: {
    ...process.env,
    PORT: String(behind),
    HOST: '127.0.0.1',
    PUBLIC_URL: process.env['PUBLIC_URL'] ?? `http://localhost:${port}`,
  },
});
const pages = start(
  process.execPath,
  ['node_modules/vite/bin/vite.js', 'client', '--port', String(port), '--strictPort'],
  { signal: stop.signal, env: { ...process.env, PARLEY_DEV_SERVER: `http://127.0.0.1:${behind}` } },
);

// One without the other is of no use.
const codes = await Promise.all([endOf(server, pages), endOf(pages, server)]);
process.exitCode = stop.signal.aborted ? 0 : Math.max(1, ...codes);

/** Waits for a program to end, and asks its companion to end too. @returns its exit code */
function endOf(program: ChildProcess, companion: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  program.on('error', reject).on('close', (code) => {
    companion.kill('SIGTERM');
    resolve(code ?? 1);
  });
  return promise;
}
