import { Refusal } from '@parley/shared/errors';
import { ConsumerId, type ProducerId } from '@parley/shared/ids';
import { RtpParameters } from '@parley/shared/sfu';
import type { DirectTransport, Producer, Router } from 'mediasoup/types';
import type { EarEvents, MediaConsumer, MediaPeer } from '../core/media.ts';
import { FrameBatch } from '../lib/frame-batch.ts';
import type { Timers } from '../lib/timers.ts';
import { payloadOf } from './rtp-packet.ts';

interface EarParts {
  readonly router: Router;
  readonly find: (id: ProducerId) => Producer | undefined;
  readonly timers: Timers;
  readonly events: EarEvents;
}

const nothing = (): Promise<never> => Promise.reject(new Refusal('media.unknown'));

/** Hears in this process what it is joined to; nothing of it goes over a network. */
export async function openEar(parts: EarParts): Promise<MediaPeer> {
  const transport = await parts.router.createDirectTransport();
  return {
    connect: nothing,
    restartIce: nothing,
    produce: nothing,
    consume: ({ producer }) => consume(transport, parts, producer),
    close: () => transport.close(),
  };
}

async function consume(
  transport: DirectTransport,
  { router, find, timers, events }: EarParts,
  id: ProducerId,
): Promise<MediaConsumer> {
  const producer = find(id);
  if (producer === undefined) throw new Refusal('media.unknown');
  const { rtpCapabilities } = router;
  const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities, paused: true });
  const batch = new FrameBatch(timers, (frames) => events.heard(id, frames));
  consumer.on('rtp', (packet) => {
    const payload = payloadOf(packet);
    if (payload !== null) batch.add(payload);
  });
  consumer.observer.once('close', () => batch.close());
  return {
    id: ConsumerId.parse(consumer.id),
    kind: consumer.kind,
    rtpParameters: RtpParameters.parse(consumer.rtpParameters),
    setPaused: (paused) => (paused ? consumer.pause() : consumer.resume()),
    preferLayer: async () => undefined,
    close: () => consumer.close(),
  };
}
