import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { editBounds } from '@parley/shared/agreement';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import { DocumentTicket, documentsPath } from '@parley/shared/protocol';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type WebSocket, WebSocketServer } from 'ws';
import type { AddressOf } from '../http/address.ts';
import type { OriginCheck } from '../http/origins.ts';
import { statusOf } from '../http/refusals.ts';
import { closing, type Wire } from './connection.ts';
import { Frames } from './frames.ts';
import type { DocumentGate } from './gate.ts';
import { Pacing } from './pacing.ts';

export interface DocumentSocketParts {
  readonly gate: DocumentGate;
  readonly allowedOrigin: OriginCheck;
  readonly addressOf: AddressOf;
}

/** What the socket says of a longer one. */
const TOO_LONG = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
/** Handshakes from one address in a minute; a court's whole building may share one. */
const HANDSHAKES = { points: 600, duration: 60 };
const SUBPROTOCOL = 'parley.';

/** The documents' WebSocket, on the port of everything else; the only code that touches it. */
export function openDocumentSockets(
  server: HttpServer | HttpsServer,
  parts: DocumentSocketParts,
): { close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: editBounds.bytes,
    perMessageDeflate: false,
    clientTracking: true,
    skipUTF8Validation: true,
  });
  const handshakes = new RateLimiterMemory(HANDSHAKES);
  const frames = new Frames();
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (!isOurs(request)) return;
    socket.on('error', () => undefined);
    void admit(request, parts, handshakes).then(
      (connect) => sockets.handleUpgrade(request, socket, head, (ws) => join(ws, socket, connect, frames)),
      (error: unknown) => turnAway(socket, error instanceof Refusal ? error.code : 'server.failed'),
    );
  };
  server.on('upgrade', upgrade);
  return {
    close: () => {
      server.off('upgrade', upgrade);
      for (const ws of sockets.clients) ws.terminate();
      sockets.close();
    },
  };
}

/** What stands behind the path is y-websocket's name for the room, and says nothing. */
function isOurs({ url = '' }: IncomingMessage): boolean {
  const [path = ''] = url.split('?');
  return path === documentsPath || path.startsWith(`${documentsPath}/`);
}

async function admit(
  request: IncomingMessage,
  { gate, allowedOrigin, addressOf }: DocumentSocketParts,
  handshakes: RateLimiterMemory,
): Promise<ReturnType<DocumentGate['redeem']>> {
  await handshakes.consume(addressOf(request)).catch(() => {
    throw new Refusal('request.too-many');
  });
  if (!allowedOrigin(request.headers.origin)) throw new Refusal('request.bad-origin');
  return gate.redeem(ticketOf(request));
}

function ticketOf({ headers }: IncomingMessage): string {
  const offered = (headers['sec-websocket-protocol'] ?? '').trim();
  const ticket = DocumentTicket.safeParse(offered.slice(SUBPROTOCOL.length));
  if (!offered.startsWith(SUBPROTOCOL) || !ticket.success) throw new Refusal('document.ticket');
  return ticket.data;
}

function turnAway(socket: Duplex, code: ErrorCode): void {
  const status = statusOf(code);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

/** The socket as its connection knows it, and the connection as the socket's events reach it. */
function join(
  ws: WebSocket,
  socket: Duplex,
  connect: ReturnType<DocumentGate['redeem']>,
  frames: Frames,
): void {
  const pacing = new Pacing(ws);
  const connection = connect(wireOf(ws, socket, pacing, frames));
  ws.on('message', (data: Buffer, isBinary) => {
    pacing.took(data.length);
    // What is no bytes is no message either.
    connection.received(isBinary ? data : new Uint8Array());
  });
  ws.on('close', () => connection.gone());
  ws.on('error', (error: Error & { code?: string }) => {
    // The socket ends itself; its page must not come back with the same.
    connection.gone(error.code === TOO_LONG ? 'request.too-large' : null);
  });
}

/** Messages go past the library to the network: it would make a frame of each again, for every reader of it. */
function wireOf(ws: WebSocket, socket: Duplex, pacing: Pacing, frames: Frames): Wire {
  return {
    send: (bytes) => {
      if (ws.readyState === ws.OPEN) socket.write(frames.of(bytes));
    },
    close: (code, reason) => {
      // It would wait behind everything that was not taken.
      if (code === closing.slow) return ws.terminate();
      pacing.release();
      ws.close(code, reason);
    },
    get unsent() {
      return ws.bufferedAmount;
    },
    pause: () => pacing.hold(),
    resume: () => pacing.release(),
  };
}
