import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { pathOf } from '../targets.ts';
import { type Answer, green, red } from './judge.ts';
import { Patience, secondsOf } from './patience.ts';

const Said = z.object({ red: z.string().nullable() });

/**
 * The leak fuzz as every run of the contract tests plays it, in a thread that knows every mutant and plays with one at a
 * time. What the play of one leaves behind may break the thread under the next: so that it breaks is believed only of a
 * thread that has played nothing else.
 */
export class Fuzz {
  readonly #sources: ReadonlyMap<string, string>;
  readonly #newPatience: () => Patience;
  #thread: Worker | null = null;

  constructor(schemas: ReadonlyMap<string, string>, newPatience = () => new Patience()) {
    this.#sources = new Map([...schemas].map(([file, source]) => [pathToFileURL(pathOf(file)).href, source]));
    this.#newPatience = newPatience;
  }

  /** Says what turned red with this mutant; 0 is the tree as it is. */
  async judge(number: number, signal: AbortSignal): Promise<Answer> {
    const isFresh = this.#thread === null;
    const { answer, isBroken } = await this.#play(number, signal);
    if (!isBroken) return answer;
    await this.close();
    return isFresh ? answer : this.judge(number, signal);
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = null;
  }

  async #play(
    number: number,
    signal: AbortSignal,
  ): Promise<{ readonly answer: Answer; readonly isBroken: boolean }> {
    signal.throwIfAborted();
    this.#thread ??= this.#start();
    const thread = this.#thread;
    const played = Promise.withResolvers<{ answer: Answer; isBroken: boolean }>();
    const breaks = (answer: Answer): void => played.resolve({ answer, isBroken: true });
    const over = new AbortController();
    const stop = (): void => played.reject(signal.reason);
    signal.addEventListener('abort', stop, { signal: over.signal });
    const on = (event: string, heard: (what: unknown) => void): void => {
      thread.on(event, heard);
      over.signal.addEventListener('abort', () => thread.off(event, heard));
    };
    on('message', (said) => {
      const wrong = Said.parse(said).red;
      played.resolve({ answer: wrong === null ? green : red(wrong), isBroken: false });
    });
    on('error', (error) => breaks(red(error instanceof Error ? error.message : String(error))));
    on('exit', () => breaks(red('the fuzz waits for what can never come')));
    const patience = this.#newPatience();
    let used = 0;
    const looking = setInterval(() => {
      // Answered by the thread itself, but also in the middle of a loop.
      thread.cpuUsage().then(
        (usage) => (used = secondsOf(usage)),
        () => undefined,
      );
      const ending = patience.look(used, 0);
      if (ending !== null) breaks(patience.answer('the fuzz', ending));
    }, patience.limits.every);
    thread.postMessage(number);
    try {
      return await played.promise;
    } finally {
      clearInterval(looking);
      over.abort();
    }
  }

  #start(): Worker {
    const workerData = { sources: this.#sources };
    const thread = new Worker(new URL('./fuzz-thread.ts', import.meta.url), { workerData });
    // It may break, or end, while nothing is played.
    thread.on('error', () => undefined);
    thread.on('exit', () => {
      if (this.#thread === thread) this.#thread = null;
    });
    return thread;
  }
}
