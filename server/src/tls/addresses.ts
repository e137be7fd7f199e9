import { networkInterfaces } from 'node:os';

/** This machine's IPv4 addresses on its local networks, loopback left out; the likeliest for a LAN first. */
export function lanAddresses(): readonly string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return addresses.toSorted((a, b) => rank(a) - rank(b));
}

/** RFC 1918 home and office ranges before the one that container bridges use, public addresses last. */
function rank(address: string): number {
  if (address.startsWith('192.168.')) return 0;
  if (address.startsWith('10.')) return 1;
  if (/^172\.(1[6-9]|2\d|3[01])\./.test(address)) return 2;
  return 3;
}
