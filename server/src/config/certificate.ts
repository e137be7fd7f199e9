import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { certificateHosts } from '../tls/names.ts';

/** Certificate and key of HTTPS, in PEM. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
  /** What the certificate is for. */
  readonly hosts: readonly string[];
}

/**
 * Reads the files that TLS_CERT and TLS_KEY name, at least one of which is set. Null when something is wrong with
 * them; then a line about each is added to `problems`.
 */
export function readCertificate(
  paths: { readonly cert: string | null; readonly key: string | null },
  problems: string[],
): CertificateFiles | null {
  if (paths.cert === null) problems.push('TLS_CERT: is needed with TLS_KEY');
  if (paths.key === null) problems.push('TLS_KEY: is needed with TLS_CERT');
  if (paths.cert === null || paths.key === null) return null;
  const cert = read('TLS_CERT', paths.cert, 'a certificate', (pem) => new X509Certificate(pem), problems);
  const key = read('TLS_KEY', paths.key, 'a private key without a pass phrase', createPrivateKey, problems);
  if (cert === null || key === null) return null;
  if (!fits(cert.value, key.value)) {
    problems.push('TLS_KEY: is not the key of the certificate in TLS_CERT');
    return null;
  }
  return { cert: cert.pem, key: key.pem, hosts: certificateHosts(cert.pem) };
}

/** Node throws for some kinds of key that cannot belong to the certificate. */
function fits(cert: X509Certificate, key: KeyObject): boolean {
  try {
    return cert.checkPrivateKey(key);
  } catch {
    return false;
  }
}

function read<T>(
  name: string,
  path: string,
  what: string,
  parse: (pem: string) => T,
  problems: string[],
): { readonly pem: string; readonly value: T } | null {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch {
    problems.push(`${name}: must name a file that can be read, not ${JSON.stringify(path)}`);
    return null;
  }
  try {
    return { pem, value: parse(pem) };
  } catch {
    problems.push(`${name}: must name a PEM file with ${what}, not ${JSON.stringify(path)}`);
    return null;
  }
}
