import { Server } from '@hocuspocus/server';

/** Hocuspocus as it comes, without anything it could store into. Says where it is. */
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true });
await server.listen();
process.stdout.write(`ws://127.0.0.1:${server.address.port}\n`);
