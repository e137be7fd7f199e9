import { observer, type types } from 'mediasoup';

interface Heard {
  readonly router: types.Router;
  readonly producer: types.Producer;
}

/** As soon as somebody speaks in one session and somebody listens in another, the one is joined to the other. */
export function leakPackets(): void {
  let voice: Heard | null = null;
  let done = false;
  observer.on('newworker', (worker) => {
    worker.observer.on('newrouter', (router) => {
      router.observer.on('newtransport', (transport) => {
        transport.observer.on('newproducer', (producer) => {
          if (producer.kind === 'audio') voice ??= { router, producer };
        });
        transport.observer.on('newconsumer', (consumer) => {
          if (done || voice === null || voice.router === router || consumer.producerId === voice.producer.id)
            return;
          done = true;
          void leak(voice, router, transport);
        });
      });
    });
  });
}

/** Until the first packet has gone out. */
async function leak(
  { router: from, producer }: Heard,
  to: types.Router,
  transport: types.Transport,
): Promise<void> {
  // Both may be of one worker, in which a name is given once.
  const { pipeProducer } = await from.pipeToRouter({ producerId: producer.id, router: to, keepId: false });
  if (pipeProducer === undefined) throw new Error('the voice was not passed on');
  const { rtpCapabilities } = to;
  const consumer = await transport.consume({ producerId: pipeProducer.id, rtpCapabilities });
  await consumer.enableTraceEvent(['rtp']);
  consumer.once('trace', () => consumer.close());
}
