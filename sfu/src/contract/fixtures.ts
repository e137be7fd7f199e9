import { ConsumerId, PeerId, ProducerId, RoomId, SessionId } from '@parley/shared/ids';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '@parley/shared/sfu';

const padded = (name: string): string => name.padEnd(8, '_');
export const sessionId = (name: string): SessionId => SessionId.parse(padded(name));
export const peerId = (name: string): PeerId => PeerId.parse(padded(name));
export const producerId = (name: string): ProducerId => ProducerId.parse(padded(name));
export const consumerId = (name: string): ConsumerId => ConsumerId.parse(padded(name));
export const roomId = (name: string): RoomId => RoomId.parse(padded(name));

const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const RID = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';
const REPAIRED_RID = 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id';
const SEND_TIME = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time';
const TRANSPORT_CC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';

const videoFeedback = [
  { type: 'goog-remb', parameter: '' },
  { type: 'transport-cc', parameter: '' },
  { type: 'ccm', parameter: 'fir' },
  { type: 'nack', parameter: '' },
  { type: 'nack', parameter: 'pli' },
];

/** What mediasoup-client's Device answers in Chromium for routers like ours, and one codec and extension more. */
export const chromium: RtpCapabilities = {
  codecs: [
    {
      kind: 'audio',
      mimeType: 'audio/opus',
      preferredPayloadType: 100,
      clockRate: 48_000,
      channels: 2,
      parameters: { minptime: 10, useinbandfec: 1 },
      rtcpFeedback: [
        { type: 'transport-cc', parameter: '' },
        { type: 'nack', parameter: '' },
      ],
    },
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 101,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: videoFeedback,
    },
    {
      kind: 'video',
      mimeType: 'video/rtx',
      preferredPayloadType: 102,
      clockRate: 90_000,
      parameters: { apt: 101 },
      rtcpFeedback: [],
    },
    {
      kind: 'video',
      mimeType: 'video/AV1',
      preferredPayloadType: 45,
      clockRate: 90_000,
      parameters: { profile: 0 },
      rtcpFeedback: videoFeedback,
    },
  ],
  headerExtensions: [
    { kind: 'audio', uri: MID, preferredId: 1, preferredEncrypt: false, direction: 'sendrecv' },
    { kind: 'video', uri: MID, preferredId: 1, preferredEncrypt: false, direction: 'sendrecv' },
    { kind: 'audio', uri: SEND_TIME, preferredId: 4, preferredEncrypt: false, direction: 'sendrecv' },
    { kind: 'video', uri: SEND_TIME, preferredId: 4, preferredEncrypt: false, direction: 'sendrecv' },
    { kind: 'audio', uri: TRANSPORT_CC, preferredId: 5, preferredEncrypt: false, direction: 'sendrecv' },
    { kind: 'video', uri: TRANSPORT_CC, preferredId: 5, preferredEncrypt: false, direction: 'sendrecv' },
    { kind: 'audio', uri: AUDIO_LEVEL, preferredId: 10, preferredEncrypt: false, direction: 'sendrecv' },
    {
      kind: 'video',
      uri: 'http://www.webrtc.org/experiments/rtp-hdrext/video-timing',
      preferredId: 13,
      preferredEncrypt: false,
      direction: 'sendrecv',
    },
  ],
};

/** A browser without VP8. */
export const audioOnly: RtpCapabilities = {
  ...chromium,
  codecs: (chromium.codecs ?? []).filter(({ kind }) => kind === 'audio'),
};

/** Each track of a peer has a mid and SSRCs of its own: `track` tells them apart. */
export function opus(track: number): RtpParameters {
  return {
    mid: String(track),
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: 111,
        clockRate: 48_000,
        channels: 2,
        parameters: { minptime: 10, useinbandfec: 1, 'sprop-stereo': 0, usedtx: 0 },
        rtcpFeedback: [
          { type: 'transport-cc', parameter: '' },
          { type: 'nack', parameter: '' },
        ],
      },
    ],
    headerExtensions: [
      { uri: MID, id: 4, encrypt: false, parameters: {} },
      { uri: SEND_TIME, id: 2, encrypt: false, parameters: {} },
      { uri: TRANSPORT_CC, id: 3, encrypt: false, parameters: {} },
      { uri: AUDIO_LEVEL, id: 1, encrypt: false, parameters: {} },
    ],
    encodings: [{ ssrc: 1_000_000 + track, dtx: false, maxBitrate: 48_000 }],
    rtcp: { cname: 'tC2fWxx4a2ukUwRH', reducedSize: true },
    msid: 'stream track',
  };
}

const vp8 = (track: number): RtpParameters => ({
  mid: String(track),
  codecs: [
    {
      mimeType: 'video/VP8',
      payloadType: 96,
      clockRate: 90_000,
      parameters: { 'x-google-start-bitrate': 1_000 },
      rtcpFeedback: videoFeedback,
    },
    { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 }, rtcpFeedback: [] },
  ],
  headerExtensions: [
    { uri: MID, id: 4, encrypt: false, parameters: {} },
    { uri: RID, id: 10, encrypt: false, parameters: {} },
    { uri: REPAIRED_RID, id: 11, encrypt: false, parameters: {} },
    { uri: SEND_TIME, id: 2, encrypt: false, parameters: {} },
    { uri: TRANSPORT_CC, id: 3, encrypt: false, parameters: {} },
  ],
  encodings: [],
  rtcp: { cname: 'tC2fWxx4a2ukUwRH', reducedSize: true },
});

/** A camera in three layers. */
export const simulcast = (track: number): RtpParameters => ({
  ...vp8(track),
  encodings: ['r0', 'r1', 'r2'].map((rid, layer) => ({
    rid,
    active: true,
    scaleResolutionDownBy: 4 / 2 ** layer,
    maxBitrate: 150_000 * 4 ** layer,
    scalabilityMode: 'L1T3',
    dtx: false,
  })),
});

/** A shared screen: one size, three frame rates. */
export const screen = (track: number): RtpParameters => ({
  ...vp8(track),
  encodings: [
    {
      ssrc: 2_000_000 + 2 * track,
      rtx: { ssrc: 2_000_001 + 2 * track },
      scalabilityMode: 'L1T3',
      maxBitrate: 2_500_000,
      dtx: false,
    },
  ],
});

export const dtlsParameters: DtlsParameters = {
  role: 'client',
  fingerprints: [
    {
      algorithm: 'sha-256',
      value:
        '82:5A:68:3D:36:C3:0A:DE:AF:E7:32:43:D2:88:83:57:AC:2D:65:E5:80:C4:B6:FB:AF:1A:A0:21:9F:6D:0C:AD',
    },
  ],
};
