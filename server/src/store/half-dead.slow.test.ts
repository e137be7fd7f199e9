import { once } from 'node:events';
import { createServer, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { SessionId } from '@parley/shared/ids';
import type pg from 'pg';
import { pino } from 'pino';
import { test } from 'vitest';
import { systemTimers } from '../lib/timers.ts';
import { connectStore } from './database.ts';
import { freshDatabase } from './testing.ts';
import { temporaryFolder } from './testing/folders.ts';

interface Way extends AsyncDisposable {
  readonly connection: pg.ClientConfig;
  /** Nothing passes any more over the connections that are open, and neither end is told. Others can be opened. */
  goDeaf(): void;
}

/** A way to the database that can lose its connections as a network does that forgets them. */
async function way(to: pg.ClientConfig, folder: string): Promise<Way> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (from) => {
    const on = connect(join(to.host ?? '', `.s.PGSQL.${to.port}`));
    from.pipe(on);
    on.pipe(from);
    for (const socket of [from, on]) {
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        from.destroy();
        on.destroy();
      });
    }
  });
  server.listen(join(folder, '.s.PGSQL.5432'));
  await once(server, 'listening');
  return {
    connection: { ...to, host: folder, port: 5432 },
    goDeaf: () => {
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test('[KEEP-8] a connection over which nothing comes any more costs one question, and not the next', {
  timeout: 120_000,
}, async ({ expect }) => {
  await using folder = await temporaryFolder();
  const direct = await freshDatabase();
  await using through = await way(direct.connection, folder.path);
  const store = await connectStore(through.connection, () => undefined);
  const documents = store.documents({ timers: systemTimers, logger: pino({ level: 'silent' }) });
  const key = { session: SessionId.parse('session-1'), document: 'agreement' };
  const { log } = await documents.open(key);
  const row = { client: 7, participant: null, at: 1, update: new Uint8Array([1]) };
  await log.append(row);
  // One connection for what is added, and one for questions.
  await documents.open(key);
  through.goDeaf();
  const stored = log.append(row);
  await expect(documents.open(key)).rejects.toMatchObject({ code: 'store.unavailable' });
  await stored;
  expect((await documents.open(key)).stored.head).toBe(2);
  await documents.close();
  await store.close();
  await direct.close();
});
