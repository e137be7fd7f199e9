import { appendFileSync } from 'node:fs';
import { observer } from 'mediasoup';
import type { Trace } from './record.ts';

/**
 * Loaded into the server before its own code (`node --import`): writes down when a microphone is opened at the
 * SFU and, for every sound it forwards to somebody, when its first packet left and, once it is closed, when its last did. Times are the machine's monotonic
 * clock, milliseconds, as the worker stamps each packet.
 */
const file = process.env['MOVE_TRACE'] ?? '';

const write = (trace: Trace): void => appendFileSync(file, `${JSON.stringify(trace)}\n`);

observer.on('newworker', (worker) => {
  worker.observer.on('newrouter', (router) => {
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newproducer', ({ kind }) => {
        if (kind === 'audio') write({ kind: 'opened', at: Number(process.hrtime.bigint()) / 1e6 });
      });
      transport.observer.on('newconsumer', (consumer) => {
        if (consumer.kind !== 'audio') return;
        let last: number | null = null;
        consumer.on('trace', ({ type, timestamp }) => {
          if (type !== 'rtp') return;
          if (last === null) write({ kind: 'first', at: timestamp });
          last = timestamp;
        });
        consumer.observer.once('close', () => {
          if (last !== null) write({ kind: 'last', at: last });
        });
        consumer.enableTraceEvent(['rtp']).catch(() => undefined);
      });
    });
  });
});
