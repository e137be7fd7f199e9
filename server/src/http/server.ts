import { createServer as createPlain, type Server as PlainServer } from 'node:http';
import { createServer as createSecure, type Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ErrorCode, replyOf } from '@parley/shared/errors';
import type { Certificate } from '../tls/self-signed.ts';

/** All of a request's headers, bytes: a cookie and a few dozen lines. */
const MAX_HEADERS = 16 * 1024;
/** A client that dribbles its headers holds a socket no longer than this, milliseconds. */
const HEADERS_MS = 10_000;
/** The largest file over a line of 250 kbit/s; shorter bodies have a shorter time, see `refuseSlowBodies`. */
const REQUEST_MS = 30 * 60_000;

/** The server under the pages, the API and the sockets. It does not listen yet, and has nobody to answer yet. */
export function createHttpServer(certificate: Certificate | null): PlainServer | SecureServer {
  const options = { maxHeaderSize: MAX_HEADERS, headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS };
  const server =
    certificate === null
      ? createPlain(options)
      : createSecure({ ...options, minVersion: 'TLSv1.2', ...certificate });
  server.on('clientError', refuseBroken);
  return server;
}

/** What is not even HTTP gets its typed refusal too, if anything can still be said. */
function refuseBroken(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code] = meaningOf(error.code);
  const body = JSON.stringify(replyOf(code));
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function meaningOf(code: string | undefined): readonly [string, ErrorCode] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return ['431 Request Header Fields Too Large', 'request.too-large'];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', 'request.malformed'];
    default:
      return ['400 Bad Request', 'request.malformed'];
  }
}
