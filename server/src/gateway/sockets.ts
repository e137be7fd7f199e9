import { type Server as HttpServer, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { type ErrorCode, Refusal, replyOf } from '@parley/shared/errors';
import type { LinkId } from '@parley/shared/ids';
import {
  type ClientToServerEvents,
  Handshake,
  MAX_FRAME_BYTES,
  MAX_REQUEST_CHARS,
  type Notice,
  type NoticeName,
  type ServerToClientEvents,
} from '@parley/shared/protocol';
import { MOST_PEOPLE } from '@parley/shared/session';
import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server, type Socket as AnySocket } from 'socket.io';
import type { AddressOf } from '../http/address.ts';
import type { OriginCheck } from '../http/origins.ts';
import { systemTimers } from '../lib/timers.ts';
import type { Lines } from '../session/lines.ts';
import type { SessionRegistry } from '../session/registry.ts';
import { type Admission, Connection, type Limiter, type LinkHolder, type Wire } from './connection.ts';
import { noticeFrame, PING } from './frames.ts';
import { RequestLimits } from './limits.ts';
import { HEARTBEAT, type Heartbeat, Silence } from './silence.ts';

type Socket = AnySocket<ClientToServerEvents, ServerToClientEvents>;
type RawConnection = Socket['conn'];
type Gateway = Server<ClientToServerEvents, ServerToClientEvents>;

export interface GatewayParts {
  readonly registry: SessionRegistry;
  readonly lines: Lines;
  /** Rejects with `link.invalid`, `link.expired` or `link.revoked`. */
  readonly verifyLink: (token: string) => Promise<LinkHolder>;
  /** The link's holder is on the line. */
  readonly markJoined: (link: LinkId) => Promise<void>;
  readonly allowedOrigin: OriginCheck;
  readonly addressOf: AddressOf;
  readonly logger: Logger;
  readonly heartbeat?: Heartbeat;
  /** From one address. */
  readonly linesAMinute?: number;
  /** Left out: more than people have use for, and no more. */
  readonly limits?: Limiter;
  readonly onRequest: (name: string, known: boolean, outcome: 'ok' | ErrorCode) => void;
}

/**
 * Engine.IO's own pings have a timer for each line, and its patience goes by the clock, also while this process is held
 * up: it is only the last resort, put off by every answer to a ping of ours.
 */
const LAST_RESORT_MS = 20_000;

/** From one address, which a whole building may share: all people of the largest session, and each once more. */
export const LINES_A_MINUTE = 2 * MOST_PEOPLE;

/** The socket server; the only code that touches it. */
export function openGateway(server: HttpServer | HttpsServer, parts: GatewayParts): Gateway {
  const heartbeat = parts.heartbeat ?? HEARTBEAT;
  const io: Gateway = new Server(server, {
    transports: ['websocket'],
    pingInterval: LAST_RESORT_MS,
    pingTimeout: heartbeat.timeoutMs + LAST_RESORT_MS,
    connectTimeout: 5_000,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    serveClient: false,
    allowRequest: (request, decide) => {
      decide(null, parts.allowedOrigin(request.headers.origin));
    },
  });
  // Of a socket it is Engine.IO's own, which would keep the request until the socket ends. Nobody sets a header on it.
  io.engine.use((_request: unknown, response: object, next: () => void) => {
    if (!(response instanceof ServerResponse)) Object.assign(response, { req: null });
    next();
  });
  const silence = new Silence(heartbeat, systemTimers);
  io.engine.on('connection', (connection: RawConnection) => {
    keepAddressOnly(connection, parts.addressOf);
    const { alive, ended } = silence.watch({
      ping: () => void connection.write('', PING),
      gone: () => connection.close(true),
    });
    connection.on('packet', alive);
    connection.on('close', ended);
  });
  const handshakes = new RateLimiterMemory({ points: parts.linesAMinute ?? LINES_A_MINUTE, duration: 60 });
  const requestsPerLine = parts.limits ?? new RequestLimits();

  io.use((socket, next) => {
    void authenticate(socket, parts, handshakes).then(next);
  });
  io.on('connection', (socket) => {
    const admitted = admissions.get(socket);
    admissions.delete(socket);
    if (admitted === undefined) {
      socket.disconnect(true);
      return;
    }
    join(socket, admitted, parts, requestsPerLine);
  });
  return io;
}

/** From the handshake until the line is opened. */
const admissions = new WeakMap<Socket, Admission>();

/** Where each connection comes from, in the form limits are counted by. */
const addresses = new WeakMap<RawConnection, string>();

/**
 * Of the request that a connection began with, only the address is read. Engine.IO would keep it all, headers and stream,
 * for as long as the connection stands, and Socket.IO does without, as its documentation says.
 */
function keepAddressOnly(connection: RawConnection, addressOf: AddressOf): void {
  addresses.set(connection, addressOf(connection.request));
  Object.assign(connection, { request: null });
}

/** Resolves to what Socket.IO's middleware wants: nothing, or the error that ends the handshake. */
async function authenticate(
  socket: Socket,
  parts: GatewayParts,
  handshakes: RateLimiterMemory,
): Promise<ReturnType<typeof connectError> | undefined> {
  try {
    admissions.set(socket, await admissionOf(socket, parts, handshakes));
    return undefined;
  } catch (error) {
    return connectError(error, parts.logger);
  }
}

async function admissionOf(
  socket: Socket,
  parts: GatewayParts,
  handshakes: RateLimiterMemory,
): Promise<Admission> {
  await handshakes.consume(addresses.get(socket.conn) ?? 'unknown').catch(() => {
    throw new Refusal('request.too-many');
  });
  const handshake = Handshake.safeParse(socket.handshake.auth);
  // The token is in it.
  socket.handshake.auth = {};
  if (!handshake.success) throw new Refusal('request.malformed');
  const holder = await parts.verifyLink(handshake.data.token);
  const host = await parts.registry.get(holder.session);
  return { handshake: handshake.data, holder, host };
}

/** Socket.IO hands `data` to the client's `connect_error`. */
function connectError(error: unknown, logger: Logger): Error & { data: ReturnType<typeof replyOf> } {
  if (!(error instanceof Refusal)) logger.error({ err: error }, 'a handshake failed');
  const code = error instanceof Refusal ? error.code : 'server.failed';
  return Object.assign(new Error(code), { data: replyOf(code) });
}

/** `lossy`: not to a line that is behind. */
function send<N extends NoticeName>(
  { conn }: Pick<Socket, 'conn'>,
  name: N,
  notice: Notice<N>,
  how?: 'lossy',
): void {
  if (how === 'lossy' && !conn.transport.writable) return;
  const { text, as } = noticeFrame(name, notice);
  conn.write(text, as);
}

/** The socket as its connection knows it, and the connection as the socket's events reach it. */
function join(socket: Socket, admission: Admission, parts: GatewayParts, limiter: Limiter): void {
  const wire: Wire = {
    send: (name, notice, how) => send(socket, name, notice, how),
    end: () => void socket.disconnect(true),
    reset: () => socket.conn.close(),
  };
  const connection = new Connection(wire, admission, parts, limiter);
  // The packet an event came in is told just before the event itself.
  let length = 0;
  socket.conn.on('packet', ({ data }: { data?: unknown }) => {
    length = typeof data === 'string' ? data.length : 0;
  });
  socket.onAny((name: string, ...rest: unknown[]) => {
    void connection.received({ name, rest, tooLong: length > MAX_REQUEST_CHARS });
  });
  socket.on('disconnect', () => void connection.ended());
}
