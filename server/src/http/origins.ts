/** Whether a request may come from a page of this origin. No origin is no permission. */
export type OriginCheck = (origin: string | undefined) => boolean;

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The origins this server's own pages have: its public address, the same under its further hosts and, where one of
 * these is the machine itself, the other spellings of it. Never derived from what a request claims as its host: a name
 * that was rebound to this address would agree with itself.
 */
export function ownOrigins(publicUrl: string, hosts: readonly string[] = []): readonly string[] {
  const url = new URL(publicUrl);
  const named = [url.hostname, ...hosts];
  const spelled = named.some((host) => LOOPBACK.includes(host)) ? [...named, ...LOOPBACK] : named;
  return [...new Set(spelled)].map((host) => {
    const spelling = new URL(url);
    spelling.hostname = host;
    return spelling.origin;
  });
}

/** The Origin list of the HTTP API and of the sockets. */
export function originCheck(origins: readonly string[]): OriginCheck {
  const allowed = new Set(origins.map((origin) => new URL(origin).origin));
  return (origin) => origin !== undefined && allowed.has(origin);
}

/** The origins as a socket's address, for the content security policy, which has no way to write an IPv6 address. */
export const socketOrigins = (origins: readonly string[]): readonly string[] => [
  ...new Set(
    origins
      .map((origin) => new URL(origin).origin.replace(/^http/u, 'ws'))
      .filter((origin) => !origin.includes('[')),
  ),
];
