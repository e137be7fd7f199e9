import { expect, test } from 'vitest';
import { mediaAddress } from './address.ts';

const lan = ['192.168.1.5', '172.17.0.1'];

test.each(['0.0.0.0', '::'])(
  'on %s, media listens on the LAN address that browsers are sent to',
  (listenIp) => {
    expect(mediaAddress({ listenIp, announcedAddress: null }, lan)).toEqual({ listenIp: '192.168.1.5' });
  },
);

test('without a network, media stays on this machine', () => {
  expect(mediaAddress({ listenIp: '0.0.0.0', announcedAddress: null }, [])).toEqual({
    listenIp: '127.0.0.1',
  });
});

test('an address of its own is announced as it is', () => {
  expect(mediaAddress({ listenIp: '10.0.0.5', announcedAddress: null }, lan)).toEqual({
    listenIp: '10.0.0.5',
  });
});

test('behind a NAT, media listens where it was told to', () => {
  const told = { listenIp: '0.0.0.0', announcedAddress: 'media.example' };
  expect(mediaAddress(told, lan)).toEqual(told);
});
