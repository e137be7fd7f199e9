import { expect, test } from 'vitest';
import { describeNodeConfig, readNodeConfig } from './config.ts';

const secret = 'a secret that nobody else knows, 42';
const enough = { SFU_SECRET: secret, MEDIASOUP_WORKER_BIN: '/opt/worker' };

/** The problems, or the settings as a log would show them. */
const read = (environment: Record<string, string>): unknown => {
  const config = readNodeConfig(environment);
  return config.ok ? JSON.parse(JSON.stringify(config.value)) : config.error;
};

test('a node needs a secret and a worker, and has a default for the rest', () => {
  expect(read(enough)).toMatchObject({
    port: 4440,
    host: '127.0.0.1',
    leaseMs: 10_000,
    media: { workerBin: '/opt/worker', listenIp: '127.0.0.1', firstPort: 0 },
  });
});

test('the secret, and what lets a collector in, are never shown', () => {
  expect(JSON.stringify(read(enough))).not.toContain(secret);
  const token = 'a-token-for-metrics';
  expect(JSON.stringify(read({ ...enough, METRICS_TOKEN: token }))).not.toContain(token);
  expect(JSON.stringify(read({ ...enough, METRICS_TOKEN: 'too short' }))).not.toContain('too short');
  expect(JSON.stringify(read({ ...enough, SFU_SECRET: 'too short' }))).not.toContain('too short');
});

test.each([
  ['SFU_SECRET', ''],
  ['SFU_SECRET', 'too short'],
  ['METRICS_TOKEN', 'too short'],
  ['SFU_PORT', '70000'],
  ['SFU_HOST', '10.0.0'],
  ['MEDIASOUP_LISTEN_IP', 'localhost'],
  ['MEDIASOUP_ANNOUNCED_ADDRESS', 'a b'],
  ['SFU_LEASE_SECONDS', '0'],
  ['SFU_LEASE_SECONDS', '61'],
  ['SFU_WORKERS', '0'],
  ['SFU_WORKERS', 'many'],
  ['MEDIASOUP_PORT', '-1'],
  ['MEDIASOUP_WORKER_BIN', ''],
  ['LOG_LEVEL', 'loud'],
])('a bad %s (%j) is one line that begins with its name', (name, value) => {
  const problems = read({ ...enough, [name]: value });
  expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
});

test('the port of the link is none of media', () => {
  expect(read({ ...enough, SFU_PORT: '4002', MEDIASOUP_PORT: '4000', SFU_WORKERS: '3' })).toEqual([
    'SFU_PORT: 4002 is also a port of media, which takes 4000 to 4002 by MEDIASOUP_PORT and SFU_WORKERS; choose another one',
  ]);
  expect(read({ ...enough, SFU_PORT: '4003', MEDIASOUP_PORT: '4000', SFU_WORKERS: '3' })).toMatchObject({
    port: 4003,
  });
  expect(read({ ...enough, MEDIASOUP_PORT: '65535', SFU_WORKERS: '2' })).toEqual([
    'MEDIASOUP_PORT: leaves too few ports for 2 workers, one each',
  ]);
});

test('media on every address needs an address to announce', () => {
  const wildcard = { ...enough, MEDIASOUP_LISTEN_IP: '0.0.0.0' };
  expect(read(wildcard)).toEqual([expect.stringMatching(/^MEDIASOUP_ANNOUNCED_ADDRESS: /)]);
  const announced = { ...wildcard, MEDIASOUP_ANNOUNCED_ADDRESS: 'media.example' };
  expect(read(announced)).toMatchObject({ media: { announcedAddress: 'media.example' } });
});

test('the table names every variable in both languages', () => {
  for (const row of describeNodeConfig()) {
    expect(row.en).not.toBe('');
    expect(row.zh).not.toBe('');
  }
});
