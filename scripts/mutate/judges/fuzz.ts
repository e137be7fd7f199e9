import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { pathOf } from '../targets.ts';
import { type Answer, green, red } from './judge.ts';
import { type Limits, Patience, secondsOf } from './patience.ts';

const Said = z.discriminatedUnion('kind', [
  /** A session was played to its end. */
  z.object({ kind: z.literal('on') }),
  /** `met`: the mutants that a play with none came by. */
  z.object({ kind: z.literal('over'), wrong: z.string().nullable(), met: z.set(z.number()) }),
]);
export type Said = z.infer<typeof Said>;

interface Played {
  readonly answer: Answer;
  /** Nothing more can be played in that thread. */
  readonly isBroken: boolean;
}

/** For one session, of which some hundred take six seconds. */
const LIMITS = { seconds: 20, every: 1_000, stills: 300 };

/**
 * The leak fuzz as every run of the contract tests plays it, in a thread that knows every mutant and plays with one at a
 * time. What the play of one leaves behind may break the thread under the next: so that it breaks is believed only of a
 * thread that has played nothing else.
 */
export class Fuzz {
  readonly #sources: ReadonlyMap<string, string>;
  readonly #limits: Limits;
  #thread: Worker | null = null;
  #met: ReadonlySet<number> | null = null;

  constructor(schemas: ReadonlyMap<string, string>, limits: Limits = LIMITS) {
    this.#sources = new Map([...schemas].map(([file, source]) => [pathToFileURL(pathOf(file)).href, source]));
    this.#limits = limits;
  }

  /** Says what turned red with this mutant; 0 is the tree as it is, by whose play it is known which others it comes by. */
  async judge(number: number, signal: AbortSignal): Promise<Answer> {
    if (number !== 0 && this.#met?.has(number) === false) return green;
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

  async #play(number: number, signal: AbortSignal): Promise<Played> {
    signal.throwIfAborted();
    this.#thread ??= this.#start();
    const thread = this.#thread;
    const played = Promise.withResolvers<Played>();
    const breaks = (answer: Answer): void => played.resolve({ answer, isBroken: true });
    const over = new AbortController();
    const stop = (): void => played.reject(signal.reason);
    signal.addEventListener('abort', stop, { signal: over.signal });
    const on = (event: string, heard: (what: unknown) => void): void => {
      thread.on(event, heard);
      over.signal.addEventListener('abort', () => thread.off(event, heard));
    };
    let sessions = 0;
    on('message', (message) => {
      const said = Said.parse(message);
      if (said.kind === 'on') sessions += 1;
      else {
        if (number === 0) this.#met = said.met;
        played.resolve({ answer: said.wrong === null ? green : red(said.wrong), isBroken: false });
      }
    });
    on('error', (error) => breaks(red(error instanceof Error ? error.message : String(error))));
    on('exit', () => breaks(red('the fuzz waits for what can never come')));
    const patience = new Patience(this.#limits);
    let used = 0;
    const looking = setInterval(() => {
      // Answered by the thread itself, but also in the middle of a loop.
      thread.cpuUsage().then(
        (usage) => (used = secondsOf(usage)),
        () => undefined,
      );
      const ending = patience.look(used, sessions);
      if (ending !== null) breaks(patience.answer('the fuzz', ending));
    }, this.#limits.every);
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
