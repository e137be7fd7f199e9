import { z } from 'zod';

/**
 * mediasoup's RTP and DTLS shapes, as far as Parley carries them, with a bound on every list and string: they
 * come from browsers and go to a native worker. Names as in mediasoup's documentation.
 */
const short = z.string().max(64);
const parameterValue = z.union([z.string().max(256), z.number(), z.boolean(), z.null()]);
const parameters = z
  .record(short, parameterValue)
  .refine((value) => Object.keys(value).length <= 32, 'too many parameters');

const payloadType = z.number().int().min(0).max(127);
const ssrc = z.number().int().min(1).max(0xffffffff);

const RtcpFeedback = z.object({ type: short, parameter: short.optional() });

export const RtpCodec = z.object({
  mimeType: z.string().regex(/^(audio|video)\/[A-Za-z0-9-]{1,32}$/),
  payloadType,
  clockRate: z.number().int().min(1).max(384_000),
  channels: z.number().int().min(1).max(8).optional(),
  parameters: parameters.optional(),
  rtcpFeedback: z.array(RtcpFeedback).max(16).optional(),
});

export const RtpCapabilities = z.object({
  codecs: z
    .array(
      RtpCodec.omit({ payloadType: true }).extend({
        kind: z.enum(['audio', 'video']),
        preferredPayloadType: payloadType.optional(),
      }),
    )
    .max(64)
    .optional(),
  headerExtensions: z
    .array(
      z.object({
        kind: z.enum(['audio', 'video']),
        uri: z.string().max(128),
        preferredId: z.number().int().min(1).max(255),
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(64)
    .optional(),
});
export type RtpCapabilities = z.infer<typeof RtpCapabilities>;

const RtpEncoding = z.object({
  ssrc: ssrc.optional(),
  rid: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,16}$/)
    .optional(),
  codecPayloadType: payloadType.optional(),
  rtx: z.object({ ssrc }).optional(),
  dtx: z.boolean().optional(),
  scalabilityMode: z.string().max(16).optional(),
  scaleResolutionDownBy: z.number().min(1).max(64).optional(),
  maxBitrate: z.number().int().min(1).max(100_000_000).optional(),
  maxFramerate: z.number().min(1).max(240).optional(),
  active: z.boolean().optional(),
});

export const RtpParameters = z.object({
  mid: z.string().max(16).optional(),
  codecs: z.array(RtpCodec).min(1).max(16),
  headerExtensions: z
    .array(
      z.object({
        uri: z.string().max(128),
        id: z.number().int().min(1).max(255),
        encrypt: z.boolean().optional(),
        parameters: parameters.optional(),
      }),
    )
    .max(32)
    .optional(),
  encodings: z.array(RtpEncoding).min(1).max(4),
  rtcp: z.object({ cname: z.string().max(256).optional(), reducedSize: z.boolean().optional() }).optional(),
  msid: z.string().max(256).optional(),
});
export type RtpParameters = z.infer<typeof RtpParameters>;

export const DtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^([0-9A-Fa-f]{2}:){19,63}[0-9A-Fa-f]{2}$/),
      }),
    )
    .min(1)
    .max(8),
});
export type DtlsParameters = z.infer<typeof DtlsParameters>;

export const IceParameters = z.object({
  usernameFragment: z.string().max(256),
  password: z.string().max(256),
  iceLite: z.boolean().optional(),
});
export type IceParameters = z.infer<typeof IceParameters>;

export const IceCandidate = z.object({
  foundation: z.string().max(64),
  priority: z.number().int().min(0),
  ip: z.string().max(64),
  address: z.string().max(64),
  protocol: z.enum(['udp', 'tcp']),
  port: z.number().int().min(0).max(65_535),
  type: z.literal('host'),
  tcpType: z.literal('passive').optional(),
});
export type IceCandidate = z.infer<typeof IceCandidate>;

/** What a browser needs to set up one transport. */
export const TransportOptions = z.object({
  id: z.string().max(64),
  iceParameters: IceParameters,
  iceCandidates: z.array(IceCandidate).max(32),
  dtlsParameters: DtlsParameters,
});
export type TransportOptions = z.infer<typeof TransportOptions>;
