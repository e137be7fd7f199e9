import type { Logger } from 'pino';
import type { Timers } from '../lib/timers.ts';

export interface EmbeddedOptions {
  /** The mediasoup-worker program. */
  readonly workerBin: string;
  /** Worker processes; one per core is right. */
  readonly workers: number;
  /** The address media arrives at on this machine. */
  readonly listenIp: string;
  /** The address browsers are told instead, behind a NAT or where `listenIp` is a wildcard. */
  readonly announcedAddress?: string | undefined;
  /** Worker n takes UDP and TCP port `firstPort + n`; 0: free ones. */
  readonly firstPort: number;
  /** Bits per second a browser may send, all its tracks together. */
  readonly maxIncomingBitrate?: number | undefined;
  /** Aborted as soon as this process is to end: a terminal's Ctrl-C goes to the workers too, which end with it. */
  readonly stopping?: AbortSignal | undefined;
  readonly timers?: Timers | undefined;
  readonly logger?: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> | undefined;
}
