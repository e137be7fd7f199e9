import { join, resolve } from 'node:path';
import { whyNotListening } from '@parley/shared/lib';
import { type DestinationStream, pino } from 'pino';
import { type Config, readConfig } from './config/index.ts';
import { keepHeapSmall } from './heap.ts';
import { createRegistry } from './http/metrics.ts';
import { safeError } from './lib/safe-error.ts';
import { openCaptions } from './captions/open.ts';
import { openSfu, type ServerLife } from './media/sfu.ts';
import { ownAddress } from './own-address.ts';
import { serve } from './serve.ts';
import type { FirstAdministrator } from './staff/accounts.ts';
import { openStore, type Store } from './store/database.ts';
import { keyNamed, nextNumber } from './store/settings.ts';
import { DatabaseUnusable } from './store/unusable.ts';
import { lanAddresses } from './tls/addresses.ts';
import { type Certificate, selfSigned } from './tls/self-signed.ts';
import { stopsWith } from './stop.ts';
import { welcome } from './welcome.ts';

const clientFolder = resolve(import.meta.dirname, '../../client/dist');

keepHeapSmall();
const config = readConfig(process.env);
if (config.ok) await start(config.value);
else {
  for (const line of config.error) process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}

/** Opens what the server stands on, from the bottom up; whatever fails takes down what was opened before. */
async function start(settings: Config): Promise<void> {
  const logger = pino({ level: settings.logLevel, serializers: { err: safeError } }, logTo());
  const stop = stopsWith(logger);
  try {
    const store = await openStore({
      databaseUrl: settings.databaseUrl,
      dataDir: settings.dataDir,
      report: (what) => process.stdout.write(`${what}\n`),
      onIdleError: (error) => logger.warn({ err: error }, 'a connection to the database broke'),
    });
    stop.opened('the database', () => store.close());
    const sfu = await openSfu(settings.sfu, await lifeOf(store), { logger, stopping: stop.asked });
    stop.opened('the SFU', () => sfu.close());
    const captionProvider = await openCaptions(settings.captions, logger);
    stop.opened('captions', async () => captionProvider?.close());
    const certificate = await certificateOf(settings);
    const serving = await serve({
      store,
      sfu,
      captionProvider,
      logger,
      metrics: createRegistry(),
      metricsToken: settings.metricsToken,
      metricsOpenHere: settings.metricsOpenHere,
      host: settings.host,
      port: settings.port,
      certificate,
      address: ownAddress(settings, lanAddresses()),
      allowedOrigins: settings.allowedOrigins,
      proxies: settings.proxies,
      graceMs: settings.graceMs,
      clientFolder,
      filesFolder: join(settings.dataDir, 'files'),
    });
    stop.opened('the server', () => serving.close());
    const { accounts, sample: ensureSample } = serving.services;
    const sample = await ensureSample();
    const greet = (administrator: FirstAdministrator | null): Promise<void> =>
      print(
        welcome({ url: serving.url, administrator, sample, selfSigned: settings.tls.kind === 'self-signed' }),
      );
    if (!(await accounts.ensureAdministrator(greet))) await greet(null);
  } catch (error) {
    await stop.now(1, sentenceOf(error));
  }
}

/** Resolves when it is written. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Standard output belongs to the person who started it; the log goes to standard error. */
function logTo(): DestinationStream {
  return pino.destination({ dest: 2, sync: false });
}

/** The database is what makes it this server and no other, and counts its lives: a clock may have been set back. */
async function lifeOf({ db }: Store): Promise<ServerLife> {
  const name = (await keyNamed(db, 'server')).reveal();
  const generation = await nextNumber(db, 'life', Date.now());
  return { server: Buffer.from(name).toString('base64url'), generation };
}

async function certificateOf({ tls, dataDir }: Config): Promise<Certificate | null> {
  switch (tls.kind) {
    case 'none':
      return null;
    case 'files':
      return { cert: tls.cert, key: tls.key };
    case 'self-signed':
      return selfSigned(join(dataDir, 'tls'), lanAddresses());
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof DatabaseUnusable) return error.message;
  const unheard = whyNotListening(error, { port: 'PORT', host: 'HOST' });
  if (unheard !== null) return unheard;
  return error instanceof Error ? error.message : 'the server could not start';
}
