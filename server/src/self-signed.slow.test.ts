import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Guest } from './gateway/testing/guest.ts';
import { lanAddresses } from './tls/addresses.ts';

/** The server as `npm start -- --self-signed` starts it, with a database and a worker of its own. */
let server: ChildProcess;
let folder: string;
let port: string;
let token: string;
let ca: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-tls-'));
  server = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      ...process.env,
      SELF_SIGNED: '1',
      PORT: '0',
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      SFU_WORKERS: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (server.stdout === null) throw new Error('nothing can be read of it');
  for await (const line of createInterface({ input: server.stdout })) {
    const link = /https:\/\/[^/]+:(\d+)\/join#(\S+)/u.exec(line);
    if (link === null) continue;
    [, port = '', token = ''] = link;
    break;
  }
  ca = await readFile(join(folder, 'tls/self-signed.crt'), 'utf8');
});
afterAll(async () => {
  server.kill('SIGTERM');
  await once(server, 'exit');
  await rm(folder, { recursive: true, force: true });
});

let devices = 0;
function open(host: string, origin: string): Guest {
  devices += 1;
  const auth = { token, device: `device-${devices}`, takeOver: true };
  return new Guest(`https://${host}:${port}`, auth, { origin, ca });
}

test('[GATE-2] a page opened under any of this machine’s own addresses gets its socket', async () => {
  for (const host of ['localhost', '127.0.0.1', ...lanAddresses()]) {
    const guest = open(host, `https://${host}:${port}`);
    await guest.connected();
    const { view } = await guest.until('view', () => true);
    expect(view.place).toEqual({ kind: 'outside' });
    guest.close();
  }
});

test.each(['https://localhost', 'http://localhost', 'https://192.0.2.7'])(
  '[GATE-2] and a page of %s, which is not it, gets none',
  async (origin) => {
    const guest = open('localhost', origin);
    await expect(guest.connected()).rejects.toBeDefined();
    guest.close();
  },
);
