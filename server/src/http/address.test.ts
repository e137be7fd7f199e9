import { describe, expect, it } from 'vitest';
import { addressReader, fromThisMachine } from './address.ts';

type Asked = Parameters<typeof fromThisMachine>[0];

const request = (remoteAddress: string | undefined, headers: Asked['headers'] = {}): Asked => ({
  headers,
  socket: { remoteAddress },
});

describe('the client address', () => {
  it.each([
    ['without a proxy of ours, what a client claims is not believed', 0, '203.0.113.9', '203.0.113.9'],
    ['one proxy names its caller last', 1, '6.6.6.6, 198.51.100.7', '198.51.100.7'],
    ['two proxies: the second from the end', 2, '6.6.6.6, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
    ['fewer entries than proxies: the first there is', 3, '198.51.100.7', '198.51.100.7'],
    ['something that is no address', 1, 'x'.repeat(500), 'unknown'],
  ])('%s', (_what, proxies, forwarded, counted) => {
    expect(addressReader(proxies)(request('203.0.113.9', { 'x-forwarded-for': forwarded }))).toBe(counted);
  });

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('%s is counted as %s', (remote, counted) => {
    expect(addressReader(0)(request(remote))).toBe(counted);
  });
});

describe('this machine', () => {
  const local = (remote: string | undefined, headers: Record<string, string> = {}) =>
    request(remote, { host: 'localhost:8080', ...headers });

  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('%s is it', (remote) => {
    expect(fromThisMachine(local(remote))).toBe(true);
  });

  it.each(['203.0.113.9', '::2', '2001:db8::1', undefined])('%s is not', (remote) => {
    expect(fromThisMachine(local(remote))).toBe(false);
  });

  it.each(['localhost', 'LOCALHOST:80', '127.0.0.1:8080', '[::1]:8080'])('is called %s', (host) => {
    expect(fromThisMachine(local('127.0.0.1', { host }))).toBe(true);
  });

  it.each(['room.example.cn', '127.0.0.1.example.cn', 'localhost.example.cn', '192.168.0.2:8080', ''])(
    'is not called "%s": a proxy on it was',
    (host) => {
      expect(fromThisMachine(local('127.0.0.1', { host }))).toBe(false);
    },
  );

  it.each(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'])(
    'a proxy on it that says %s speaks for somebody else',
    (header) => {
      expect(fromThisMachine(local('127.0.0.1', { [header]: '127.0.0.1' }))).toBe(false);
    },
  );
});
