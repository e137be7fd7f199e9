import { enableCompileCache, registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { ASKED } from '../schema.ts';

const { sources } = z.object({ sources: z.map(z.url(), z.string()) }).parse(workerData);
let tried = 0;
Reflect.set(globalThis, ASKED, (number: number): boolean => number === tried);
enableCompileCache();
registerHooks({
  load: (url, context, next) => {
    const source = sources.get(url);
    return source === undefined
      ? next(url, context)
      : { format: 'module-typescript', source, shortCircuit: true };
  },
});
const { playDaily } = await import('../../../server/src/fuzz/testing/daily.ts');
const playWith = async (number: number): Promise<void> => {
  tried = number;
  // So that the thread ends when nothing is left that could take the play any further.
  parentPort?.unref();
  parentPort?.postMessage({ red: await playDaily() });
  parentPort?.ref();
};
parentPort?.on('message', (number: unknown) => void playWith(z.number().parse(number)));
