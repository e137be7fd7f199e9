import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Secret } from '@parley/shared/lib';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SfuNode } from '../core/node.ts';
import { sameSecret } from '../lib/same-secret.ts';
import { systemTimers, type Timers } from '../lib/timers.ts';
import { type CloseReason, type FromNode, LINK_PATH, limits } from './frames.ts';
import { HandshakeFailed, Inbox } from './inbox.ts';
import { Leadership } from './leadership.ts';
import { type LeaseTimes, leaseTimes } from './leases.ts';
import { plainMetrics } from './metrics.ts';
import { meetServer } from './node-handshake.ts';
import { NodeLink } from './node-link.ts';
import { endSocket } from './wire.ts';

const HANDSHAKE_MS = 3_000;
/** Links at once that have not yet said who they are. */
const MOST_STRANGERS = 32;

export interface ListenOptions {
  readonly sfu: SfuNode;
  /** At least 32 characters, the same at every server this node obeys. */
  readonly secret: string;
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Lets a collector read the metrics; without one nobody does. */
  readonly metricsToken?: Secret | null;
  readonly timers?: Timers;
  readonly leaseTimes?: LeaseTimes;
  readonly logger?: Pick<Logger, 'info' | 'warn' | 'error'>;
}

export interface ListeningNode {
  readonly port: number;
  /** Servers that lead it at this moment. */
  links(): number;
  /** Links ended by this node, by reason, since it began. */
  refused(): ReadonlyMap<CloseReason, number>;
  /** Ends every link and closes the SFU. */
  close(): Promise<void>;
}

/**
 * An SFU that servers on other machines lead; `/healthz` and `/metrics` on the same port. If that is taken
 * it rejects, and the SFU is closed.
 */
export async function listenSfu(options: ListenOptions): Promise<ListeningNode> {
  const { sfu, secret, host, port, metricsToken = null, logger, timers = systemTimers } = options;
  const node = randomUUID();
  const refused = new Map<CloseReason, number>();
  const leadership = new Leadership({ sfu, timers, leaseTimes: options.leaseTimes ?? leaseTimes, logger });
  const strangers = new Set<WebSocket>();
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: limits.toNode,
  });

  const turnAway = (socket: WebSocket, reason: CloseReason): void => {
    refused.set(reason, (refused.get(reason) ?? 0) + 1);
    logger?.warn({ reason }, refusalLine(reason));
    endSocket(socket, reason, timers);
  };

  async function meet(socket: WebSocket, connection: Duplex): Promise<void> {
    let failed: CloseReason | null = null;
    const fail = (reason: CloseReason): void => {
      failed ??= reason;
      connection.destroy();
    };
    const cancel = timers.after(HANDSHAKE_MS, () => fail('silent'));
    const unlimit = limitStranger(connection, () => fail('tooLarge'));
    strangers.add(socket);
    try {
      const inbox = new Inbox(socket);
      const known = await meetServer(socket, inbox, { secret, node });
      unlimit();
      const { server, generation } = known.hello;
      const leader = leadership.accept(known.hello);
      if (leader === null) {
        const stale: FromNode = { t: 'stale' };
        socket.send(known.outgoing.seal(JSON.stringify(stale)));
        throw new HandshakeFailed('stale');
      }
      new NodeLink({ sfu, node, timers, leadership, leader, socket, inbox, known });
      logger?.info({ server, generation }, 'a server leads this node');
    } catch (error) {
      if (!(error instanceof HandshakeFailed)) logger?.error({ err: error }, 'a link failed');
      turnAway(socket, failed ?? (error instanceof HandshakeFailed ? error.reason : 'malformed'));
    } finally {
      cancel();
      strangers.delete(socket);
    }
  }

  webSockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    // ws reports a broken frame here and then closes by itself.
    socket.on('error', (error) => logger?.warn({ err: error }, 'a link broke'));
    if (strangers.size >= MOST_STRANGERS) turnAway(socket, 'tooMany');
    else void meet(socket, request.socket);
  });

  const http = createServer((request, response) => {
    void serve(request, response, {
      token: metricsToken,
      read: async () => plainMetrics({ ...(await sfu.stats()), links: leadership.links() }, refused),
    });
  });
  http.on('upgrade', (request, socket, head) => {
    if (request.url !== LINK_PATH) {
      socket.destroy();
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSockets.emit('connection', webSocket, request);
    });
  });
  const listening = new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => resolve());
  });
  await listening.catch(async (error: unknown) => {
    leadership.close();
    await sfu.close();
    throw error;
  });

  return {
    port: portOf(http.address()),
    links: () => leadership.links(),
    refused: () => refused,
    close: async () => {
      leadership.close();
      for (const socket of webSockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await sfu.close();
    },
  };
}

/** For whoever looks why a server of theirs is not served. */
const refusalLine = (reason: CloseReason): string =>
  reason === 'unauthenticated'
    ? 'refused a link: the SFU_SECRET of whoever opened it does not match that of this node'
    : 'refused a link';

/** Ends a connection that says more than a handshake takes before it is known. */
function limitStranger(connection: Duplex, tooMuch: () => void): () => void {
  let bytes = 0;
  const count = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes <= limits.unknown) return;
    stop();
    tooMuch();
  };
  const stop = (): void => {
    connection.off('data', count);
  };
  connection.on('data', count);
  return stop;
}

interface Metrics {
  readonly token: Secret | null;
  readonly read: () => Promise<string>;
}

/** How many hear how many others tells when people are parted: it is for whoever runs the node. */
const mayRead = ({ headers }: IncomingMessage, token: Secret | null): boolean =>
  token !== null && sameSecret(headers.authorization ?? '', `Bearer ${token.reveal()}`);

async function serve(request: IncomingMessage, response: ServerResponse, metrics: Metrics): Promise<void> {
  const say = (status: number, body: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(body);
  };
  if (request.method !== 'GET') return say(405, '');
  switch (request.url) {
    case '/healthz':
      return say(200, 'ok\n');
    case '/metrics':
      if (!mayRead(request, metrics.token)) return say(404, '');
      return metrics.read().then(
        (text) => say(200, text),
        () => say(503, ''),
      );
    default:
      return say(404, '');
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the node listens on no port');
  return address.port;
}
