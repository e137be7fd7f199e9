import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

/** What is read of a request: one of HTTP or the first one of a socket. */
export interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** Reads the client's address of a request, in the form limits are counted by. */
export type AddressOf = (request: Arrived) => string;

/**
 * The client's address behind `proxies` proxies that are ours: each of them appends the address it was called
 * from to X-Forwarded-For, so the entries are counted from the end; what a client wrote itself comes before them.
 */
export function addressReader(proxies: number): AddressOf {
  return (request) => {
    const forwarded = request.headers['x-forwarded-for'];
    const named = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
    const path = [...named.map((entry) => entry.trim()).filter((entry) => entry !== ''), peerOf(request)];
    return countedAs(path.at(-1 - Math.min(proxies, path.length - 1)) ?? 'unknown');
  };
}

/** What proxies say by which they are known. */
const PASSED_ON = /^(?:x-forwarded-.*|forwarded|via|x-real-ip)$/u;
const HERE = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/iu;

/**
 * Whether the request came from this machine itself, and shows nothing of a proxy on it that passed it on. A proxy may
 * say nothing and call this server by a name of this machine: where one may stand in front, nobody is taken to be here.
 */
export function fromThisMachine(request: Arrived): boolean {
  const { headers } = request;
  if (Object.keys(headers).some((name) => PASSED_ON.test(name)) || !HERE.test(headers.host ?? ''))
    return false;
  const address = countedAs(peerOf(request));
  return address.startsWith('127.') || request.socket.remoteAddress === '::1';
}

const peerOf = (request: Arrived): string => request.socket.remoteAddress ?? 'unknown';

/** One household or office has a whole IPv6 /64: it counts as one address. */
function countedAs(address: string): string {
  const mapped = address.replace(/^::ffff:/iu, '');
  if (isIPv4(mapped)) return mapped;
  return isIPv6(address) ? prefixOf(address) : 'unknown';
}

/** The first four groups of an IPv6 address, written out. */
function prefixOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(zeros).fill('0'), ...last].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
