import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateFor } from '../tls/testing.ts';
import { selfSigned } from '../tls/self-signed.ts';
import { type Config, describeConfig, readConfig, readStoreConfig } from './index.ts';

type Environment = Record<string, string>;

/** Any program will do where a worker is not started. */
const worker = { MEDIASOUP_WORKER_BIN: process.execPath };
const nodes = { SFU_URLS: 'ws://media-1:4443, wss://media-2', SFU_SECRET: 'x'.repeat(32) };

function configOf(environment: Environment = {}): Config {
  const read = readConfig({ ...worker, ...environment });
  if (!read.ok) throw new Error(read.error.join('\n'));
  return read.value;
}
function problemsOf(environment: Environment): readonly string[] {
  const read = readConfig(environment);
  return read.ok ? [] : read.error;
}

let folder: string;
const files = { cert: '', key: '', otherKey: '', text: '' };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-test-'));
  await selfSigned(join(folder, 'one'), []);
  await selfSigned(join(folder, 'two'), []);
  files.cert = join(folder, 'one/self-signed.crt');
  files.key = join(folder, 'one/self-signed.key');
  files.otherKey = join(folder, 'two/self-signed.key');
  files.text = join(folder, 'text.pem');
  await writeFile(files.text, 'not a certificate');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what follows from nothing, and from one another', () => {
  test('by default: this machine alone, the embedded database, an SFU in this process', () => {
    expect(configOf()).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      tls: { kind: 'none' },
      publicUrl: null,
      databaseUrl: null,
      metricsToken: null,
      metricsOpenHere: true,
      graceMs: 20_000,
      captions: { kind: 'none' },
      sfu: { kind: 'embedded', listenIp: '127.0.0.1', announcedAddress: null, firstPort: 0 },
    });
  });

  test('the data is in the project, wherever it is started from', () => {
    expect(configOf().dataDir).toBe(resolve(import.meta.dirname, '../../../.data'));
    expect(configOf({ DATA_DIR: 'here' }).dataDir).toBe(resolve('here'));
  });

  test('a folder in /proc can hold no data, by whatever name it goes', () => {
    const line = (folder: string): string => `DATA_DIR: no folder can be made at "${folder}"`;
    for (const folder of ['/proc/parley', '/proc/self/a/b', '/dev/fd/a'] as const) {
      expect(problemsOf({ ...worker, DATA_DIR: folder })).toEqual([line(folder)]);
    }
    expect(readStoreConfig({ DATA_DIR: '/proc/parley' })).toEqual({
      ok: false,
      error: [line('/proc/parley')],
    });
    expect(configOf({ DATA_DIR: '/procedure/a' }).dataDir).toBe('/procedure/a');
  });

  test('a certificate of its own opens the server to the LAN', () => {
    expect(configOf({ SELF_SIGNED: '1' })).toMatchObject({
      host: '0.0.0.0',
      tls: { kind: 'self-signed' },
      sfu: { listenIp: '0.0.0.0' },
    });
  });

  test('media arrives under the address that the server listens on', () => {
    expect(configOf({ HOST: '10.0.0.5' })).toMatchObject({
      sfu: { listenIp: '10.0.0.5', listenIpFrom: 'HOST' },
    });
    expect(configOf({ HOST: '10.0.0.5', MEDIASOUP_LISTEN_IP: '10.0.0.6' })).toMatchObject({
      sfu: { listenIp: '10.0.0.6', listenIpFrom: 'MEDIASOUP_LISTEN_IP' },
    });
    expect(configOf({ HOST: '::' })).toMatchObject({ sfu: { listenIp: '0.0.0.0' } });
    expect(configOf({ HOST: 'room.example' })).toMatchObject({ sfu: { listenIp: '0.0.0.0' } });
  });

  test('TLS_CERT and TLS_KEY are read', () => {
    const { tls } = configOf({ TLS_CERT: files.cert, TLS_KEY: files.key });
    expect(tls).toMatchObject({
      kind: 'files',
      cert: expect.stringContaining('BEGIN CERTIFICATE') as string,
      hosts: ['localhost', '127.0.0.1'],
    });
  });

  test('with SFU_URLS no worker is needed', () => {
    const read = readConfig(nodes);
    expect(read).toMatchObject({
      ok: true,
      value: { sfu: { kind: 'remote', urls: ['ws://media-1:4443', 'wss://media-2'] } },
    });
  });

  test('[SERVE-4] metrics take a token from this machine too wherever a proxy may stand in front', () => {
    expect(configOf({}).metricsOpenHere).toBe(true);
    expect(configOf({ PUBLIC_URL: 'https://tiaojie.example.cn' }).metricsOpenHere).toBe(false);
    expect(configOf({ TRUST_PROXY: '1' }).metricsOpenHere).toBe(false);
  });

  test('a slash at the end of PUBLIC_URL means nothing', () => {
    expect(configOf({ PUBLIC_URL: 'https://tiaojie.example.cn/' }).publicUrl).toBe(
      'https://tiaojie.example.cn',
    );
  });
});

