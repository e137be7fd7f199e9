import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Secret } from '@parley/shared/lib';
import {
  csrfHeader,
  type RouteInput,
  type RouteName,
  type RouteOutput,
  routes,
} from '@parley/shared/protocol';
import type { SessionCreated } from '@parley/shared/session';
import { pino } from 'pino';
import type { CreateSession } from '../cases/cases.ts';
import { freshDesk } from '../files/testing.ts';
import { Glossary } from '../glossary/glossary.ts';
import { freshDatabase } from '../store/testing.ts';
import type { LockOutLimits } from '../staff/lock-out.ts';
import { addressReader } from './address.ts';
import { createHttpApp, type HttpParts } from './app.ts';
import { createRegistry } from './metrics.ts';
import { createHttpServer } from './server.ts';
import { createServices, type Services } from './services.ts';

export const ORIGIN = 'https://tiaojie.example.cn';
export const ADMINISTRATOR = { username: 'root', password: 'correct horse 电池' };

export interface Asking<N extends RouteName> {
  readonly params?: Record<string, string>;
  readonly body?: RouteInput<N>;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string | Uint8Array;
  /** `name=value` of a cookie. */
  readonly cookie?: string;
  readonly headers?: Record<string, string | undefined>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

export interface Options {
  readonly createSession?: CreateSession;
  readonly lockOut?: LockOutLimits;
  readonly parts?: Partial<HttpParts>;
}

/** A whole HTTP server over a database of its own. Its clock stands still until it is moved. */
export async function openHarness(options: Options = {}) {
  const store = await freshDatabase();
  const clientFolder = await builtClient();
  const clock = { now: Date.parse('2026-03-02T09:00:00.123Z') };
  const written: SessionCreated[] = [];
  const logged: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged.push(chunk.toString());
      done();
    },
  });
  const services: Services = createServices({
    db: store.db,
    glossary: new Glossary(store.db, () => clock.now),
    linkKey: new Secret(new Uint8Array(32).fill(3)),
    publicUrl: ORIGIN,
    now: () => clock.now,
    createSession:
      options.createSession ??
      (async (event) => {
        await store.events.append(event.id, 0, [event], { kind: 'server' }, clock.now);
        written.push(event);
      }),
    rtpCapabilities: () => Promise.resolve(null),
    ...(options.lockOut === undefined ? {} : { lockOut: options.lockOut }),
  });
  const app = createHttpApp({
    services,
    files: freshDesk(),
    origins: [ORIGIN],
    secure: true,
    addressOf: addressReader(1),
    clientFolder,
    logger: pino({ level: 'trace' }, sink),
    checks: { database: () => Promise.resolve(), sfu: () => Promise.resolve() },
    registry: createRegistry(),
    metricsToken: new Secret('a-token-for-metrics'),
    metricsOpenHere: true,
    limits: { api: 100_000, look: 100_000, signIn: 100_000 },
    ...options.parts,
  });
  const server = createHttpServer(null).on('request', app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function ask<N extends RouteName>(name: N, asking: Asking<N> = {}): Promise<Answer> {
    const { method, path } = routes[name];
    const filled = path.replace(/:(\w+)/gu, (_all, key: string) =>
      encodeURIComponent(asking.params?.[key] ?? 'x'),
    );
    const headers = new Headers();
    const given: Record<string, string | undefined> = {
      ...(method === 'POST' ? { 'content-type': 'application/json', origin: ORIGIN, [csrfHeader]: '1' } : {}),
      ...(asking.cookie === undefined ? {} : { cookie: asking.cookie }),
      ...asking.headers,
    };
    for (const [key, value] of Object.entries(given)) if (value !== undefined) headers.set(key, value);
    const body = method === 'POST' ? (asking.raw ?? JSON.stringify(asking.body ?? {})) : undefined;
    const response = await fetch(`${url}${filled}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, headers: response.headers, json: await response.json() };
  }

  /** Asks what has to succeed. */
  async function get<N extends RouteName>(name: N, asking: Asking<N> = {}): Promise<RouteOutput<N>> {
    const { status, json } = await ask(name, asking);
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(json)}`);
    return routes[name].output.parse(json) as RouteOutput<N>;
  }

  /** Signs in; the cookie to send. */
  async function signIn(username: string, password: string): Promise<string> {
    const { status, headers, json } = await ask('staff.sign-in', { body: { username, password } });
    if (status !== 200) throw new Error(`sign-in: ${status} ${JSON.stringify(json)}`);
    return headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  await services.accounts.create({ ...ADMINISTRATOR, name: '管理员', administrator: true });
  const close = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    await store.close();
    await rm(clientFolder, { recursive: true });
  };
  const { db, events } = store;
  return { url, services, db, events, clock, written, logged, ask, get, signIn, close };
}
export type Harness = Awaited<ReturnType<typeof openHarness>>;

/** A folder as the client's build leaves it. */
async function builtClient(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-client-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Parley</title>');
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'assets', 'index-4f2a.js'), 'export {};');
  return folder;
}
