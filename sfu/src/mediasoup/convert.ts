import { Refusal } from '@parley/shared/errors';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '@parley/shared/sfu';
import type * as Mediasoup from 'mediasoup/types';

/**
 * From Parley's checked shapes to mediasoup's, which know no `undefined` values and only named header extensions.
 */
const headerExtensionUris: ReadonlySet<string> = new Set<Mediasoup.RtpHeaderExtensionUri>([
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
  'urn:3gpp:video-orientation',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time',
  'urn:ietf:params:rtp-hdrext:toffset',
  'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay',
]);

const isKnownUri = (uri: string): uri is Mediasoup.RtpHeaderExtensionUri => headerExtensionUris.has(uri);

/** A browser lists more codecs and extensions than mediasoup knows; those it does not know are left out. */
export function toMediasoupCapabilities(capabilities: RtpCapabilities): Mediasoup.RtpCapabilities {
  return {
    codecs: (capabilities.codecs ?? []).map(({ preferredPayloadType, rtcpFeedback, ...rest }) => {
      if (preferredPayloadType === undefined) throw new Refusal('media.bad-parameters');
      return { ...defined(rest), preferredPayloadType, rtcpFeedback: (rtcpFeedback ?? []).map(defined) };
    }),
    headerExtensions: (capabilities.headerExtensions ?? []).flatMap(({ uri, ...rest }) =>
      isKnownUri(uri) ? [{ ...defined(rest), uri }] : [],
    ),
  };
}

/** Refuses an extension that was never negotiated with `media.bad-parameters`. */
export function toMediasoupParameters(parameters: RtpParameters): Mediasoup.RtpParameters {
  const { codecs, headerExtensions, encodings, rtcp, ...rest } = parameters;
  return {
    ...defined(rest),
    codecs: codecs.map(({ rtcpFeedback, ...codec }) => ({
      ...defined(codec),
      rtcpFeedback: (rtcpFeedback ?? []).map(defined),
    })),
    headerExtensions: (headerExtensions ?? []).map(({ uri, ...extension }) => {
      if (!isKnownUri(uri)) throw new Refusal('media.bad-parameters');
      return { ...defined(extension), uri };
    }),
    encodings: encodings.map(defined),
    rtcp: defined(rtcp ?? {}),
  };
}

export const toMediasoupDtls = ({ role, fingerprints }: DtlsParameters): Mediasoup.DtlsParameters => ({
  ...(role === undefined ? {} : { role }),
  fingerprints,
});

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
