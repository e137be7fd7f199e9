import { enableCompileCache, registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { ASKED } from '../schema.ts';
import type { Said } from './fuzz.ts';

const { sources } = z.object({ sources: z.map(z.url(), z.string()) }).parse(workerData);
let tried = 0;
const met = new Set<number>();
Reflect.set(globalThis, ASKED, (number: number): boolean => {
  if (tried === 0) met.add(number);
  return number === tried;
});
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
const say = (said: Said): void => parentPort?.postMessage(said);
const playWith = async (number: number): Promise<void> => {
  tried = number;
  // So that the thread ends when nothing is left that could take the play any further.
  parentPort?.unref();
  const wrong = await playDaily(() => say({ kind: 'on' }));
  say({ kind: 'over', wrong, met: number === 0 ? met : new Set() });
  parentPort?.ref();
};
parentPort?.on('message', (number: unknown) => void playWith(z.number().parse(number)));
