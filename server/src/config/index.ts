import { accessSync, constants } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type EnvRow, err, mediaPortProblems, ok, type Result, type Secret } from '@parley/shared/lib';
import { type CertificateFiles, readCertificate } from './certificate.ts';
import { canHold, unfit } from './folder.ts';
import { serverEnvironment } from './variables.ts';

/** The server's settings, with everything that follows from each other worked out. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly tls: Tls;
  /** Null: follows from what is listened on. */
  readonly publicUrl: string | null;
  readonly allowedOrigins: readonly string[];
  readonly proxies: number;
  readonly dataDir: string;
  readonly databaseUrl: Secret | null;
  readonly sfu: SfuConfig;
  readonly captions: CaptionsConfig;
  readonly graceMs: number;
  readonly metricsToken: Secret | null;
  /** This machine reads the metrics without a token: nothing says that a proxy stands in front. */
  readonly metricsOpenHere: boolean;
  readonly logLevel: string;
}

export type Tls =
  | { readonly kind: 'none' }
  | { readonly kind: 'self-signed' }
  | ({ readonly kind: 'files' } & CertificateFiles);

export type CaptionsConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'service'; readonly url: string; readonly secret: Secret | null }
  | { readonly kind: 'sherpa'; readonly modelDir: string };

export type SfuConfig =
  | { readonly kind: 'remote'; readonly urls: readonly [string, ...string[]]; readonly secret: Secret }
  | {
      readonly kind: 'embedded';
      readonly workerBin: string;
      readonly workers: number;
      readonly listenIp: string;
      /** The variable by which `listenIp` is another one. */
      readonly listenIpFrom: 'HOST' | 'MEDIASOUP_LISTEN_IP';
      /** Null: where media arrives is where browsers send it, on a wildcard the LAN address. */
      readonly announcedAddress: string | null;
      readonly firstPort: number;
    };

/** The variables as a table, in both languages. */
export const describeConfig = (): readonly EnvRow[] => serverEnvironment.rows;

/** The settings, or one line for each variable that is wrong, beginning with its name. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> {
  const read = serverEnvironment.read(environment);
  if (!read.ok) return read;
  const env = read.value;
  const problems: string[] = [];
  const dataDir = dataDirOf(env, problems);
  const tls = tlsOf(env, problems);
  const host = env.HOST ?? (tls.kind === 'none' ? '127.0.0.1' : '0.0.0.0');
  const sfu = sfuOf(env, host, problems);
  const captions = captionsOf(env, problems);
  if (sfu === null || captions === null || problems.length > 0) return err(problems);
  return ok({
    port: env.PORT,
    host,
    tls,
    publicUrl: env.PUBLIC_URL,
    allowedOrigins: env.ALLOWED_ORIGINS ?? [],
    proxies: env.TRUST_PROXY,
    dataDir,
    databaseUrl: env.DATABASE_URL,
    sfu,
    captions,
    graceMs: env.LINE_GRACE_SECONDS * 1_000,
    metricsToken: env.METRICS_TOKEN,
    metricsOpenHere: env.PUBLIC_URL === null && env.TRUST_PROXY === 0,
    logLevel: env.LOG_LEVEL,
  });
}

/** What is needed to reach the data alone; refuses like `readConfig`. */
export function readStoreConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Pick<Config, 'dataDir' | 'databaseUrl'>, readonly string[]> {
  const read = serverEnvironment.read(environment);
  if (!read.ok) return read;
  const problems: string[] = [];
  const dataDir = dataDirOf(read.value, problems);
  if (problems.length > 0) return err(problems);
  return ok({ dataDir, databaseUrl: read.value.DATABASE_URL });
}

type Values = Extract<ReturnType<typeof serverEnvironment.read>, { ok: true }>['value'];

function dataDirOf({ DATA_DIR }: Values, problems: string[]): string {
  if (!canHold(DATA_DIR)) problems.push(`DATA_DIR: ${unfit(DATA_DIR)}`);
  return resolve(DATA_DIR);
}

function tlsOf(env: Values, problems: string[]): Tls {
  const { TLS_CERT, TLS_KEY } = env;
  if (TLS_CERT === null && TLS_KEY === null) return { kind: env.SELF_SIGNED ? 'self-signed' : 'none' };
  const files = readCertificate({ cert: TLS_CERT, key: TLS_KEY }, problems);
  if (files === null) return { kind: 'none' };
  if (files.hosts.length === 0 && env.PUBLIC_URL === null) {
    problems.push('PUBLIC_URL: is needed with TLS_CERT, whose certificate names no host of its own');
  }
  return { kind: 'files', ...files };
}

function sfuOf(env: Values, host: string, problems: string[]): SfuConfig | null {
  const [first, ...more] = env.SFU_URLS ?? [];
  if (first !== undefined) {
    if (env.SFU_SECRET !== null) return { kind: 'remote', urls: [first, ...more], secret: env.SFU_SECRET };
    problems.push('SFU_SECRET: is needed with SFU_URLS');
    return null;
  }
  if (env.MEDIASOUP_WORKER_BIN === null) {
    problems.push('MEDIASOUP_WORKER_BIN: is needed without SFU_URLS; `npm start` sets it');
    return null;
  }
  if (!canRun(env.MEDIASOUP_WORKER_BIN)) {
    problems.push(
      `MEDIASOUP_WORKER_BIN: must name a program that can be run, not ${JSON.stringify(env.MEDIASOUP_WORKER_BIN)}`,
    );
  }
  const media = {
    workers: env.SFU_WORKERS,
    listenIp: env.MEDIASOUP_LISTEN_IP ?? listenIpBeside(host),
    firstPort: env.MEDIASOUP_PORT,
  };
  problems.push(...mediaPortProblems({ variable: 'PORT', port: env.PORT, host, media }));
  return {
    kind: 'embedded',
    workerBin: env.MEDIASOUP_WORKER_BIN,
    ...media,
    listenIpFrom: env.MEDIASOUP_LISTEN_IP === null ? 'HOST' : 'MEDIASOUP_LISTEN_IP',
    announcedAddress: env.MEDIASOUP_ANNOUNCED_ADDRESS,
  };
}

function captionsOf(env: Values, problems: string[]): CaptionsConfig | null {
  switch (env.CAPTIONS) {
    case 'none':
      return { kind: 'none' };
    case 'service':
      if (env.CAPTIONS_URL === null) {
        problems.push('CAPTIONS_URL: is needed with CAPTIONS=service');
        return null;
      }
      return { kind: 'service', url: env.CAPTIONS_URL, secret: env.CAPTIONS_SECRET };
    case 'sherpa':
      if (env.CAPTIONS_MODEL_DIR === null) {
        problems.push('CAPTIONS_MODEL_DIR: is needed with CAPTIONS=sherpa');
        return null;
      }
      return { kind: 'sherpa', modelDir: resolve(env.CAPTIONS_MODEL_DIR) };
  }
}

/** Media arrives under the same address as the pages, by default. */
function listenIpBeside(host: string): string {
  if (isLoopback(host)) return '127.0.0.1';
  return isIP(host) !== 0 && host !== '::' ? host : '0.0.0.0';
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether only this machine itself can reach what listens there. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
