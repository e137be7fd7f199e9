import { expect, test } from 'vitest';
import { MediaScenario } from '../scenario.ts';
import { roundScenarios } from '../scenarios.ts';
import { seeded } from '../statistics/random.ts';
import { Listening, Stays } from '../place/stays.ts';
import { Tally } from '../tally.ts';
import { Ear } from './ear.ts';
import { readTail } from './packet.ts';
import { kindOf, streamOf } from './streams.ts';
import { Voice } from './voice.ts';

const scenario = MediaScenario.parse({
  ...roundScenarios.find(({ name }) => name === 'trial'),
  video: { packetsPerSecond: 250, packetBytes: 1_100, framesPerSecond: 25 },
  audio: { packetsPerSecond: 50, packetBytes: 120 },
});

function speaking(seed = 1) {
  const tally = new Tally();
  const voice = new Voice(3, scenario, tally, seeded(seed));
  const packets: Buffer[] = [];
  voice.begin((packet) => packets.push(packet));
  const began = performance.now();
  /** The clock goes on so far, a look every five milliseconds. */
  const until = (ms: number): void => {
    for (let at = 0; at <= ms; at += 5) voice.tick(began + 30 + at);
  };
  const of = (kind: 'audio' | 'video'): Buffer[] =>
    packets.filter((packet) => kindOf(readTail(packet)?.stream ?? -1) === kind);
  return { tally, voice, packets, until, of };
}

test('a person has two streams, and each stream says which it is', () => {
  expect([streamOf(4, 'audio'), streamOf(4, 'video')].map(kindOf)).toEqual(['audio', 'video']);
  expect(new Set([0, 1, 2].flatMap((each) => [streamOf(each, 'audio'), streamOf(each, 'video')])).size).toBe(
    6,
  );
});

test('in a second as many packets are sent as the scenario says, numbered one after another', () => {
  const { until, of } = speaking();
  until(1_000);
  expect(of('video').length).toBeGreaterThanOrEqual(250);
  expect(of('video').length).toBeLessThanOrEqual(260);
  expect(of('audio').length).toBeGreaterThanOrEqual(50);
  expect(of('audio').length).toBeLessThanOrEqual(53);
  for (const kind of ['audio', 'video'] as const) {
    const numbers = of(kind).map((packet) => packet.readUInt16BE(2));
    expect(numbers.slice(1).every((number, index) => number === ((numbers[index] ?? 0) + 1) % 65_536)).toBe(
      true,
    );
  }
});

