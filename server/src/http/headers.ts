import type { RequestHandler } from 'express';
import helmet from 'helmet';

export interface HeaderOptions {
  /** Pages are served over TLS, here or at the proxy in front. */
  readonly secure: boolean;
  /** `ws:` or `wss:` origins pages may connect to, for browsers whose 'self' does not cover sockets. */
  readonly sockets: readonly string[];
}

/** A year, as the preload lists ask for. */
const HSTS_SECONDS = 31_536_000;

/** Only what the pages use: the two devices and the screen. */
const PERMISSIONS =
  'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()';

/** The security headers of every answer. */
export function securityHeaders({ secure, sockets }: HeaderOptions): readonly RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          mediaSrc: ["'self'", 'blob:'],
          connectSrc: ["'self'", ...sockets],
          frameAncestors: ["'none'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: secure ? { maxAge: HSTS_SECONDS, includeSubDomains: false } : false,
      /** Browsers ignore and report it on plain addresses of a LAN. */
      crossOriginOpenerPolicy: secure,
      originAgentCluster: secure,
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.setHeader('Permissions-Policy', PERMISSIONS);
      next();
    },
  ];
}
