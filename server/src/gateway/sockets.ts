import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { type ErrorCode, Refusal, replyOf } from '@parley/shared/errors';
import type { LinkId, ParticipantId, SessionId } from '@parley/shared/ids';
import {
  type ClientToServerEvents,
  Handshake,
  type Notice,
  type NoticeName,
  type Reply,
  type ServerToClientEvents,
} from '@parley/shared/protocol';
import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server, type Socket as AnySocket } from 'socket.io';
import type { AddressOf } from '../http/address.ts';
import type { OriginCheck } from '../http/origins.ts';
import { mint } from '../lib/mint.ts';
import { systemTimers } from '../session/grace.ts';
import type { SessionHost } from '../session/host.ts';
import type { Line, Lines } from '../session/lines.ts';
import type { SessionRegistry } from '../session/registry.ts';
import { dispatch, isRequest, refused } from './dispatch.ts';
import { Silence } from './silence.ts';

type Socket = AnySocket<ClientToServerEvents, ServerToClientEvents>;
type RawConnection = Socket['conn'];
type Gateway = Server<ClientToServerEvents, ServerToClientEvents>;

/** Whom a personal link stands for. */
export interface LinkHolder {
  readonly link: LinkId;
  readonly session: SessionId;
  readonly participant: ParticipantId;
}

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
  readonly onRequest: (name: string, known: boolean, outcome: 'ok' | ErrorCode) => void;
}

/** How often a line is pinged, and how long after a ping it may be silent; see `Silence`. */
export interface Heartbeat {
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** A dead line is noticed within a second, on both ends. */
const HEARTBEAT: Heartbeat = { intervalMs: 250, timeoutMs: 750 };
/** Socket.IO's own patience goes by the clock, also while this process is held up: it is only the last resort. */
const LAST_RESORT_MS = 20_000;
/** The largest message is a join with all of a browser's codecs, well under this. A longer one is refused … */
const MAX_MESSAGE_CHARS = 64 * 1024;
/** … and one longer than this ends its connection before it is read. */
const MAX_FRAME_BYTES = 512 * 1024;

/** The socket server; the only code that touches it. */
export function openGateway(server: HttpServer | HttpsServer, parts: GatewayParts): Gateway {
  const heartbeat = parts.heartbeat ?? HEARTBEAT;
  const io: Gateway = new Server(server, {
    transports: ['websocket'],
    pingInterval: heartbeat.intervalMs,
    pingTimeout: heartbeat.timeoutMs + LAST_RESORT_MS,
    connectTimeout: 5_000,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    serveClient: false,
    allowRequest: (request, decide) => {
      decide(null, parts.allowedOrigin(request.headers.origin));
    },
  });
  const silence = new Silence(heartbeat.intervalMs + heartbeat.timeoutMs, systemTimers);
  io.engine.on('connection', (connection: RawConnection) => {
    const { alive, ended } = silence.watch(() => connection.close(true));
    connection.on('packet', alive);
    connection.on('close', ended);
  });
  const handshakes = new RateLimiterMemory({ points: 120, duration: 60 });
  const requestsPerLine = new RateLimiterMemory({ points: 200, duration: 5 });

  io.use((socket, next) => {
    void authenticate(socket, parts, handshakes).then(next);
  });
  io.on('connection', (socket) => {
    const admitted = admissions.get(socket);
    if (admitted === undefined) {
      socket.disconnect(true);
      return;
    }
    new Connection(socket, admitted, parts, requestsPerLine).open();
  });
  return io;
}

interface Admission {
  readonly handshake: Handshake;
  readonly holder: LinkHolder;
  readonly host: SessionHost;
}
const admissions = new WeakMap<Socket, Admission>();

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
  await handshakes.consume(parts.addressOf(socket.request)).catch(() => {
    throw new Refusal('request.too-many');
  });
  const handshake = Handshake.safeParse(socket.handshake.auth);
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

/** Socket.IO's typing of `emit` does not follow a name that is still generic; the pair is typed by `Line.send`. */
function emit<N extends NoticeName>(socket: Pick<Socket, 'emit'>, name: N, notice: Notice<N>): void {
  const untyped: { emit(name: string, notice: unknown): boolean } = socket;
  untyped.emit(name, notice);
}

/** An event as it arrived. */
interface Received {
  readonly name: string;
  readonly rest: readonly unknown[];
  readonly tooLong: boolean;
}

/** Socket.IO puts a function where the client asked for an acknowledgement; nothing else can arrive as one. */
const isReply = (value: unknown): value is (outcome: unknown) => void => typeof value === 'function';

class Connection {
  readonly #socket: Socket;
  readonly #admission: Admission;
  readonly #parts: GatewayParts;
  readonly #limiter: RateLimiterMemory;
  readonly #line: Line;
  readonly #logger: Logger;

