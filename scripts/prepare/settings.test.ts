import { expect, test } from 'vitest';
import { readConfig } from '../../server/src/config/index.ts';
import { readNodeConfig } from '../../sfu/src/config.ts';
import { BadSettings, readSettings } from './settings.ts';

const secret = 'x'.repeat(32);

test('settings can be read before there is a worker', () => {
  expect(readSettings({}, readConfig)).toMatchObject({ port: 8080, sfu: { kind: 'embedded' } });
  expect(readSettings({ SFU_SECRET: secret }, readNodeConfig)).toMatchObject({ port: 4440 });
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
