import { readdir } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { between, type Counters, readCounters } from '../machine/counters.ts';
import { memoryOf } from '../machine/processes.ts';
import type { Processes, Product } from '../parley/product.ts';
import type { Cores } from '../result.ts';
import { Histogram } from '../statistics/histogram.ts';
import { quantile } from '../statistics/quantile.ts';
import type { Tally } from '../tally.ts';

const SAMPLE_MS = 1_000;

/** One second of a day. */
export interface DaySample {
  /** Seconds since the watch began. */
  readonly at: number;
  readonly packetsPerSecond: number;
  readonly messagesPerSecond: number;
  readonly latencyP99Ms: number | null;
  /** Null of the second in which a process was another one: its count went with it. */
  readonly cores: Cores | null;
  readonly memoryMb: { readonly server: number; readonly media: number; readonly database: number };
  readonly handles: { readonly server: number; readonly media: number };
  /** How late the generator was, p99. */
  readonly lateMs: number;
}

/** Looks once a second at what is heard, and at the product's processes, whichever they are by then. */
export class Watch {
  readonly samples: DaySample[] = [];
  readonly packets = new Histogram();
  readonly messages = new Histogram();
  readonly #product: Product;
  readonly #tallies: { readonly packets: Tally; readonly messages: Tally };
  readonly #delay = monitorEventLoopDelay({ resolution: 5 });
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #began = 0;
  #last: Counters | null = null;
  #processes: Processes | null = null;

  constructor(product: Product, tallies: { readonly packets: Tally; readonly messages: Tally }) {
    this.#product = product;
    this.#tallies = tallies;
  }

  async start(): Promise<void> {
    this.#began = performance.now();
    this.#delay.enable();
    this.#tallies.packets.takeSecond();
    this.#tallies.messages.takeSecond();
    await this.#look(false);
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.#look(true));
    }, SAMPLE_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#looking;
    this.#delay.disable();
  }

  async #look(keeps: boolean): Promise<void> {
    // While one is being started again, there is none to be found.
    const processes = await this.#product.processes().catch(() => this.#processes);
    if (processes === null) return;
    const { server, media, database } = processes;
    const isSame = this.#processes !== null && areSame(this.#processes, processes);
    this.#processes = processes;
    const now = await readCounters({ measured: media, rest: [server, ...database] });
    const last = this.#last;
    this.#last = now;
    const packets = this.#tallies.packets.takeSecond();
    const messages = this.#tallies.messages.takeSecond();
    for (const latency of packets.latencies) this.packets.add(latency);
    for (const latency of messages.latencies) this.messages.add(latency);
    if (!keeps || last === null) return;
    const seconds = (now.at - last.at) / 1_000;
    this.samples.push({
      at: (now.at - this.#began) / 1_000,
      packetsPerSecond: packets.received / seconds,
      messagesPerSecond: messages.received / seconds,
      latencyP99Ms: packets.latencies.length === 0 ? null : quantile(packets.latencies, 0.99),
      cores: isSame ? between(last, now).cores : null,
      memoryMb: {
        server: (await memoryOf([server])) / 1_024,
        media: (await memoryOf(media)) / 1_024,
        database: (await memoryOf(database)) / 1_024,
      },
      handles: { server: await handlesOf([server]), media: await handlesOf(media) },
      lateMs: this.#delay.percentile(99) / 1e6,
    });
    this.#delay.reset();
  }
}

/** A database's own come and go, and take little. */
const areSame = (one: Processes, other: Processes): boolean =>
  one.server === other.server && one.media.join() === other.media.join();

async function handlesOf(pids: readonly number[]): Promise<number> {
  const all = await Promise.all(pids.map((pid) => readdir(`/proc/${pid}/fd`).catch(() => [])));
  return all.flat().length;
}