describe('a bad value is one line that names its variable', () => {
  test.each<[Environment, string]>([
    [{ PORT: 'abc' }, 'PORT: must be a whole number from 0 to 65535, not "abc"'],
    [{ HOST: '0.0.0' }, 'HOST: must be an IP address or a host\'s name, not "0.0.0"'],
    [
      { PUBLIC_URL: 'tiaojie.example.cn' },
      'PUBLIC_URL: must be an address such as http://host:port, without a path, not "tiaojie.example.cn"',
    ],
    [
      { PUBLIC_URL: 'https://a/parley' },
      'PUBLIC_URL: must be an address such as http://host:port, without a path, not "https://a/parley"',
    ],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL: must be one of fatal, error, warn, info, debug, trace, silent, not "loud"',
    ],
    [{ MEDIASOUP_LISTEN_IP: 'localhost' }, 'MEDIASOUP_LISTEN_IP: must be an IP address, not "localhost"'],
    [
      { MEDIASOUP_PORT: '65535', SFU_WORKERS: '2' },
      'MEDIASOUP_PORT: leaves too few ports for 2 workers, one each',
    ],
    [
      { PORT: '4000', MEDIASOUP_PORT: '4000', SFU_WORKERS: '1' },
      'PORT: 4000 is also a port of media, which takes it by MEDIASOUP_PORT; choose another one',
    ],
    [
      { PORT: '4003', MEDIASOUP_PORT: '4000', SFU_WORKERS: '4' },
      'PORT: 4003 is also a port of media, which takes 4000 to 4003 by MEDIASOUP_PORT and SFU_WORKERS; choose another one',
    ],
    [
      {
        PORT: '443',
        MEDIASOUP_PORT: '443',
        SFU_WORKERS: '1',
        HOST: '10.0.0.5',
        MEDIASOUP_LISTEN_IP: '0.0.0.0',
      },
      'PORT: 443 is also a port of media, which takes it by MEDIASOUP_PORT; choose another one',
    ],
    [
      { MEDIASOUP_WORKER_BIN: '/nowhere/worker' },
      'MEDIASOUP_WORKER_BIN: must name a program that can be run, not "/nowhere/worker"',
    ],
    [
      { SFU_URLS: 'http://media-1' },
      'SFU_URLS: each part must be a URL that starts with ws:// or wss://, not "http://media-1"',
    ],
    [{ SFU_URLS: 'ws://media-1' }, 'SFU_SECRET: is needed with SFU_URLS'],
    [{ TLS_CERT: '/nowhere.pem', TLS_KEY: '' }, 'TLS_KEY: is needed with TLS_CERT'],
  ])('%j', (environment, line) => {
    expect(problemsOf({ ...worker, ...environment })).toEqual([line]);
  });

  test('of ports only where both are taken at one address', () => {
    const ports = { ...worker, PORT: '443', MEDIASOUP_PORT: '443', SFU_WORKERS: '1' };
    const problems = (HOST: string, MEDIASOUP_LISTEN_IP: string): number =>
      problemsOf({ ...ports, HOST, MEDIASOUP_LISTEN_IP }).length;
    expect(problems('10.0.0.5', '10.0.0.6')).toBe(0);
    expect(problems('localhost', '10.0.0.6')).toBe(0);
    expect(problems('::1', '0.0.0.0')).toBe(0);
    expect(problems('localhost', '127.0.0.1')).toBe(1);
    expect(problems('::', '10.0.0.6')).toBe(1);
    expect(problemsOf({ ...ports, MEDIASOUP_PORT: '0' })).toEqual([]);
    expect(problemsOf({ ...ports, PORT: '0', MEDIASOUP_PORT: '0' })).toEqual([]);
    expect(problemsOf({ ...ports, PORT: '4004', MEDIASOUP_PORT: '4000', SFU_WORKERS: '4' })).toEqual([]);
    expect(problemsOf({ ...nodes, PORT: '4000', MEDIASOUP_PORT: '4000' })).toEqual([]);
  });

  test('files of HTTPS that cannot be used', () => {
    const tls = (TLS_CERT: string, TLS_KEY: string) => problemsOf({ ...worker, TLS_CERT, TLS_KEY });
    expect(tls('/nowhere.pem', files.key)).toEqual([
      'TLS_CERT: must name a file that can be read, not "/nowhere.pem"',
    ]);
    expect(tls(files.text, files.key)).toEqual([
      `TLS_CERT: must name a PEM file with a certificate, not ${JSON.stringify(files.text)}`,
    ]);
    expect(tls(files.cert, files.cert)).toEqual([
      `TLS_KEY: must name a PEM file with a private key without a pass phrase, not ${JSON.stringify(files.cert)}`,
    ]);
    expect(tls(files.cert, files.otherKey)).toEqual([
      'TLS_KEY: is not the key of the certificate in TLS_CERT',
    ]);
  });

  test('a certificate that names no host says nothing of where the links lead', async () => {
    const { cert, key } = await certificateFor(['*.example.cn']);
    const [TLS_CERT, TLS_KEY] = [join(folder, 'wild.crt'), join(folder, 'wild.key')];
    await writeFile(TLS_CERT, cert);
    await writeFile(TLS_KEY, key);
    expect(problemsOf({ ...worker, TLS_CERT, TLS_KEY })).toEqual([
      'PUBLIC_URL: is needed with TLS_CERT, whose certificate names no host of its own',
    ]);
    expect(configOf({ TLS_CERT, TLS_KEY, PUBLIC_URL: 'https://room.example.cn' }).publicUrl).toBe(
      'https://room.example.cn',
    );
  });

  test('a worker is needed where no node is named', () => {
    expect(problemsOf({})).toEqual(['MEDIASOUP_WORKER_BIN: is needed without SFU_URLS; `npm start` sets it']);
  });

  test('all that is wrong is told at once, and no secret of it', () => {
    const lines = problemsOf({
      PORT: '-1',
      SFU_SECRET: 'hunter2',
      METRICS_TOKEN: 'hunter2',
      DATABASE_URL: 'hunter2',
    });
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'SFU_SECRET',
      'METRICS_TOKEN',
    ]);
    expect(lines.join()).not.toContain('hunter2');
  });
});

