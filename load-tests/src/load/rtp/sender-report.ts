const SENDER_REPORT = 200;
const BYTES = 28;
/** From 1900, which NTP counts from, to 1970. */
const SECONDS_BEFORE_EPOCH = 2_208_988_800;

interface Report {
  readonly ssrc: number;
  /** A moment, and which time of the stream's own clock it was then. */
  readonly epochMs: number;
  readonly timestamp: number;
  /** Sent so far. */
  readonly packets: number;
  readonly bytes: number;
}

/** Says of a stream when its packets are of (RFC 3550). */
export function writeSenderReport({ ssrc, epochMs, timestamp, packets, bytes }: Report): Buffer {
  const seconds = Math.floor(epochMs / 1_000);
  const buffer = Buffer.alloc(BYTES);
  buffer.writeUInt8(0x80, 0);
  buffer.writeUInt8(SENDER_REPORT, 1);
  buffer.writeUInt16BE(BYTES / 4 - 1, 2);
  buffer.writeUInt32BE(ssrc, 4);
  buffer.writeUInt32BE(seconds + SECONDS_BEFORE_EPOCH, 8);
  buffer.writeUInt32BE(Math.floor((epochMs / 1_000 - seconds) * 2 ** 32), 12);
  buffer.writeUInt32BE(timestamp, 16);
  buffer.writeUInt32BE(packets >>> 0, 20);
  buffer.writeUInt32BE(bytes >>> 0, 24);
  return buffer;
}
