import { expect, test } from 'vitest';
import { payloadOf } from './rtp-packet.ts';

const header = (first: number): number[] => [first, 100, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9];
const packet = (...bytes: readonly number[]): Buffer => Buffer.from(bytes);

test('a packet is read past its header, contributors and extension, and up to its padding', () => {
  expect(payloadOf(packet(...header(0x80), 1, 2, 3))).toEqual(packet(1, 2, 3));
  expect(payloadOf(packet(...header(0x81), 0, 0, 0, 7, 1, 2))).toEqual(packet(1, 2));
  expect(payloadOf(packet(...header(0x90), 0xbe, 0xde, 0, 1, 9, 9, 9, 9, 1, 2))).toEqual(packet(1, 2));
  expect(payloadOf(packet(...header(0xa0), 1, 2, 0, 2))).toEqual(packet(1, 2));
});

test('what is no packet, is cut short or carries nothing is nothing', () => {
  expect(payloadOf(packet())).toBeNull();
  expect(payloadOf(packet(...header(0x40), 1))).toBeNull();
  expect(payloadOf(packet(...header(0x80)))).toBeNull();
  expect(payloadOf(packet(...header(0x90), 0xbe))).toBeNull();
  expect(payloadOf(packet(...header(0x90), 0xbe, 0xde, 0xff, 0xff, 1))).toBeNull();
  expect(payloadOf(packet(...header(0xa0), 1, 200))).toBeNull();
  expect(payloadOf(packet(...header(0x8f), 1, 2))).toBeNull();
});
