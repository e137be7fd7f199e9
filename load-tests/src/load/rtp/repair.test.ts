import { expect, test } from 'vitest';
import { readNacks, writeNack } from './nack.ts';
import { writePacket } from './packet.ts';
import { Missing, Sent } from './repair.ts';
import { answersTo } from './round-trip.ts';

const packet = (sequence: number, ssrc = 7): Buffer =>
  writePacket({
    payloadType: 111,
    sequence,
    timestamp: 0,
    ssrc,
    marker: false,
    bytes: 60,
    begins: [0, 0],
    stream: 0,
    place: 0,
    count: 0,
    at: 0,
  });

test('packets that are asked for again are named, near ones together, and read as they were written', () => {
  const all = [65_534, 65_535, 0, 14, 15, 40];
  const nack = writeNack(0xdeadbeef, all);
  expect(nack.subarray(0, 2).toString('hex')).toBe('81cd');
  expect(nack).toHaveLength(12 + 3 * 4);
  expect(readNacks(nack)).toEqual(all.map((sequence) => ({ ssrc: 0xdeadbeef, sequence })));
  const report = Buffer.from('80c9000100000001', 'hex');
  expect(readNacks(Buffer.concat([report, nack]))).toHaveLength(all.length);
});

test('in what asks for nothing, or is cut short, nothing is read', () => {
  expect(readNacks(Buffer.from('80c9000100000001', 'hex'))).toEqual([]);
  expect(readNacks(writeNack(1, [5]).subarray(0, 14))).toEqual([]);
  expect(readNacks(Buffer.alloc(0))).toEqual([]);
});

const asked = (missing: Missing, now: number): number[] =>
  missing.due(now).flatMap((each) => readNacks(each).map(({ sequence }) => sequence));

test('what is lacking is asked for at once, and again until it comes', () => {
  const missing = new Missing();
  for (const sequence of [65_534, 0, 3]) missing.received(packet(sequence), 0);
  expect(asked(missing, 0)).toEqual([65_535, 1, 2]);
  expect(asked(missing, 39)).toEqual([]);
  missing.received(packet(1), 40);
  expect(asked(missing, 40)).toEqual([65_535, 2]);
});

test('what does not come is given up in the end, and a new beginning is none that lacks anything', () => {
  const missing = new Missing();
  for (const sequence of [1, 3]) missing.received(packet(sequence), 0);
  const times = Array.from({ length: 20 }, (_, index) => asked(missing, index * 40).length);
  expect(times.reduce((sum, each) => sum + each, 0)).toBe(8);
  missing.received(packet(5_000), 0);
  expect(asked(missing, 0)).toEqual([]);
});

test('a sender sends again what it is asked for and still has', () => {
  const sent = new Sent();
  for (let sequence = 0; sequence < 1_100; sequence += 1) sent.keep(packet(sequence));
  expect(sent.asked(writeNack(7, [1_000, 10])).map((each) => each.readUInt16BE(2))).toEqual([1_000]);
  expect(sent.asked(writeNack(8, [1_000]))).toEqual([]);
});

test('a sender’s report is answered at once with the time it was sent at', () => {
  const report = Buffer.from('80c80006deadbeef0102030405060708000000000000000100000002', 'hex');
  const [answer, ...more] = answersTo(Buffer.concat([Buffer.from('80c9000100000001', 'hex'), report]));
  expect(more).toEqual([]);
  expect(answer?.toString('hex')).toBe('81c9000700000001deadbeef0000000000000000000000000304050600000000');
  expect(answersTo(writeNack(1, [1]))).toEqual([]);
});
