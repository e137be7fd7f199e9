import { Refusal } from '@parley/shared/errors';
import { createWorker } from 'mediasoup';
import type { WebRtcServer, Worker } from 'mediasoup/types';
import type { WorkerStats } from '../core/media.ts';
import { systemTimers, type Timers } from '../lib/timers.ts';
import type { EmbeddedOptions } from './options.ts';
import { whyUnbound } from './unusable-address.ts';

const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 5_000;
/** How long a new session waits for a worker while all are being restarted. */
const PATIENCE_MS = 3_000;
/** How often each worker is asked for a sign of life, and how many times in vain before it is put down. */
const WATCH_MS = 2_000;
const MOST_MISSED = 3;

/** One worker process, its one pair of ports, and how much it has to do. */
export interface Bench {
  readonly worker: Worker;
  readonly server: WebRtcServer;
  /** Routers, transports and tracks; one unit each. */
  load: number;
}

/** Keeps as many workers alive as there shall be. */
export class Workers {
  readonly #options: EmbeddedOptions;
  readonly #benches = new Map<number, Bench>();
  readonly #waiting = new Set<(bench: Bench) => void>();
  readonly #timers: Timers;
  #closed = false;

  private constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
  }

  /** Rejects when not even one worker will start. */
  static async start(options: EmbeddedOptions): Promise<Workers> {
    const workers = new Workers(options);
    try {
      await Promise.all(Array.from({ length: options.workers }, (_, index) => workers.#start(index)));
    } catch (error) {
      workers.close();
      throw error;
    }
    return workers;
  }

  /** The one with the least to do. Rejects with `sfu.unavailable` when none comes back in time. */
  async pick(): Promise<Bench> {
    const benches = [...this.#benches.values()];
    const [first, ...more] = benches;
    if (first !== undefined) return more.reduce((best, each) => (each.load < best.load ? each : best), first);
    if (this.#closed) throw new Refusal('sfu.unavailable');
    return new Promise((resolve, reject) => {
      const arrived = (bench: Bench): void => {
        cancel();
        this.#waiting.delete(arrived);
        resolve(bench);
      };
      const cancel = this.#timers.after(PATIENCE_MS, () => {
        this.#waiting.delete(arrived);
        reject(new Refusal('sfu.unavailable'));
      });
      this.#waiting.add(arrived);
    });
  }

  async stats(): Promise<WorkerStats[]> {
    const asked = await Promise.allSettled([...this.#benches.values()].map(statsOf));
    return asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }

  close(): void {
    this.#closed = true;
    for (const { worker } of this.#benches.values()) worker.close();
    this.#benches.clear();
  }

  async #start(index: number): Promise<void> {
    const { workerBin, listenIp, announcedAddress, firstPort, logger, stopping } = this.#options;
    const worker = await createWorker({ workerBin, logLevel: 'warn' });
    const at = {
      ip: listenIp,
      ...(announcedAddress === undefined ? {} : { announcedAddress }),
      ...(firstPort === 0 ? {} : { port: firstPort + index }),
    };
    try {
      const server = await worker.createWebRtcServer({
        listenInfos: [
          { ...at, protocol: 'udp' },
          { ...at, protocol: 'tcp' },
        ],
      });
      if (this.#closed) return worker.close();
      worker.on('died', (error) => {
        this.#benches.delete(index);
        if (stopping?.aborted === true) return;
        logger?.error({ worker: index, err: error }, 'a media worker died');
        this.#restart(index, FIRST_RETRY_MS);
      });
      const bench = { worker, server, load: 0 };
      this.#benches.set(index, bench);
      this.#watch(index, worker);
      for (const arrived of this.#waiting) arrived(bench);
    } catch (error) {
      worker.close();
      throw whyUnbound(error);
    }
  }

  #restart(index: number, delayMs: number): void {
    this.#timers.after(delayMs, () => {
      if (this.#closed) return;
      this.#start(index).catch((error: unknown) => {
        this.#options.logger?.error({ worker: index, err: error }, 'a media worker does not start');
        this.#restart(index, Math.min(delayMs * 2, LAST_RETRY_MS));
      });
    });
  }

  /** A worker that hangs carries no media and acknowledges nothing: better it dies, and all begin anew. */
  #watch(index: number, worker: Worker): void {
    let missed = 0;
    let asked = false;
    const look = (): void => {
      if (worker.closed) return;
      if (asked) missed += 1;
      if (missed >= MOST_MISSED) {
        this.#options.logger?.error({ worker: index }, 'a media worker hangs and is put down');
        process.kill(worker.pid, 'SIGKILL');
        return;
      }
      if (!asked) {
        asked = true;
        worker.getResourceUsage().then(
          () => {
            asked = false;
            missed = 0;
          },
          () => undefined,
        );
      }
      this.#timers.after(WATCH_MS, look);
    };
    this.#timers.after(WATCH_MS, look);
  }
}

async function statsOf({ worker, load }: Bench): Promise<WorkerStats> {
  const usage = await worker.getResourceUsage();
  return {
    pid: worker.pid,
    load,
    cpuSeconds: (usage.ru_utime + usage.ru_stime) / 1_000,
    peakMemoryBytes: usage.ru_maxrss * 1_024,
  };
}
