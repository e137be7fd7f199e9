import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { devPages } from './dev-pages.ts';
import { freePort } from './free-port.ts';

const stop = new AbortController();
/** Stands for the server behind the pages: it says what it was asked for, and from where. */
const server = createServer((request, response) => {
  const from = request.headers['x-forwarded-for'] === undefined ? 'this machine' : 'elsewhere';
  response.end(`${request.url} of ${from}`);
});
let pages = '';

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const port = await freePort();
  const vite = devPages(
    { port, server: `http://127.0.0.1:${address.port}` },
    { signal: stop.signal, output: 'hide' },
  );
  // It says where it listens once it does.
  await new Promise<void>((listens, never) => {
    vite.stdout?.on('data', (said) => String(said).includes(String(port)) && listens());
    vite.once('close', () => never(new Error('the pages are not served')));
  });
  pages = `http://localhost:${port}`;
}, 30_000);
afterAll(() => {
  stop.abort();
  server.close();
});

const ask = async (path: string): Promise<string> => (await fetch(`${pages}${path}`)).text();

test('the pages of `npm run dev` leave to the server what only it can answer', async () => {
  for (const path of ['/healthz', '/readyz', '/metrics', '/api/staff/me']) {
    expect(await ask(path)).toBe(`${path} of this machine`);
  }
  for (const path of ['/', '/join', '/staff', '/healthz-of-a-page']) {
    expect(await ask(path)).toContain('<div id="root">');
  }
});
