import type { Sfu } from '@parley/shared/sfu';
import { embeddedSfu, remoteSfu, UnusableAddress } from '@parley/sfu';
import type { Logger } from 'pino';
import type { SfuConfig } from '../config/index.ts';
import { lanAddresses } from '../tls/addresses.ts';
import { mediaAddress } from './address.ts';
import { poolOf } from './pool.ts';

/** Which life of which server this is: SFU nodes obey only the newest. */
export interface ServerLife {
  /** The same after each restart. */
  readonly server: string;
  /** Greater with each. */
  readonly generation: number;
}

export interface SfuParts {
  readonly logger: Logger;
  /** Aborted as soon as this process is to end. */
  readonly stopping: AbortSignal;
}

/**
 * The media plane this server uses: in its own process, or on the nodes it is told of. Where a setting is why it does
 * not start, the message is one line that names it.
 */
export async function openSfu(
  config: SfuConfig,
  life: ServerLife,
  { logger, stopping }: SfuParts,
): Promise<Sfu> {
  switch (config.kind) {
    case 'embedded':
      return embeddedSfu({
        workerBin: config.workerBin,
        workers: config.workers,
        ...mediaAddress(config, lanAddresses()),
        firstPort: config.firstPort,
        logger,
        stopping,
      }).catch((error: unknown) => {
        if (!(error instanceof UnusableAddress)) throw error;
        const variable = error.part === 'port' ? 'MEDIASOUP_PORT' : config.listenIpFrom;
        throw new Error(`${variable}: ${error.message}`, { cause: error });
      });
    case 'remote':
      return poolOf(
        config.urls.map((url) => remoteSfu({ url, secret: config.secret.reveal(), ...life, logger })),
      );
  }
}
