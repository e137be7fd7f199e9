import { expect, test } from 'vitest';
import { asksForKeyFrame, isControl, type Outgoing, readTail, writePacket } from './packet.ts';

const tail = { stream: 7, place: 3, count: 65_537, at: 1234.5678 };

const packet: Outgoing = {
  payloadType: 96,
  sequence: 65_537,
  timestamp: 2 ** 32 + 5,
  ssrc: 0xdeadbeef,
  marker: true,
  bytes: 1_100,
  begins: [0x10, 0x01],
  ...tail,
};

test('a packet has the header of RTP, with numbers that wrap', () => {
  const written = writePacket(packet);
  expect(written).toHaveLength(1_112);
  expect(written.subarray(0, 14).toString('hex')).toBe('80e0000100000005deadbeef1001');
});

test('when, from where and of which stream it was sent can be read behind whatever comes before it', () => {
  const written = writePacket(packet);
  const rewritten = Buffer.concat([written.subarray(0, 12), Buffer.alloc(8), written.subarray(12)]);
  for (const each of [written, rewritten]) expect(readTail(each)).toEqual(tail);
});

test('of what was not sent by us nothing is read', () => {
  expect(readTail(Buffer.alloc(1_000))).toBeNull();
  expect(readTail(Buffer.alloc(3))).toBeNull();
  const control = writePacket(packet);
  control.writeUInt8(206, 1);
  expect(readTail(control)).toBeNull();
});

test('RTCP is told from RTP, with and without a marker', () => {
  expect(isControl(Buffer.from([0x80, 200]))).toBe(true);
  expect(isControl(Buffer.from([0x80, 96]))).toBe(false);
  expect(isControl(Buffer.from([0x80, 0xe0]))).toBe(false);
  expect(isControl(Buffer.alloc(0))).toBe(false);
});

const receiverReport = Buffer.from('80c9000100000001', 'hex');
const pictureLoss = Buffer.from('81ce00020000000100000002', 'hex');
const fullIntra = Buffer.from('84ce000400000001000000000000000201000000', 'hex');
const estimate = Buffer.from('8fce0002000000010000000052454d42', 'hex').subarray(0, 12);

test.each([
  ['a picture loss', pictureLoss, true],
  ['a full intra request', fullIntra, true],
  ['either behind a report', Buffer.concat([receiverReport, pictureLoss]), true],
  ['a report', receiverReport, false],
  ['an estimate', estimate, false],
  ['half a packet', pictureLoss.subarray(0, 3), false],
])('%s: asks for a whole picture or not', (_what, feedback, asks) => {
  expect(asksForKeyFrame(feedback)).toBe(asks);
});
