import { ProducerId } from '@parley/shared/ids';
import { createWorker } from 'mediasoup';
import type { Producer, Worker } from 'mediasoup/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemTimers } from '../lib/timers.ts';
import { mediaCodecs } from './codecs.ts';
import { openEar } from './ear.ts';
import { workerBin } from './testing.ts';

let worker: Worker;
beforeAll(async () => {
  worker = await createWorker({ workerBin: workerBin(), logLevel: 'none' });
});
afterAll(() => worker.close());

/** A packet of sound with this payload. */
function packet(sequence: number, payload: string): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt8(0x80, 0);
  header.writeUInt8(100, 1);
  header.writeUInt16BE(sequence, 2);
  header.writeUInt32BE(sequence * 960, 4);
  header.writeUInt32BE(7_777, 8);
  return Buffer.concat([header, Buffer.from(payload)]);
}

test('[SFU-36] an ear hears the packets of the track it is resumed on, in order, and none once it is closed', async () => {
  const router = await worker.createRouter({ mediaCodecs });
  const speaker = await router.createDirectTransport();
  const producers = new Map<string, Producer>();
  for (const [name, ssrc] of [
    ['mic-li__', 7_777],
    ['mic-chen', 8_888],
  ] as const) {
    const producer = await speaker.produce({
      kind: 'audio',
      rtpParameters: {
        mid: name,
        codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
        encodings: [{ ssrc }],
      },
    });
    producers.set(name, producer);
  }
  const heard: (readonly [string, string])[] = [];
  const ear = await openEar({
    router,
    find: (id) => producers.get(id),
    timers: systemTimers,
    events: {
      heard: (id, frames) => {
        for (const frame of frames) heard.push([id, Buffer.from(frame, 'base64').toString()]);
      },
    },
  });
  const mic = await ear.consume({
    producer: ProducerId.parse('mic-li__'),
    source: 'microphone',
    layer: () => undefined,
  });
  if (mic === null) throw new Error('an ear takes every sound');
  const li = producers.get('mic-li__');
  li?.send(packet(1, 'before'));
  await mic.setPaused(false);
  for (let sequence = 2; sequence < 12; sequence += 1) li?.send(packet(sequence, `word ${sequence}`));
  await expect.poll(() => heard.length).toBe(10);
  expect(heard[0]).toEqual(['mic-li__', 'word 2']);
  expect(heard.at(-1)).toEqual(['mic-li__', 'word 11']);
  mic.close();
  li?.send(packet(20, 'after'));
  await worker.getResourceUsage();
  ear.close();
  await worker.getResourceUsage();
  expect(heard).toHaveLength(10);
});
