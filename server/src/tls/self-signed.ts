import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const DAYS = 365;

/**
 * A certificate for trying Parley with other devices on a LAN: kept in `dir`, made anew when it is about to end or
 * does not name all of the addresses.
 */
export async function selfSigned(dir: string, addresses: readonly string[]): Promise<Certificate> {
  const files = { key: join(dir, 'self-signed.key'), cert: join(dir, 'self-signed.crt') };
  const kept = await read(files).catch(() => null);
  if (kept !== null && stillFits(kept.cert, addresses)) return kept;
  const made = await generate([{ name: 'commonName', value: 'Parley' }], {
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + DAYS * 86_400_000),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await writeFile(files.key, made.private, { mode: 0o600 });
  await writeFile(files.cert, made.cert);
  return { key: made.private, cert: made.cert };
}

async function read(files: Certificate): Promise<Certificate> {
  return { key: await readFile(files.key, 'utf8'), cert: await readFile(files.cert, 'utf8') };
}

function stillFits(pem: string, addresses: readonly string[]): boolean {
  const certificate = new X509Certificate(pem);
  const lasts = Date.parse(certificate.validTo) > Date.now() + 7 * 86_400_000;
  return lasts && addresses.every((address) => certificate.checkIP(address) !== undefined);
}
