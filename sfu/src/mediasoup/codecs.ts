import { RtpCapabilities } from '@parley/shared/sfu';
import { generateRouterRtpCapabilities } from 'mediasoup/ortc';
import type { RouterRtpCodecCapability } from 'mediasoup/types';

/**
 * What every browser can. In-band FEC lets a listener mend a lost packet from the next one; DTX is left off, for
 * a silence that stops sending cannot be told from a lost line.
 */
export const mediaCodecs: RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
];

/** The same for every router; in Parley's own shape. */
export const routerCapabilities = (): RtpCapabilities =>
  RtpCapabilities.parse(generateRouterRtpCapabilities(mediaCodecs));
