import type { ProducerId } from '@parley/shared/ids';
import type { Producer, Router, RtpCapabilities } from 'mediasoup/types';
import type { MediaRouter, RouterEvents } from '../core/media.ts';
import type { Alike } from '../lib/alike.ts';
import type { Timers } from '../lib/timers.ts';
import { mediaCodecs } from './codecs.ts';
import { openEar } from './ear.ts';
import { openPeer } from './peer.ts';
import type { Bench } from './workers.ts';

/** mediasoup's shortest. */
const LEVELS_EVERY_MS = 250;
/** dBov: below this it is the noise of a room. */
const AUDIBLE = -60;
const MOST_LEVELS = 50;

export interface RouterSettings {
  readonly maxIncomingBitrate: number;
  readonly timers: Timers;
  /** What all browsers can, on all routers. */
  readonly alike: Alike<RtpCapabilities>;
}

/** A router on that worker, with an observer of how loud everyone is. Rejects when the worker dies meanwhile. */
export async function openRouter(
  bench: Bench,
  settings: RouterSettings,
  events: RouterEvents,
): Promise<MediaRouter> {
  const { worker, server } = bench;
  const router = await worker.createRouter({ mediaCodecs });
  // A worker that was closed rather than died was closed by the end of this process: nothing is to be mended.
  router.on('workerclose', () => {
    if (worker.died) events.lost();
  });
  countLoad(bench, router);
  const ids = new WeakMap<Producer, ProducerId>();
  const levels = await router.createAudioLevelObserver({
    interval: LEVELS_EVERY_MS,
    threshold: AUDIBLE,
    maxEntries: MOST_LEVELS,
  });
  levels.on('volumes', (volumes) => {
    events.levels(
      volumes.flatMap(({ producer, volume }) => {
        const id = ids.get(producer);
        return id === undefined ? [] : [{ producer: id, volume }];
      }),
    );
  });
  levels.on('silence', () => events.levels([]));

  const producers = new Map<ProducerId, Producer>();
  const published = {
    find: (id: ProducerId) => producers.get(id),
    add: async (id: ProducerId, producer: Producer) => {
      producers.set(id, producer);
      ids.set(producer, id);
      producer.observer.once('close', () => {
        if (producers.get(id) === producer) producers.delete(id);
      });
      if (producer.kind === 'audio') await levels.addProducer({ producerId: producer.id });
    },
  };

  return {
    openPeer: (_peer, capabilities, peerEvents) =>
      openPeer({ ...settings, router, server, published, capabilities, events: peerEvents }),
    openEar: (_peer, earEvents) =>
      openEar({ router, find: published.find, timers: settings.timers, events: earEvents }),
    // The worker takes what it is asked in order, so that any answer to a later request will do.
    settled: async () => {
      await worker.getResourceUsage();
    },
    close: () => router.close(),
  };
}

/** One unit for the router, and for each transport and track on it. */
function countLoad(bench: Bench, router: Router): void {
  const count = (observer: { once(event: 'close', listener: () => void): unknown }): void => {
    bench.load += 1;
    observer.once('close', () => {
      bench.load -= 1;
    });
  };
  count(router.observer);
  router.observer.on('newtransport', (transport) => {
    count(transport.observer);
    transport.observer.on('newproducer', (producer) => count(producer.observer));
    transport.observer.on('newconsumer', (consumer) => count(consumer.observer));
  });
}
