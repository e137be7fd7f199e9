import { expect, test } from 'vitest';
import { type End, readEnd, readMedia, staysHere, writeDescription } from './end.ts';

const end: End = {
  ufrag: 'abcd',
  password: 'a-password-of-twenty-two',
  fingerprint: 'AA:BB',
  setup: 'active',
  lite: true,
  candidates: ['candidate:1 1 udp 2114977791 127.0.0.1 4000 typ host'],
};
const sound = {
  mid: 'a',
  kind: 'audio',
  payloadTypes: [111],
  direction: 'sendonly',
  lines: ['a=rtpmap:111 opus/48000/2', 'a=ssrc:5 cname:x'],
} as const;
const picture = {
  mid: 'v',
  kind: 'video',
  payloadTypes: [96, 97],
  direction: 'recvonly',
  lines: ['a=rtpmap:96 VP8/90000'],
} as const;

test('an end is read as it was written', () => {
  expect(readEnd(writeDescription(end, [sound, picture]))).toEqual(end);
  expect(readEnd(writeDescription({ ...end, lite: false, candidates: [] }, [sound]))).toEqual({
    ...end,
    lite: false,
    candidates: [],
  });
});

test('media are read in their order, each to be received, without what is of the sender alone', () => {
  expect(readMedia(writeDescription(end, [sound, picture]))).toEqual([
    { ...sound, direction: 'recvonly', lines: ['a=rtpmap:111 opus/48000/2'] },
    picture,
  ]);
});

test('a medium that has ended stays in its place', () => {
  const ended = { ...picture, direction: 'inactive' } as const;
  expect(readMedia(writeDescription(end, [ended, sound])).map(({ direction }) => direction)).toEqual([
    'inactive',
    'recvonly',
  ]);
});

test.each([
  ['a=ice-ufrag:abcd', /ice-ufrag/],
  ['a=setup:active', /setup/],
  ['a=fingerprint:sha-256 AA:BB', /fingerprint/],
])('without %s there is no connection', (line, message) => {
  expect(() => readEnd(writeDescription(end, [sound]).replace(line, ''))).toThrow(message);
});

test('another fingerprint than SHA-256, a setup nobody knows and a medium nobody asked for are refused', () => {
  const whole = writeDescription(end, [sound]);
  expect(() => readEnd(whole.replace('sha-256', 'sha-1'))).toThrow(/SHA-256/);
  expect(() => readEnd(whole.replace('setup:active', 'setup:holdconn'))).toThrow(/holdconn/);
  expect(() => readMedia(whole.replace('m=audio', 'm=application'))).toThrow(/application/);
});

test.each([
  ['candidate:1 1 udp 2114977791 127.0.0.1 4000 typ host', true],
  ['candidate:1 1 udp 2114977791 127.12.0.9 4000 typ host', true],
  ['candidate:1 1 udp 2114977791 192.168.0.9 4000 typ host', false],
  ['candidate:1 1 udp 2114977791 example.org 4000 typ host', false],
  ['candidate', false],
])('%s: stays here or not', (candidate, stays) => {
  expect(staysHere(candidate)).toBe(stays);
});
