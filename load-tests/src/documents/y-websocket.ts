import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { freePort } from '@parley/client/e2e/free-port';

/**
 * y-websocket's own server as it comes; with a folder, it keeps there what is written, by its own LevelDB, and nobody
 * waits for that. Says where it is.
 */
const host = '127.0.0.1';
const port = await freePort();
process.env['HOST'] = host;
process.env['PORT'] = String(port);
const [folder] = process.argv.slice(2);
if (folder !== undefined) process.env['YPERSISTENCE'] = folder;
// A program, which its package does not name for import, and which does not say when it is there.
await import(new URL('./server.js', import.meta.resolve('@y/websocket-server/utils')).href);
while (!(await isThere())) await setImmediate();
process.stdout.write(`ws://${host}:${port}\n`);

function isThere(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