  constructor(socket: Socket, admission: Admission, parts: GatewayParts, limiter: RateLimiterMemory) {
    this.#socket = socket;
    this.#admission = admission;
    this.#parts = parts;
    this.#limiter = limiter;
    const { session, participant, link } = admission.holder;
    const id = mint.connection();
    this.#logger = parts.logger.child({ session, participant, connection: id });
    this.#line = {
      id,
      session,
      participant,
      link,
      send: (name, notice, how) => {
        emit(how === 'lossy' ? socket.volatile : socket, name, notice);
      },
      drop: (code) => {
        socket.emit('dropped', replyOf(code));
        socket.disconnect(true);
      },
      reset: () => {
        socket.conn.close();
      },
    };
  }

  open(): void {
    const opened = this.#connect();
    // The packet an event came in is told just before the event itself.
    let length = 0;
    this.#socket.conn.on('packet', ({ data }: { data?: unknown }) => {
      length = typeof data === 'string' ? data.length : 0;
    });
    this.#socket.onAny((name: string, ...rest: unknown[]) => {
      void this.#received(opened, { name, rest, tooLong: length > MAX_MESSAGE_CHARS });
    });
    this.#socket.on('disconnect', () => void this.#disconnected(opened));
  }

  /** Resolves to whether this connection is the participant's line now. */
  async #connect(): Promise<boolean> {
    const { host, handshake, holder } = this.#admission;
    this.#parts.lines.add(this.#line);
    try {
      const outcome = await host.actor.ask(
        {
          type: 'line.connected',
          participant: holder.participant,
          connection: this.#line.id,
          device: handshake.device,
          takeOver: handshake.takeOver,
        },
        { kind: 'server' },
      );
      if (!outcome.ok) {
        this.#line.drop(outcome.error.code);
        return false;
      }
      await this.#parts.markJoined(holder.link);
      host.fanOut.show(this.#line);
      host.desk.remind(this.#line);
      return true;
    } catch (error) {
      if (error instanceof Refusal && replyOf(error.code).category === 'drop') this.#line.drop(error.code);
      else this.#line.reset();
      if (!(error instanceof Refusal)) this.#logger.error({ err: error }, 'a line could not be opened');
      return false;
    }
  }

  async #received(opened: Promise<boolean>, { name, rest, tooLong }: Received): Promise<void> {
    const reply = rest.find(isReply);
    const input = reply === undefined ? undefined : rest[0];
    const outcome = (await opened) ? await this.#answer(name, input, tooLong) : refused('connection.unknown');
    this.#parts.onRequest(name, isRequest(name), outcome.ok ? 'ok' : outcome.error.code);
    if (reply !== undefined) reply(outcome);
    else if (!outcome.ok) this.#socket.emit('refused', outcome.error);
  }

  async #answer(name: string, input: unknown, tooLong: boolean): Promise<Reply<unknown>> {
    try {
      await this.#limiter.consume(this.#line.id);
    } catch {
      return refused('request.too-many');
    }
    if (tooLong) return refused('request.too-large');
    const { host, holder } = this.#admission;
    const current = host.actor.state.people.get(holder.participant)?.line;
    if (current?.kind !== 'online' || current.connection !== this.#line.id) {
      return refused('connection.superseded');
    }
    const asker = { host, participant: holder.participant, connection: this.#line.id };
    return dispatch(asker, name, input, (request, error) => {
      this.#logger.error({ request, err: error }, 'a request failed');
    });
  }

  async #disconnected(opened: Promise<boolean>): Promise<void> {
    const { host, holder } = this.#admission;
    this.#parts.lines.remove(this.#line);
    host.fanOut.forget(this.#line);
    if (!(await opened)) return;
    try {
      await host.actor.ask(
        { type: 'line.lost', participant: holder.participant, connection: this.#line.id },
        { kind: 'server' },
      );
    } catch (error) {
      this.#logger.warn({ err: error }, 'a lost line could not be written down');
    }
  }
}
