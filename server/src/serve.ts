import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Secret } from '@parley/shared/lib';
import type { Sfu } from '@parley/shared/sfu';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { DocumentGate } from './agreement/gate.ts';
import { documentMetrics } from './agreement/metrics.ts';
import { openDocumentSockets } from './agreement/sockets.ts';
import type { CaptionProvider } from './captions/provider.ts';
import { FileDesk } from './files/desk.ts';
import { Shelf } from './files/shelf.ts';
import { gatewayMetrics } from './gateway/metrics.ts';
import type { Limiter } from './gateway/connection.ts';
import type { Heartbeat } from './gateway/silence.ts';
import { openGateway } from './gateway/sockets.ts';
import { rosterOf } from './cases/roster.ts';
import { addressReader } from './http/address.ts';
import { createHttpApp } from './http/app.ts';
import { originCheck, ownOrigins } from './http/origins.ts';
import { createHttpServer } from './http/server.ts';
import { createServices, type Services } from './http/services.ts';
import { standingIn } from './links/standing.ts';
import { mediaMetrics } from './media/metrics.ts';
import { Glossary } from './glossary/glossary.ts';
import { StoredNotes } from './notes/notes.ts';
import type { OwnAddress } from './own-address.ts';
import { systemTimers } from './lib/timers.ts';
import { Lines } from './session/lines.ts';
import { SessionRegistry } from './session/registry.ts';
import type { Store } from './store/database.ts';
import { keyNamed } from './store/settings.ts';
import { Templates } from './templates/templates.ts';
import type { Certificate } from './tls/self-signed.ts';

export interface ServeParts {
  readonly store: Store;
  readonly sfu: Sfu;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly metricsToken: Secret | null;
  /** This machine reads the metrics without a token. */
  readonly metricsOpenHere: boolean;
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly certificate: Certificate | null;
  /** Where browsers reach it. */
  readonly address: OwnAddress;
  readonly allowedOrigins: readonly string[];
  /** How many proxies of ours stand in front. */
  readonly proxies: number;
  readonly graceMs: number;
  /** The built client. */
  readonly clientFolder: string;
  /** Where the bytes of shared files are kept. */
  readonly filesFolder: string;
  /** Left out: nothing is captioned by itself. */
  readonly captionProvider?: CaptionProvider | null;
  /** Left out: one that notices a dead line within a second. */
  readonly heartbeat?: Heartbeat;
  /** Left out: how often a line may ask is limited. */
  readonly limits?: Limiter;
}

export interface Serving {
  readonly url: string;
  readonly services: Services;
  /** Ends every connection, lets what is under way be stored, and stops listening. */
  close(): Promise<void>;
}

/** Puts the server together and listens. */
export async function serve(parts: ServeParts): Promise<Serving> {
  const { store, sfu, logger, metrics } = parts;
  const now = (): number => Date.now();
  const lines = new Lines();
  const shelf = new Shelf(parts.filesFolder);
  await shelf.tidy(async ({ session, file }) => (await store.events.findFile(session, file)) !== null);
  const files = new FileDesk(shelf, now);
  const words = store.documents({ timers: systemTimers, logger });
  const documents = new DocumentGate({
    store: words,
    now,
    clock: () => performance.now(),
    timers: systemTimers,
    logger,
    metrics: documentMetrics(metrics),
  });
  // One for the sessions and for the office: what either answers, the other is told.
  const glossary = new Glossary(store.db, now);
  const registry = new SessionRegistry({
    log: store.events,
    sfu,
    files,
    notes: new StoredNotes(store.db),
    templates: new Templates(store.db, now),
    terms: glossary,
    documents,
    captionProvider: parts.captionProvider ?? null,
    lines,
    now,
    timers: systemTimers,
    logger,
    graceMs: parts.graceMs,
    standing: (session) => standingIn(store.db, session, now()),
    roster: (session) => rosterOf(store.db, session),
  });
  // Nobody is let on before it is known what is to be taken up; that itself goes on beside them.
  void registry.takeUp(await sfu.held());
  mediaMetrics(metrics, sfu);
  const linkKey = await keyNamed(store.db, 'links');
  const server = createHttpServer(parts.certificate);
  const url = parts.address.url(await listen(server, parts));
  const services = createServices({
    db: store.db,
    glossary,
    linkKey,
    publicUrl: url,
    now,
    createSession: (event) => store.events.append(event.id, 0, [event], { kind: 'server' }, now()),
    rtpCapabilities: () => sfu.capabilities().catch(() => null),
  });
  const origins = [...ownOrigins(url, parts.address.hosts), ...parts.allowedOrigins];
  const addressOf = addressReader(parts.proxies);
  const app = createHttpApp({
    services,
    files,
    origins,
    secure: url.startsWith('https:'),
    addressOf,
    clientFolder: parts.clientFolder,
    logger,
    checks: {
      database: () => store.ping(),
      sfu: () => sfu.ready(),
    },
    registry: metrics,
    metricsToken: parts.metricsToken,
    metricsOpenHere: parts.metricsOpenHere,
  });
  server.on('request', app);
  const gateway = openGateway(server, {
    registry,
    lines,
    verifyLink: (token) => services.links.verify(token),
    markJoined: (link) => services.links.markJoined(link),
    allowedOrigin: originCheck(origins),
    addressOf,
    logger,
    ...(parts.heartbeat === undefined ? {} : { heartbeat: parts.heartbeat }),
    ...(parts.limits === undefined ? {} : { limits: parts.limits }),
    onRequest: gatewayMetrics(metrics, { sessions: registry, lines }),
  });
  const documentSockets = openDocumentSockets(server, {
    gate: documents,
    allowedOrigin: originCheck(origins),
    addressOf,
  });
  services.links.onRevoked(async ({ link, session, participant }) => {
    for (const line of lines.byLink(link)) line.drop('link.revoked');
    await registry.cutOff(session, participant);
  });
  services.news.on((session) => registry.follow(session));
  return {
    url,
    services,
    close: async () => {
      documentSockets.close();
      await gateway.close();
      await registry.close();
      await words.close();
      await closed(server);
    },
  };
}

function listen(server: Server, { port, host }: ServeParts): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** The gateway has stopped listening already; what is left are kept-alive connections. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
