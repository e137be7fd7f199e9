import type { Sfu } from '@parley/shared/sfu';
import { embeddedSfu, remoteSfu } from '@parley/sfu';
import type { Logger } from 'pino';
import type { SfuConfig } from '../config/index.ts';
import { lanAddresses } from '../tls/addresses.ts';
import { poolOf } from './pool.ts';

const WILDCARDS = ['0.0.0.0', '::'];

/** Which life of which server this is: SFU nodes obey only the newest. */
export interface ServerLife {
  /** The same after each restart. */
  readonly server: string;
  /** Greater with each. */
  readonly generation: number;
}

/** The media plane this server uses: in its own process, or on the nodes it is told of. */
export async function openSfu(config: SfuConfig, life: ServerLife, logger: Logger): Promise<Sfu> {
  switch (config.kind) {
    case 'embedded':
      return embeddedSfu({
        workerBin: config.workerBin,
        workers: config.workers,
        listenIp: config.listenIp,
        announcedAddress: announcedOf(config),
        firstPort: config.firstPort,
        logger,
      });
    case 'remote':
      return poolOf(
        config.urls.map((url) => remoteSfu({ url, secret: config.secret.reveal(), ...life, logger })),
      );
  }
}

/** A browser cannot send to a wildcard: it is told an address of this machine instead. */
function announcedOf({
  listenIp,
  announcedAddress,
}: Extract<SfuConfig, { kind: 'embedded' }>): string | undefined {
  if (announcedAddress !== null) return announcedAddress;
  if (!WILDCARDS.includes(listenIp)) return undefined;
  return lanAddresses()[0] ?? '127.0.0.1';
}
