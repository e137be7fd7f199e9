import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { Scene } from './contract/scene.ts';
import { workerBin } from './mediasoup/testing.ts';
import { leadAt, secret } from './remote/testing/harness.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const lines: string[] = [];
  let found: (port: number) => void;
  /** Where it listens, as soon as it has said so. */
  const port = new Promise<number>((resolve) => {
    found = resolve;
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      const said = /"port":(\d+)/.exec(line)?.[1];
      if (said !== undefined) found(Number(said));
    });
  }
  return { child, lines, port, ended: once(child, 'close') };
}

const environment = {
  SFU_PORT: '0',
  SFU_SECRET: secret,
  SFU_WORKERS: '1',
  MEDIASOUP_WORKER_BIN: workerBin(),
};
const token = 'a-token-for-metrics';

test('a node on its own is led, tells how it is, and stops when asked, without a word of its secret', async () => {
  const { child, lines, ended, ...node } = start({ ...environment, METRICS_TOKEN: token });
  const port = await node.port;
  const sfu = leadAt(port);
  await sfu.linked();
  await new Scene(sfu).talk('plenary', 'li', 'chen');
  const get = (path: string): Promise<string> =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } }).then(
      (answer) => answer.text(),
    );
  expect(await get('/healthz')).toBe('ok\n');
  expect(await get('/metrics')).toContain('parley_sfu_consumers 2');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(lines.join('\n')).toContain('stops');
  for (const kept of [secret, token]) expect(lines.join('\n')).not.toContain(kept);
  await sfu.close();
});

test('a node that cannot begin says why, and ends', async () => {
  const { lines, ended } = start({ ...environment, SFU_SECRET: 'short', SFU_PORT: 'x' });
  expect(await ended).toEqual([1, null]);
  expect(new Set(lines.map((line) => line.split(':')[0]))).toEqual(new Set(['SFU_PORT', 'SFU_SECRET']));
});

test('a node whose port is taken ends, and its workers with it', async () => {
  const first = start(environment);
  const second = start({ ...environment, SFU_PORT: String(await first.port) });
  expect(await second.ended).toEqual([1, null]);
  expect(second.lines).toEqual([expect.stringMatching(/^SFU_PORT: another program/)]);
});

test.each([
  ['SFU_HOST', '203.0.113.7'],
  ['MEDIASOUP_LISTEN_IP', '203.0.113.7'],
])(
  'a node that is told to be at another machine by %s says so in one line, and ends',
  async (name, address) => {
    const { lines, ended } = start({ ...environment, [name]: address });
    expect(await ended).toEqual([1, null]);
    expect(lines).toEqual([`${name}: this machine has no such address`]);
  },
);
