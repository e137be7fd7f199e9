import type { Source } from '@parley/shared/session';
import { assertNever } from '@parley/shared/lib';
import type { types } from 'mediasoup-client';

export interface SendingOptions {
  readonly encodings: types.RtpEncodingParameters[];
  readonly codecOptions: types.ProducerCodecOptions;
}

const OPUS_BITS = 40_000;
const SCREEN_SOUND_BITS = 96_000;
/** Documents must be sharp rather than smooth. */
const SCREEN_FRAMES = 15;

/**
 * How a track is encoded. A camera goes out in up to three sizes, so that each receiver gets the one it shows and
 * can carry; `size` is the shorter side of what the camera delivers, in pixels. Sound is marked to go first when
 * bandwidth is short.
 */
export function sendingOptions(source: Source, size: number): SendingOptions {
  switch (source) {
    case 'microphone':
      return sound(OPUS_BITS, false);
    case 'screen-audio':
      return sound(SCREEN_SOUND_BITS, true);
    case 'camera':
      return { encodings: layers(size), codecOptions: { videoGoogleStartBitrate: 600 } };
    case 'screen':
      return {
        encodings: [
          { scaleResolutionDownBy: 2, maxBitrate: 400_000, maxFramerate: 5 },
          { scaleResolutionDownBy: 1, maxBitrate: 2_500_000, maxFramerate: SCREEN_FRAMES },
        ],
        codecOptions: { videoGoogleStartBitrate: 1_000 },
      };
    default:
      return assertNever(source);
  }
}

function sound(bits: number, stereo: boolean): SendingOptions {
  return {
    encodings: [{ maxBitrate: bits, dtx: false, priority: 'high', networkPriority: 'high' }],
    codecOptions: { opusFec: true, opusDtx: false, opusStereo: stereo, opusMaxAverageBitrate: bits },
  };
}

function layers(size: number): types.RtpEncodingParameters[] {
  const low = { maxBitrate: 100_000 };
  const middle = { maxBitrate: 300_000 };
  if (size >= 540) {
    return [
      { ...low, scaleResolutionDownBy: 4 },
      { ...middle, scaleResolutionDownBy: 2 },
      { maxBitrate: 1_200_000, scaleResolutionDownBy: 1 },
    ];
  }
  if (size >= 270) {
    return [
      { ...low, scaleResolutionDownBy: 2 },
      { maxBitrate: 500_000, scaleResolutionDownBy: 1 },
    ];
  }
  return [{ maxBitrate: 200_000, scaleResolutionDownBy: 1 }];
}

/** What a sender cannot change once it is negotiated. */
export const formOf = (options: SendingOptions): string => JSON.stringify(options);
