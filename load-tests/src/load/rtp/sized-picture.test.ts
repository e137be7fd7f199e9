import { expect, test } from 'vitest';
import { seeded } from '../statistics/random.ts';
import { Tally } from '../tally.ts';
import { withExtensions } from './extensions.ts';
import { isControl, keyFramesAsked, readTail, writePacket } from './packet.ts';
import { writeSenderReport } from './sender-report.ts';
import { SizedPicture } from './sized-picture.ts';
import { kindOf, MOST_SIZES, sizeStreamOf, streamOf } from './streams.ts';

const sizes = [
  { packetsPerSecond: 50, packetBytes: 300, framesPerSecond: 25 },
  { packetsPerSecond: 200, packetBytes: 900, framesPerSecond: 25 },
];

function showing() {
  const tally = new Tally();
  const picture = new SizedPicture({ person: 3, shown: 'screen', sizes }, tally, seeded(1));
  const all: Buffer[] = [];
  const began = performance.now();
  picture.begin((packet) => all.push(packet), 9);
  /** The clock goes on so far, a look every five milliseconds. */
  const until = (ms: number): void => {
    for (let at = 0; at <= ms; at += 5) picture.tick(began + 5 + at);
  };
  const of = (size: number): Buffer[] =>
    all.filter((packet) => readTail(packet)?.stream === sizeStreamOf(3, 'screen', size));
  const reports = (): Buffer[] => all.filter(isControl);
  return { picture, until, of, reports, all };
}

/** Behind the header and what the packet says of itself: the first two bytes of the payload. */
const begins = (packet: Buffer): string => {
  const from = 16 + 4 * packet.readUInt16BE(14);
  return packet.subarray(from, from + 2).toString('hex');
};
const wholes = (packets: readonly Buffer[]): number =>
  packets.filter((packet) => begins(packet) === '1000').length;
const pictureLoss = (ssrc: number): Buffer => {
  const packet = Buffer.from('81ce00020000000100000000', 'hex');
  packet.writeUInt32BE(ssrc, 8);
  return packet;
};

test('of everyone each size of each picture is a stream of its own', () => {
  const all = [0, 1, 2].flatMap((person) => [
    streamOf(person, 'audio'),
    ...(['camera', 'screen'] as const).flatMap((shown) =>
      Array.from({ length: MOST_SIZES }, (_, size) => sizeStreamOf(person, shown, size)),
    ),
  ]);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((stream) => kindOf(stream) === 'audio')).toHaveLength(3);
});

test('a picture goes out in all its sizes at once, each at its rate and from where its sender stands', () => {
  const { until, of } = showing();
  until(1_000);
  expect(of(0).length).toBeGreaterThanOrEqual(50);
  expect(of(0).length).toBeLessThanOrEqual(54);
  expect(of(1).length).toBeGreaterThanOrEqual(200);
  expect(of(1).length).toBeLessThanOrEqual(208);
  expect(new Set([...of(0), ...of(1)].map((packet) => readTail(packet)?.place))).toEqual(new Set([9]));
});

test('each packet names its picture and its size, by the numbers that are told with the track', () => {
  const { picture, until, of } = showing();
  until(100);
  expect(picture.track).toMatchObject({ shown: 'screen', mid: '2', rids: ['r0', 'r1'] });
  for (const [size, rid] of picture.track.rids.entries()) {
    const [packet] = of(size);
    expect(packet?.subarray(12, 24).toString('hex')).toBe(
      `bede0002${'40'}${Buffer.from('2').toString('hex')}a1${Buffer.from(rid).toString('hex')}000000`,
    );
  }
});

test('only the size that is asked for again becomes whole', () => {
  const { picture, until, of } = showing();
  until(200);
  expect([0, 1].map((size) => wholes(of(size)))).toEqual([1, 1]);
  picture.feedback(pictureLoss(of(1)[0]?.readUInt32BE(8) ?? 0));
  picture.feedback(pictureLoss(4_711));
  until(400);
  expect([0, 1].map((size) => wholes(of(size)))).toEqual([1, 2]);
});

test('of each size it is soon said, and then once a second, when its packets are of', () => {
  const { until, of, reports } = showing();
  until(480);
  expect(reports()).toEqual([]);
  until(560);
  const ssrcs = [0, 1].map((size) => of(size)[0]?.readUInt32BE(8));
  expect(reports().map((report) => report.readUInt32BE(4))).toEqual(ssrcs);
  until(1_480);
  expect(reports()).toHaveLength(2);
  until(1_600);
  expect(reports()).toHaveLength(4);
});

test('what has ended, and what nobody stands for any more, is not sent', () => {
  const { picture, until, all } = showing();
  picture.end();
  until(500);
  expect(all).toEqual([]);
});

test('a report says a moment by both clocks', () => {
  const report = writeSenderReport({ ssrc: 7, epochMs: 1_500, timestamp: 90_000, packets: 3, bytes: 400 });
  expect(report.toString('hex')).toBe(
    '80c8000600000007' + '83aa7e81' + '80000000' + '00015f90' + '0000000300000190',
  );
});

test('what a packet says of itself stands behind its header, and all else behind it', () => {
  const packet = writePacket({
    payloadType: 96,
    sequence: 1,
    timestamp: 2,
    ssrc: 3,
    marker: false,
    bytes: 60,
    begins: [1, 2],
    stream: 4,
    place: 5,
    count: 6,
    at: 7,
  });
  const extended = withExtensions(packet, [{ id: 1, value: 'ab' }]);
  expect(extended.readUInt8(0)).toBe(0x90);
  expect(extended.subarray(12, 20).toString('hex')).toBe('bede000111616200');
  expect(extended.subarray(20)).toEqual(packet.subarray(12));
  expect(readTail(extended)).toEqual(readTail(packet));
});

test('of which streams a whole picture is asked for is read from either way of asking', () => {
  const fullIntra = Buffer.from('84ce000600000001000000000000000201000000' + '0000000302000000', 'hex');
  expect(keyFramesAsked(Buffer.concat([pictureLoss(9), fullIntra]))).toEqual([9, 2, 3]);
  expect(keyFramesAsked(pictureLoss(9).subarray(0, 8))).toEqual([]);
});
