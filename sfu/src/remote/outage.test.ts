import { connect, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fakeSfu } from '../fake/index.ts';
import { turn } from '../fake/queue.ts';
import { HandTimers } from '../lib/hand-timers.ts';
import { Outage } from './outage.ts';
import type { RemoteSfu } from './remote.ts';
import { remoteSfu } from './remote.ts';
import { leadAt, listen, secret } from './testing/harness.ts';
import { Log } from './testing/log.ts';

const MINUTE_MS = 60_000;

const opened: RemoteSfu[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((sfu) => sfu.close()));
});

/** A port that nobody listens on: it was free a moment ago. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((resolve) => server.close(resolve));
  await new Promise((resolve) => connect(address.port, '127.0.0.1').on('error', resolve));
  return address.port;
}

test('[SFU-38] a node that nobody finds is told in one line that names SFU_URLS, the address and the reason, and no secret', async () => {
  const port = await deadPort();
  const log = new Log();
  const timers = new HandTimers();
  const url = `ws://somebody:a-password@127.0.0.1:${port}/with?a=key`;
  opened.push(remoteSfu({ url, secret, server: 'server', generation: 1, timers, logger: log }));
  const first = await log.first;
  expect(first).toContain(`SFU_URLS: ws://127.0.0.1:${port} cannot be reached: nothing listens there`);
  expect(first).not.toMatch(/a-password|a=key/);
});

/** What was said of an outage, without the time. */
function told() {
  const log = new Log();
  const timers = new HandTimers();
  const outage = new Outage({ url: 'ws://media-1:4443', timers, logger: log });
  return { outage, timers, lines: () => log.lines.splice(0).map((line) => /ws:\/\/[^"]*/.exec(line)?.[0]) };
}

test('[SFU-38] it is said once, again when the reason changes or after some minutes, and once when it is back', () => {
  const { outage, timers, lines } = told();
  outage.because('nothing listens there');
  expect(lines()).toHaveLength(1);
  for (let ms = 0; ms < 4 * MINUTE_MS; ms += 2_000) {
    timers.advance(2_000);
    outage.because('nothing listens there');
  }
  expect(lines()).toEqual([]);
  outage.because('nobody knows this name');
  expect(lines()).toHaveLength(1);
  // Reasons that take turns are no news.
  outage.because('nothing listens there');
  outage.because('nobody knows this name');
  expect(lines()).toEqual([]);
  timers.advance(5 * MINUTE_MS);
  outage.because('nothing listens there');
  expect(lines()).toHaveLength(1);
  outage.over();
  expect(lines()).toEqual(['ws://media-1:4443: linked']);
  outage.because('nothing listens there');
  expect(lines()).toHaveLength(1);
});

test('[SFU-38] whether a node takes commands can be asked at any moment, also after it was there', async () => {
  const timers = new HandTimers();
  const node = await listen(fakeSfu(), { timers });
  const sfu = leadAt(node.port, { timers });
  opened.push(sfu);
  await expect(sfu.ready()).rejects.toMatchObject({ code: 'sfu.unavailable' });
  await sfu.linked();
  await sfu.capabilities();
  await sfu.ready();
  await node.close();
  const refused = async (): Promise<boolean> =>
    sfu.ready().then(
      () => false,
      () => true,
    );
  while (!(await refused())) await turn();
  await expect(sfu.ready()).rejects.toMatchObject({ code: 'sfu.unavailable' });
  expect(await sfu.capabilities()).toHaveProperty('codecs');
});
