import { isIPv6 } from 'node:net';
import { type Config, isLoopback } from './config/index.ts';

/** Where browsers reach this server. */
export interface OwnAddress {
  /** What personal links begin with, without a trailing slash, for the port that is listened on. */
  readonly url: (port: number) => string;
  /** Further hosts whose pages are this server's own, under the same scheme and port. */
  readonly hosts: readonly string[];
}

/**
 * PUBLIC_URL alone, where it is set. Else, with a certificate, every host it is for, since a page under any of them is
 * this server's; without one, what is listened on. `lan` are this machine's addresses, the likeliest first.
 */
export function ownAddress(
  config: Pick<Config, 'host' | 'tls' | 'publicUrl'>,
  lan: readonly string[],
): OwnAddress {
  const { publicUrl, tls, host } = config;
  if (publicUrl !== null) return { url: () => publicUrl, hosts: [] };
  switch (tls.kind) {
    case 'none':
      return { url: urlOf('http', reachedBy(host, lan)), hosts: [] };
    case 'self-signed':
      return { url: urlOf('https', reachedBy(host, lan)), hosts: ['localhost', ...lan] };
    case 'files':
      return { url: urlOf('https', best(tls.hosts) ?? reachedBy(host, lan)), hosts: tls.hosts };
  }
}

const urlOf =
  (scheme: 'http' | 'https', host: string) =>
  (port: number): string =>
    new URL(`${scheme}://${host}:${port}`).origin;

/** What a browser on this machine's network can write for the address that is listened on. */
function reachedBy(host: string, lan: readonly string[]): string {
  if (isLoopback(host)) return 'localhost';
  if (host === '0.0.0.0' || host === '::') return lan[0] ?? 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}

/** A name rather than a number, and either rather than this machine itself. */
function best(hosts: readonly string[]): string | undefined {
  const elsewhere = hosts.filter((host) => host !== '[::1]' && !isLoopback(host));
  const isNumber = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/u.test(host);
  return elsewhere.find((host) => !isNumber(host)) ?? elsewhere[0] ?? hosts[0];
}
