import { whyNotListening } from '@parley/shared/lib';
import { pino } from 'pino';
import { type NodeConfig, readNodeConfig } from './config.ts';
import { embeddedSfu } from './mediasoup/embedded.ts';
import { UnusableAddress } from './mediasoup/unusable-address.ts';
import { leaseTimes } from './remote/leases.ts';
import { listenSfu } from './remote/listen.ts';

// A node on its own: `npm run sfu`, for servers that name it in SFU_URLS.
const config = readNodeConfig(process.env);
if (config.ok) await run(config.value);
else {
  for (const problem of config.error) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

async function run({
  host,
  port,
  secret,
  metricsToken,
  leaseMs,
  logLevel,
  media,
}: NodeConfig): Promise<void> {
  const logger = pino({ level: logLevel });
  try {
    const stopping = new AbortController();
    const sfu = await embeddedSfu({ ...media, logger, stopping: stopping.signal });
    const node = await listenSfu({
      sfu,
      secret: secret.reveal(),
      host,
      port,
      metricsToken,
      leaseTimes: { ...leaseTimes, silenceAfterMs: leaseMs },
      logger,
    });
    logger.info({ host, port: node.port, workers: media.workers }, 'the SFU node listens');
    const stop = (signal: NodeJS.Signals): void => {
      stopping.abort();
      logger.info({ signal }, 'the SFU node stops');
      void node.close();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof UnusableAddress) {
    return `${error.part === 'port' ? 'MEDIASOUP_PORT' : 'MEDIASOUP_LISTEN_IP'}: ${error.message}`;
  }
  const unheard = whyNotListening(error, { port: 'SFU_PORT', host: 'SFU_HOST' });
  if (unheard !== null) return unheard;
  return error instanceof Error ? error.message : 'the SFU node does not start';
}