test('no secret shows in what is printed or logged of the settings', () => {
  const secret = 'a-secret-of-more-than-32-characters';
  const config = configOf({
    ...nodes,
    SFU_SECRET: secret,
    METRICS_TOKEN: secret,
    DATABASE_URL: `postgres://parley:${secret}@db/parley`,
  });
  expect(config.databaseUrl?.reveal()).toContain(secret);
  expect(JSON.stringify(config)).not.toContain(secret);
  expect(inspect(config, { depth: 9, showHidden: true })).not.toContain(secret);
});

test('the table explains every variable in both languages, and names no secret default', () => {
  const rows = describeConfig();
  for (const row of rows) {
    expect(row.name).toMatch(/^[A-Z][A-Z_]+$/);
    expect(row.en).toMatch(/^\p{L}.*\.$/u);
    expect(row.zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(row.default.en).not.toBe('');
  }
  expect(rows.filter(({ secret }) => secret).map(({ name }) => name)).toEqual([
    'DATABASE_URL',
    'SFU_SECRET',
    'CAPTIONS_SECRET',
    'METRICS_TOKEN',
  ]);
});

describe('captions', () => {
  test('a service needs its address, and keeps its secret to itself', () => {
    expect(problemsOf({ ...worker, CAPTIONS: 'service' })).toEqual([
      'CAPTIONS_URL: is needed with CAPTIONS=service',
    ]);
    const config = configOf({
      CAPTIONS: 'service',
      CAPTIONS_URL: 'wss://captions.example/live',
      CAPTIONS_SECRET: 'a-secret-of-sixteen',
    });
    expect(config.captions).toMatchObject({ kind: 'service', url: 'wss://captions.example/live' });
    expect(inspect(config, { depth: 9 })).not.toContain('a-secret-of-sixteen');
  });

  test('models of one’s own need their folder', () => {
    expect(problemsOf({ ...worker, CAPTIONS: 'sherpa' })).toEqual([
      'CAPTIONS_MODEL_DIR: is needed with CAPTIONS=sherpa',
    ]);
    expect(configOf({ CAPTIONS: 'sherpa', CAPTIONS_MODEL_DIR: '/models' }).captions).toEqual({
      kind: 'sherpa',
      modelDir: '/models',
    });
  });

  test('there is no other way', () => {
    expect(problemsOf({ ...worker, CAPTIONS: 'somehow' })).toHaveLength(1);
    expect(
      problemsOf({ ...worker, CAPTIONS: 'service', CAPTIONS_URL: 'https://captions.example' }),
    ).toHaveLength(1);
  });
});
