import { type SfuNode, sfuOn } from '../core/node.ts';
import { Alike } from '../lib/alike.ts';
import { systemTimers } from '../lib/timers.ts';
import { routerCapabilities } from './codecs.ts';
import type { EmbeddedOptions } from './options.ts';
import { openRouter, type RouterSettings } from './router.ts';
import { Workers } from './workers.ts';

/** A camera in three layers and a shared screen. */
const MAX_INCOMING_BITRATE = 6_000_000;

/**
 * The real SFU, inside this process. The media itself never passes through it: mediasoup's workers are processes
 * of their own already, so no further thread or channel stands between.
 *
 * Rejects when no worker starts: a program that does not run here, or `UnusableAddress`.
 */
export async function embeddedSfu(options: EmbeddedOptions): Promise<SfuNode> {
  const workers = await Workers.start(options);
  const settings: RouterSettings = {
    maxIncomingBitrate: options.maxIncomingBitrate ?? MAX_INCOMING_BITRATE,
    timers: options.timers ?? systemTimers,
    alike: new Alike(),
  };
  return sfuOn(
    {
      capabilities: routerCapabilities(),
      openRouter: async (_session, events) => openRouter(await workers.pick(), settings, events),
      workers: () => workers.stats(),
      close: async () => workers.close(),
    },
    options,
  );
}
