import { describe, expect, test } from 'vitest';
import type { Tls } from './config/index.ts';
import { ownAddress } from './own-address.ts';

const lan = ['192.168.1.5', '10.0.0.5'];
const files = (...hosts: readonly string[]): Tls => ({ kind: 'files', cert: '', key: '', hosts });
const at = (tls: Tls, over: { host?: string; publicUrl?: string } = {}) => {
  const { host = '0.0.0.0', publicUrl = null } = over;
  const { url, hosts } = ownAddress({ host, tls, publicUrl }, lan);
  return { url: url(8443), hosts };
};

describe('where browsers reach this server', () => {
  test('PUBLIC_URL alone, whatever else there is', () => {
    const publicUrl = 'https://tiaojie.example.cn';
    expect(at(files('a.example'), { publicUrl })).toEqual({ url: publicUrl, hosts: [] });
    expect(at({ kind: 'self-signed' }, { publicUrl })).toEqual({ url: publicUrl, hosts: [] });
  });

  test('without TLS what is listened on', () => {
    const plain: Tls = { kind: 'none' };
    expect(at(plain, { host: '127.0.0.1' })).toEqual({ url: 'http://localhost:8443', hosts: [] });
    expect(at(plain)).toEqual({ url: 'http://192.168.1.5:8443', hosts: [] });
    expect(at(plain, { host: 'fd00::5' }).url).toBe('http://[fd00::5]:8443');
  });

  test('with a certificate of its own this machine and every address of it', () => {
    expect(at({ kind: 'self-signed' })).toEqual({
      url: 'https://192.168.1.5:8443',
      hosts: ['localhost', '192.168.1.5', '10.0.0.5'],
    });
  });

  test('with somebody’s certificate the hosts it is for, links to a name rather than a number', () => {
    expect(at(files('localhost', '10.9.9.9', 'room.example.cn', 'www.example.cn'))).toEqual({
      url: 'https://room.example.cn:8443',
      hosts: ['localhost', '10.9.9.9', 'room.example.cn', 'www.example.cn'],
    });
    expect(at(files('localhost', '10.9.9.9')).url).toBe('https://10.9.9.9:8443');
    expect(at(files('localhost')).url).toBe('https://localhost:8443');
  });

  test('the usual port is not said', () => {
    expect(ownAddress({ host: '::', tls: files('a.example'), publicUrl: null }, lan).url(443)).toBe(
      'https://a.example',
    );
  });
});
