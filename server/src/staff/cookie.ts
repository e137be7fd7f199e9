import { parseCookie, stringifySetCookie } from 'cookie';
import { STAFF_SESSION_SECONDS } from './sessions.ts';

/** How the staff session's token travels. */
export interface StaffCookie {
  read(header: string | undefined): string | null;
  write(token: string): string;
  erase(): string;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/u;

/**
 * An httpOnly, SameSite=Strict cookie for this host alone. With TLS its name begins with `__Host-`, which browsers
 * accept only from a secure page of this very host (RFC 6265bis §4.1.3.2).
 */
export function staffCookie({ secure }: { readonly secure: boolean }): StaffCookie {
  const name = secure ? '__Host-parley-staff' : 'parley-staff';
  const flags = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    read: (header) => {
      const value = parseCookie(header ?? '')[name];
      return value !== undefined && TOKEN.test(value) ? value : null;
    },
    write: (value) => stringifySetCookie({ name, value, maxAge: STAFF_SESSION_SECONDS, ...flags }),
    erase: () => stringifySetCookie({ name, value: '', maxAge: 0, ...flags }),
  };
}
