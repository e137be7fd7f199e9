import { isIP } from 'node:net';
import { generate } from 'selfsigned';
import type { Certificate } from './self-signed.ts';

/** A certificate for these hosts, as an authority would issue one. */
export async function certificateFor(hosts: readonly string[]): Promise<Certificate> {
  const altNames = hosts.map((host) =>
    isIP(host) === 0 ? { type: 2 as const, value: host } : { type: 7 as const, ip: host },
  );
  const made = await generate([{ name: 'commonName', value: 'somebody' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key: made.private, cert: made.cert };
}
