import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { pathOf } from '../targets.ts';
import type { Judge } from './judge.ts';

/** A deletion may well make something wait for ever, in ms. */
const LIMIT = 120_000;

const Said = z.object({ red: z.string().nullable() });

/** The leak fuzz as every run of the unit tests plays it, in a thread that loads the mutant for its file. */
export const fuzz: Judge = async ({ file, source }, signal) => {
  const url = pathToFileURL(pathOf(file)).href;
  const worker = new Worker(new URL('./fuzz-thread.ts', import.meta.url), { workerData: { url, source } });
  const { promise, resolve } = Promise.withResolvers<string | null>();
  worker.on('message', (said: unknown) => resolve(Said.parse(said).red));
  worker.on('error', (error) => resolve(error instanceof Error ? error.message : String(error)));
  worker.on('exit', () => resolve('the thread ends'));
  const late = setTimeout(() => resolve('the fuzz does not end'), LIMIT);
  const stop = (): void => resolve(null);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const red = await promise;
    signal.throwIfAborted();
    return red;
  } finally {
    signal.removeEventListener('abort', stop);
    clearTimeout(late);
    await worker.terminate();
  }
};
