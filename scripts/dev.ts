import type { ChildProcess } from 'node:child_process';
import { readConfig } from '../server/src/config/index.ts';
import { BadSettings, readSettings } from './prepare/settings.ts';
import { prepareWorker } from './prepare/worker.ts';
import { devPages } from './run/dev-pages.ts';
import { orStop } from './run/or-stop.ts';
import { freePort } from './run/free-port.ts';
import { start } from './run/program.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

// The server restarts when its files change, the client is replaced in the open page. The data is that of `npm start`.
// The browser goes to Vite on the port of `npm start`; the server stands behind it.
stopWithParent();
const stop = listenForStop();
const config = await orStop(stop, async () => {
  const settings = readSettings(process.env, readConfig);
  if (settings.tls.kind !== 'none') {
    throw new BadSettings(
      'npm run dev is for this machine alone and speaks plain HTTP: leave TLS_CERT, TLS_KEY and SELF_SIGNED out, or use npm start.',
    );
  }
  if (settings.sfu.kind === 'embedded') await prepareWorker(stop.signal);
  return settings;
});
const port = config.port === 0 ? await freePort() : config.port;
const behind = await freePort();
const server = start(process.execPath, ['--watch', '--watch-preserve-output', 'server/src/main.ts'], {
  signal: stop.signal,
  env: {
    ...process.env,
    PORT: String(behind),
    HOST: '127.0.0.1',
    PUBLIC_URL: config.publicUrl ?? `http://localhost:${port}`,
  },
});
const pages = devPages({ port, server: `http://127.0.0.1:${behind}` }, { signal: stop.signal });

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
