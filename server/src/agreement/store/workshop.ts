import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Edits } from './edits.ts';

/** No document takes so long; a worker that does has come to grief. */
const PATIENCE_MS = 60_000;
/** A worker without work ends: it holds some memory. Starting one costs as much as its usual work. */
const IDLE_MS = 60_000;

/** What is put together: the newest snapshot, and the edits after it. */
export interface Task {
  readonly snapshot: { readonly upto: number; readonly state: Uint8Array } | null;
  readonly packed: Edits['packed'];
}

const Answer = z.object({ state: z.instanceof(Uint8Array) });

/** Puts documents together on a thread of its own, one at a time. */
export class Workshop {
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;

  /** The document's state. Rejects when it does not fit together, or does not read back as it was made. */
  async stateOf(task: Task): Promise<Uint8Array> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const worker = this.#begun();
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), PATIENCE_MS);
    try {
      worker.postMessage(task);
      const answer: unknown[] = await once(worker, 'message', { signal: late.signal });
      return Answer.parse(answer[0]).state;
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearTimeout(timer);
      this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #begun(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./compaction-worker.ts', import.meta.url));
    worker.unref();
    // Whoever waits for an answer is told; nobody else needs to be.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    this.#worker = worker;
    return worker;
  }
}
