import { enableCompileCache, registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';

const { url, source } = z.object({ url: z.url(), source: z.string() }).parse(workerData);
enableCompileCache();
registerHooks({
  load: (asked, context, next) =>
    asked === url ? { format: 'module-typescript', source, shortCircuit: true } : next(asked, context),
});
const { playDaily } = await import('../../../server/src/fuzz/testing/daily.ts');
parentPort?.postMessage({ red: await playDaily() });
