import type { Source } from '@parley/shared/session';
import type { RtpCapabilities, RtpParameters } from '@parley/shared/sfu';

/** What a browser says it can receive. */
export const capabilities: RtpCapabilities = {
  codecs: [
    {
      kind: 'audio',
      mimeType: 'audio/opus',
      preferredPayloadType: 100,
      clockRate: 48_000,
      channels: 2,
      parameters: {},
      rtcpFeedback: [],
    },
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 101,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: [],
    },
  ],
  headerExtensions: [],
};

/** What it sends; each track of a device has a number of its own. */
export function parametersOf(source: Source, track: number): RtpParameters {
  const audio = source === 'microphone' || source === 'screen-audio';
  return {
    mid: String(track),
    codecs: [
      audio
        ? {
            mimeType: 'audio/opus',
            payloadType: 111,
            clockRate: 48_000,
            channels: 2,
            parameters: {},
            rtcpFeedback: [],
          }
        : { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, parameters: {}, rtcpFeedback: [] },
    ],
    headerExtensions: [],
    encodings: [{ ssrc: 1_000 + track, dtx: false }],
    rtcp: { cname: 'fuzz', reducedSize: true },
  };
}
