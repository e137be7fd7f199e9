import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { freePort } from '@parley/client/e2e/free-port';
import { io } from 'socket.io-client';
import WebSocket from 'ws';
import { z } from 'zod';
import type { ChatScenario } from '../scenario.ts';
import type { House, Venue } from '../venue.ts';
import type { Writer } from './crowd.ts';

/** Somebody's way into a room: they hear by `hear`, and speak by what is answered. */
type Enter = (port: number, hear: (text: string) => void) => Promise<Connection>;

interface Connection {
  say(text: string): void;
  close(): void;
}

const overWs: Enter = async (port, hear) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  socket.on('message', (data: Buffer) => hear(data.toString()));
  await once(socket, 'open');
  return { say: (text) => socket.send(text), close: () => socket.terminate() };
};

const overSocketIo: Enter = async (port, hear) => {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  socket.on('said', (text: unknown) => hear(z.string().parse(text)));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return { say: (text) => void socket.emit('said', text), close: () => void socket.disconnect() };
};

export const bareWs = (): Promise<Venue<Writer, ChatScenario>> => bare('ws', 'ws', 'ws.ts', overWs);
export const bareSocketIo = (): Promise<Venue<Writer, ChatScenario>> =>
  bare('Socket.IO', 'socket.io', 'socket-io.ts', overSocketIo);

async function bare(
  name: string,
  library: string,
  script: string,
  enter: Enter,
): Promise<Venue<Writer, ChatScenario>> {
  return {
    name,
    what: `a bare room of ${library} ${await versionOf(library)}: nothing is checked, kept or ordered`,
    open: async () => {
      const port = await freePort();
      const child = fork(join(import.meta.dirname, 'servers', script), [String(port)], { execArgv: [] });
      await once(child, 'message');
      return new BareRoom(child, port, enter);
    },
  };
}

const Package = z.object({ version: z.string() });

async function versionOf(library: string): Promise<string> {
  const path = createRequire(import.meta.url).resolve(`${library}/package.json`);
  return Package.parse(JSON.parse(await readFile(path, 'utf8'))).version;
}

class BareRoom implements House<Writer> {
  readonly measured: readonly number[];
  readonly rest: readonly number[] = [];
  readonly killMedia = null;
  readonly #child: ChildProcess;
  readonly #port: number;
  readonly #enter: Enter;
  readonly #connections: Connection[] = [];

  constructor(child: ChildProcess, port: number, enter: Enter) {
    if (child.pid === undefined) throw new Error('the room did not start');
    this.measured = [child.pid];
    this.#child = child;
    this.#port = port;
    this.#enter = enter;
  }

  async join(writer: Writer): Promise<number> {
    const pressed = performance.now();
    const connection = await this.#enter(this.#port, (text) => writer.hear(text));
    this.#connections.push(connection);
    writer.say = (text) => connection.say(text);
    return pressed;
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
