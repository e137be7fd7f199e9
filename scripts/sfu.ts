import { readNodeConfig } from '../sfu/src/config.ts';
import { readSettings } from './prepare/settings.ts';
import { prepareWorker } from './prepare/worker.ts';
import { orStop } from './run/or-stop.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

// One SFU node on its own, for servers that name it in SFU_URLS.
stopWithParent();
const stop = listenForStop();
await orStop(stop, async () => {
  readSettings(process.env, readNodeConfig);
  await prepareWorker(stop.signal);
});
stop.release();
await import('../sfu/src/main.ts');
