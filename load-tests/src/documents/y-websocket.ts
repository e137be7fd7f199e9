import { createServer } from 'node:net';

/** y-websocket's own server as it comes, without anything it could store into. Says where it is. */
const probe = createServer();
await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
const address = probe.address();
if (address === null || typeof address === 'string') throw new Error('no port is free');
await new Promise((resolve) => probe.close(resolve));
process.env['HOST'] = '127.0.0.1';
process.env['PORT'] = String(address.port);
// A program, which its package does not name for import.
await import(new URL('./server.js', import.meta.resolve('@y/websocket-server/utils')).href);
process.stdout.write(`ws://127.0.0.1:${address.port}\n`);
