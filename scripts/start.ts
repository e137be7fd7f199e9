import { parseArgs } from 'node:util';
import { buildClient } from './prepare/client.ts';
import { prepareWorker } from './prepare/worker.ts';
import { orStop } from './run/or-stop.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

stopWithParent();
const { values } = parseArgs({ options: { 'self-signed': { type: 'boolean', default: false } } });
if (values['self-signed']) process.env['SELF_SIGNED'] = '1';

const stop = listenForStop();
await orStop(stop, async () => {
  await prepareWorker(stop.signal);
  await buildClient(stop.signal);
});
stop.release();
// From here on this process is the server, which stops in order by itself.
await import('../server/src/main.ts');
