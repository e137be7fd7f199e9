import { X509Certificate } from 'node:crypto';

/**
 * The hosts that a certificate (PEM) is for, as a URL spells them, in its order. A wildcard stands for no host in
 * particular and is left out.
 */
export function certificateHosts(pem: string): readonly string[] {
  const { subjectAltName } = new X509Certificate(pem);
  const hosts = (subjectAltName ?? '').split(', ').flatMap((entry) => {
    const colon = entry.indexOf(':');
    const value = entry.slice(colon + 1);
    switch (entry.slice(0, colon)) {
      case 'DNS':
        return hostOf(value);
      case 'IP Address':
        return hostOf(value.includes(':') ? `[${value}]` : value);
      default:
        return [];
    }
  });
  return [...new Set(hosts)];
}

/** Nothing for what is no plain host. */
function hostOf(text: string): readonly string[] {
  if (!/^[\w.-]+$|^\[[\da-f:]+\]$/iu.test(text)) return [];
  return URL.canParse(`https://${text}`) ? [new URL(`https://${text}`).hostname] : [];
}
