import type { ConsumerId, ParticipantId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';

/** One track that reaches me, or is set up to. */
export interface RemoteTrack {
  readonly consumer: ConsumerId;
  /** Null while it is only prepared. */
  readonly owner: ParticipantId | null;
  readonly source: Source;
  readonly track: MediaStreamTrack;
  /** The simulcast layer now received (0 lowest … 2), null while nothing fits the bandwidth. */
  readonly layer: number | null;
}

/** My own camera or screen, as far as it is on. */
export type LocalTrack =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly track: MediaStreamTrack }
  | { readonly kind: 'failed'; readonly reason: DeviceFailure };

/** Why a device could not be used; each has its own help text. */
export type DeviceFailure = 'denied' | 'missing' | 'busy' | 'insecure' | 'cancelled';
