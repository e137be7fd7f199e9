import { expect, test } from 'vitest';
import { readConfig } from '../../server/src/config/index.ts';
import { readNodeConfig } from '../../sfu/src/config.ts';
import { BadSettings, readSettings } from './settings.ts';

const secret = 'x'.repeat(32);

test('settings can be read before there is a worker', () => {
  expect(readSettings({}, readConfig)).toMatchObject({ port: 8080, sfu: { kind: 'embedded' } });
  expect(readSettings({ SFU_SECRET: secret }, readNodeConfig)).toMatchObject({ port: 4440 });
});

test('a folder that can never be made is refused before anything tries', () => {
  const read = (): unknown =>
    readSettings({ PARLEY_CACHE_DIR: '/proc/parley/cache', DATA_DIR: '/proc/self/data' }, readConfig);
  expect(read).toThrow(
    /^PARLEY_CACHE_DIR: no folder can be made at "\/proc\/parley\/cache"\nDATA_DIR: no folder can be made at "\/proc\/self\/data"$/,
  );
});

test('all that is wrong with any of them is told at once, a line for each', () => {
  const wrong = {
    PORT: 'abc',
    MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: 'maybe',
    MEDIASOUP_WORKER_BIN: '/no',
  };
  const read = (): unknown => readSettings(wrong, readConfig);
  expect(read).toThrow(BadSettings);
  expect(read).toThrow(
    /^MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: must be true or false, not "maybe"\nPORT: /,
  );
});
