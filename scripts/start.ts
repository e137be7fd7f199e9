import { parseArgs } from 'node:util';
import { readConfig } from '../server/src/config/index.ts';
import { buildClient } from './prepare/client.ts';
import { readSettings } from './prepare/settings.ts';
import { prepareWorker } from './prepare/worker.ts';
import { orStop } from './run/or-stop.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

stopWithParent();
const stop = listenForStop();
await orStop(stop, async () => {
  const { values } = parseArgs({ options: { 'self-signed': { type: 'boolean', default: false } } });
  if (values['self-signed']) process.env['SELF_SIGNED'] = '1';
  const { sfu } = readSettings(process.env, readConfig);
  // Media that goes over other machines needs no worker on this one.
  if (sfu.kind === 'embedded') await prepareWorker(stop.signal);
  await buildClient(stop.signal);
});
stop.release();
// From here on this process is the server, which stops in order by itself.
await import('../server/src/main.ts');
