import { ConsumerId } from '@parley/shared/ids';
import { observer } from 'mediasoup';
import type { Consumer, Router, Transport, Worker } from 'mediasoup/types';
import type { Harness } from '../contract/scene.ts';
import type { SfuNode } from '../core/node.ts';
import { embeddedSfu } from './embedded.ts';
import type { EmbeddedOptions } from './options.ts';

export function workerBin(): string {
  const path = process.env['MEDIASOUP_WORKER_BIN'];
  if (!path) throw new Error('MEDIASOUP_WORKER_BIN must name a mediasoup-worker, as `npm test` sees to');
  return path;
}

export interface EmbeddedHarness extends Harness {
  readonly sfu: SfuNode;
  readonly workers: ReadonlySet<Worker>;
}

/** The real SFU on loopback, and what its workers themselves say is there. */
export async function embeddedHarness(change: Partial<EmbeddedOptions> = {}): Promise<EmbeddedHarness> {
  const seen = new Seen();
  const sfu = await embeddedSfu({
    workerBin: workerBin(),
    workers: 2,
    listenIp: '127.0.0.1',
    firstPort: 0,
    ...change,
  });
  return {
    sfu,
    workers: seen.workers,
    consumers: async () => {
      const dumps = await Promise.all([...seen.routers.keys()].map((router) => router.dump()));
      return dumps.flatMap(({ mapConsumerIdProducerId }) =>
        mapConsumerIdProducerId.map(({ key }) => ConsumerId.parse(key)),
      );
    },
    failConsumer: () => {
      seen.failing += 1;
    },
    flows: async (id) => {
      const dump = await seen.consumers.get(id)?.dump();
      return dump !== undefined && !dump.paused && !dump.producerPaused;
    },
    // The contract has one session at a time: its worker is the one with a router.
    killWorker: async () => {
      await Promise.all([...new Set(seen.routers.values())].map(kill));
    },
    close: async () => {
      seen.end();
      await sfu.close();
    },
  };
}

export async function kill(worker: Worker): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    worker.observer.once('close', () => resolve());
  });
  process.kill(worker.pid, 'SIGKILL');
  await closed;
}

/** mediasoup's own objects, as they come and go. */
class Seen {
  readonly workers = new Set<Worker>();
  readonly routers = new Map<Router, Worker>();
  readonly consumers = new Map<string, Consumer>();
  /** So many of the next consumers fail to open. */
  failing = 0;

  constructor() {
    observer.on('newworker', this.#meet);
  }

  end(): void {
    observer.off('newworker', this.#meet);
  }

  #sabotage(transport: Transport): void {
    const consume = transport.consume.bind(transport);
    transport.consume = (options) => {
      if (this.failing === 0) return consume(options);
      this.failing -= 1;
      return Promise.reject(new Error('the worker will not'));
    };
  }

  readonly #meet = (worker: Worker): void => {
    this.workers.add(worker);
    worker.observer.once('close', () => this.workers.delete(worker));
    worker.observer.on('newrouter', (router) => {
      this.routers.set(router, worker);
      router.observer.once('close', () => this.routers.delete(router));
      router.observer.on('newtransport', (transport) => {
        this.#sabotage(transport);
        transport.observer.on('newconsumer', (consumer) => {
          this.consumers.set(consumer.id, consumer);
          consumer.observer.once('close', () => this.consumers.delete(consumer.id));
        });
      });
    });
  };
}