test('the packets of a picture share its time, and the last of them says that it is the last', () => {
  const { until, of } = speaking();
  until(200);
  const [first, second] = [of('video').slice(0, 10), of('video').slice(10, 20)];
  expect(new Set(first.map((packet) => packet.readUInt32BE(4))).size).toBe(1);
  expect(first.map((packet) => packet.readUInt8(1) >> 7)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  const gap = (second[0]?.readUInt32BE(4) ?? 0) - (first[0]?.readUInt32BE(4) ?? 0);
  expect(gap).toBe(3_600);
});

/** Which of the pictures sent so far are whole. */
const wholes = (video: readonly Buffer[]): number[] =>
  video.flatMap((packet, index) =>
    packet.readUInt8(12) === 0x10 && packet.readUInt8(13) === 0 ? [Math.floor(index / 10)] : [],
  );

test('the first picture is whole, and the next one after whole ones are asked for', () => {
  const { voice, until, of } = speaking();
  until(100);
  expect(wholes(of('video'))).toEqual([0]);
  const before = Math.ceil(of('video').length / 10);
  voice.feedback(Buffer.from('81ce00020000000100000002', 'hex'));
  until(400);
  expect(wholes(of('video'))).toEqual([0, before]);
});

test('whoever has ended sends nothing', () => {
  const { voice, until, packets } = speaking();
  voice.end();
  until(500);
  expect(packets).toEqual([]);
});

test('the same seed names the same tracks', () => {
  expect(speaking(5).voice.tracks).toEqual(speaking(5).voice.tracks);
  expect(speaking(5).voice.tracks).not.toEqual(speaking(6).voice.tracks);
});

test('packets count by when they were sent, also those that come after the window', () => {
  const tally = new Tally();
  tally.count({ from: 100, to: 200 });
  for (const at of [99, 100, 150, 199, 200]) tally.sent(6, at);
  tally.received(99, 150);
  tally.received(150, 152);
  tally.received(199, 240);
  tally.received(200, 201);
  expect(tally.sentInWindow(6)).toBe(3);
  expect(tally.sentInWindow(7)).toBe(0);
  expect(tally.receivedInWindow).toBe(2);
  expect(tally.latencies).toEqual([2, 41]);
  expect(tally.takeSecond()).toEqual({ sent: 5, received: 4, latencies: [51, 2, 41, 1] });
  expect(tally.takeSecond()).toEqual({ sent: 0, received: 0, latencies: [] });
});

test('an ear remembers when the first sound and the first picture came, and counts what is ours', () => {
  const { until, packets } = speaking();
  until(100);
  const tally = new Tally();
  const ear = new Ear(tally);
  ear.packet(Buffer.alloc(100));
  expect(ear.first('audio')).toBeNull();
  for (const packet of packets) ear.packet(packet);
  expect(ear.first('audio')).toBeLessThanOrEqual(performance.now());
  expect(ear.first('video')).not.toBeNull();
  expect(tally.takeSecond().received).toBe(packets.length);
});

test('an ear knows of each stream how long it missed it, since it watches, also one that does not come back', () => {
  const ear = new Ear(new Tally());
  const at = (stream: number, ...moments: readonly number[]): void => {
    for (const moment of moments) ear.heard(stream, moment, moment);
  };
  at(0, 0, 900);
  at(1, 0, 950);
  ear.watch();
  at(0, 920, 1_000, 1_010);
  expect(ear.gaps(1_030)).toEqual([80, 80]);
  expect(ear.gaps(1_500)).toEqual([490, 550]);
});

test('who speaks anew counts on, with a whole picture from its first packet, and from another place', () => {
  const { voice, until, of } = speaking();
  until(413);
  const last = of('audio').at(-1)?.readUInt16BE(2) ?? 0;
  const again: Buffer[] = [];
  voice.begin((packet) => again.push(packet), 9);
  const began = performance.now() + 30;
  for (let ms = 0; ms <= 100; ms += 5) voice.tick(began + ms);
  const kinds = (kind: 'audio' | 'video') =>
    again.filter((packet) => kindOf(readTail(packet)?.stream ?? -1) === kind);
  expect(kinds('audio')[0]?.readUInt16BE(2)).toBe((last + 1) % 65_536);
  expect(wholes(kinds('video'))).toEqual([0]);
  expect(new Set(again.map((packet) => readTail(packet)?.place))).toEqual(new Set([9]));
});

test('who has ended speaks anew by other senders, under the names that were told before', () => {
  const { voice } = speaking();
  const ssrcs = (): number[] => voice.tracks.map(({ ssrc }) => ssrc);
  const before = ssrcs();
  voice.end();
  const named = ssrcs();
  expect(named.filter((ssrc) => before.includes(ssrc))).toEqual([]);
  const again: Buffer[] = [];
  voice.begin((packet) => again.push(packet));
  const began = performance.now() + 30;
  for (let ms = 0; ms <= 100; ms += 5) voice.tick(began + ms);
  expect(new Set(again.map((packet) => packet.readUInt32BE(8)))).toEqual(new Set(named));
});

test('who shows no picture sends sound alone', () => {
  const packets: Buffer[] = [];
  const voice = new Voice(1, { audio: scenario.audio, video: null }, new Tally(), seeded(1));
  voice.begin((packet) => packets.push(packet));
  voice.tick(performance.now() + 120);
  expect(packets.length).toBeGreaterThan(3);
  expect(packets.every((packet) => kindOf(readTail(packet)?.stream ?? -1) === 'audio')).toBe(true);
});

test('of what an ear hears it is asked whether it was for it, and what is missing between two packets, or too late to be played, counts', () => {
  const stays = new Stays();
  const listening = new Listening(stays);
  const ear = new Ear(new Tally(), listening);
  stays.stand([4], 0);
  const hear = (count: number, place = 4): void => ear.heardTail({ stream: 0, place, count, at: 5 }, 6);
  for (const count of [10, 11, 14, 13, 13]) hear(count);
  hear(20, 5);
  ear.heardTail({ stream: 0, place: 4, count: 15, at: 5 }, 406);
  expect(ear.missing()).toEqual({ expected: 7, played: 5 });
  expect(ear.missing((stream) => stream === 1)).toEqual({ expected: 0, played: 0 });
  expect(listening.findings()).toMatchObject({ checked: 7, leaks: 1 });
});
