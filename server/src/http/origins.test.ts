import { describe, expect, it } from 'vitest';
import { originCheck, ownOrigins, socketOrigins } from './origins.ts';

describe('own origins', () => {
  it('of a public address are that one alone', () => {
    expect(ownOrigins('https://tiaojie.example.cn')).toEqual(['https://tiaojie.example.cn']);
  });

  it('of the machine itself are all its spellings, with the same port', () => {
    expect(ownOrigins('http://localhost:8443')).toEqual([
      'http://localhost:8443',
      'http://127.0.0.1:8443',
      'http://[::1]:8443',
    ]);
  });
});

describe('own origins under several hosts', () => {
  it('are all of them with the same port, and each spelling of the machine itself if that is one', () => {
    expect(ownOrigins('https://192.168.1.5:8443', ['localhost', '192.168.1.5', '10.0.0.5'])).toEqual([
      'https://192.168.1.5:8443',
      'https://localhost:8443',
      'https://10.0.0.5:8443',
      'https://127.0.0.1:8443',
      'https://[::1]:8443',
    ]);
    expect(ownOrigins('https://a.example', ['b.example'])).toEqual([
      'https://a.example',
      'https://b.example',
    ]);
  });
});

describe('the origin list', () => {
  const allowed = originCheck(['https://tiaojie.example.cn/', 'https://court.example.cn:8443']);

  it.each(['https://tiaojie.example.cn', 'https://court.example.cn:8443'])('lets %s in', (origin) => {
    expect(allowed(origin)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'null',
    'http://tiaojie.example.cn',
    'https://tiaojie.example.cn:444',
    'https://court.example.cn',
    'https://tiaojie.example.cn.evil.example',
    'https://evil.example',
  ])('keeps %s out', (origin) => {
    expect(allowed(origin)).toBe(false);
  });
});

it('names each origin once as a socket', () => {
  expect(socketOrigins(['https://a.example', 'https://a.example/', 'http://localhost:80'])).toEqual([
    'wss://a.example',
    'ws://localhost',
  ]);
});
