import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { pathOf } from '../targets.ts';

/** A deletion may well make something wait for ever, in ms. */
const LIMIT = 120_000;

const Said = z.object({ red: z.string().nullable() });

/**
 * The leak fuzz as every run of the contract tests plays it, in a thread that knows every mutant and plays with one at a
 * time. One that breaks the thread ends it; the next gets a new one.
 */
export class Fuzz {
  readonly #sources: ReadonlyMap<string, string>;
  #worker: Worker | null = null;
  #said: (red: string | null) => void = () => undefined;

  constructor(schemas: ReadonlyMap<string, string>) {
    this.#sources = new Map([...schemas].map(([file, source]) => [pathToFileURL(pathOf(file)).href, source]));
  }

  /** Says what turned red with this mutant, null when nothing did; 0 is the tree as it is. */
  async judge(number: number, signal: AbortSignal): Promise<string | null> {
    signal.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<string | null>();
    this.#said = resolve;
    const late = setTimeout(() => this.#broken('the fuzz does not end'), LIMIT);
    const stop = (): void => this.#broken('stopped');
    signal.addEventListener('abort', stop, { once: true });
    this.#worker ??= this.#start();
    this.#worker.postMessage(number);
    try {
      const red = await promise;
      signal.throwIfAborted();
      return red;
    } finally {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const workerData = { sources: this.#sources };
    const worker = new Worker(new URL('./fuzz-thread.ts', import.meta.url), { workerData });
    worker.on('message', (said: unknown) => this.#said(Said.parse(said).red));
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#broken(error instanceof Error ? error.message : String(error));
    });
    return worker;
  }

  #broken(why: string): void {
    void this.#worker?.terminate();
    this.#worker = null;
    this.#said(why);
  }
}
