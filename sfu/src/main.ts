import { pino } from 'pino';
import { type NodeConfig, readNodeConfig } from './config.ts';
import { embeddedSfu } from './mediasoup/embedded.ts';
import { listenSfu } from './remote/listen.ts';

// A node on its own: `npm run sfu`, for servers that name it in SFU_URLS.
const config = readNodeConfig(process.env);
if (config.ok) await run(config.value);
else {
  for (const problem of config.error) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

async function run({ host, port, secret, logLevel, media }: NodeConfig): Promise<void> {
  const logger = pino({ level: logLevel });
  try {
    const stopping = new AbortController();
    const sfu = await embeddedSfu({ ...media, logger, stopping: stopping.signal });
    const node = await listenSfu({ sfu, secret: secret.reveal(), host, port, logger });
    logger.info({ host, port: node.port, workers: media.workers }, 'the SFU node listens');
    const stop = (signal: NodeJS.Signals): void => {
      stopping.abort();
      logger.info({ signal }, 'the SFU node stops');
      void node.close();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    logger.fatal({ err: error, host, port }, 'the SFU node does not start');
    process.exitCode = 1;
  }
}
