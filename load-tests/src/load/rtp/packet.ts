const HEADER_BYTES = 12;
/** Marks a packet of ours; what the media node makes by itself has it not. */
const MARK = 0x5061_726c;
/** Mark, stream, place, count, and the time of sending. */
const TAIL_BYTES = 24;

/** What a packet of ours says of itself. */
export interface Tail {
  /** Which of the run's streams it is of. */
  readonly stream: number;
  /** Where its sender stood, and so for whom it is. */
  readonly place: number;
  /** The how manieth it is of its stream. */
  readonly count: number;
  /** When it was sent, by this process's clock. */
  readonly at: number;
}

/** The header of RTP (RFC 3550), as far as it differs from packet to packet. Numbers that are too large wrap. */
export interface Header {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  /** The last of its frame. */
  readonly marker: boolean;
}

export interface Outgoing extends Tail, Header {
  /** How long the payload is, and its first two bytes: the beginning of a VP8 payload, or nothing in particular. */
  readonly bytes: number;
  readonly begins: readonly [number, number];
}

/** An RTP packet with room for so many bytes of payload. */
function writeHeader({ payloadType, sequence, timestamp, ssrc, marker }: Header, bytes: number): Buffer {
  const buffer = Buffer.alloc(HEADER_BYTES + bytes);
  buffer.writeUInt8(0x80, 0);
  buffer.writeUInt8((marker ? 0x80 : 0) | payloadType, 1);
  buffer.writeUInt16BE(sequence & 0xffff, 2);
  buffer.writeUInt32BE(timestamp >>> 0, 4);
  buffer.writeUInt32BE(ssrc, 8);
  return buffer;
}

/** An RTP packet with this payload. */
export function writeRtp(header: Header, payload: Uint8Array): Buffer {
  const buffer = writeHeader(header, payload.length);
  buffer.set(payload, HEADER_BYTES);
  return buffer;
}

/** An RTP packet that says at its very end, behind whatever a media node rewrites, when it was sent. */
export function writePacket(packet: Outgoing): Buffer {
  const buffer = writeHeader(packet, packet.bytes);
  buffer.writeUInt8(packet.begins[0], HEADER_BYTES);
  buffer.writeUInt8(packet.begins[1], HEADER_BYTES + 1);
  const tail = buffer.length - TAIL_BYTES;
  buffer.writeUInt32BE(MARK, tail);
  buffer.writeUInt32BE(packet.stream, tail + 4);
  buffer.writeUInt32BE(packet.place, tail + 8);
  buffer.writeUInt32BE(packet.count, tail + 12);
  buffer.writeDoubleBE(packet.at, tail + 16);
  return buffer;
}

/** What a packet says of itself; null for one that is not ours. */
export function readTail(packet: Buffer): Tail | null {
  const tail = packet.length - TAIL_BYTES;
  if (tail < HEADER_BYTES || isControl(packet) || packet.readUInt32BE(tail) !== MARK) return null;
  return {
    stream: packet.readUInt32BE(tail + 4),
    place: packet.readUInt32BE(tail + 8),
    count: packet.readUInt32BE(tail + 12),
    at: packet.readDoubleBE(tail + 16),
  };
}

/** RTCP, by what stands where RTP has its payload type (RFC 5761). */
export function isControl(packet: Buffer): boolean {
  const type = packet.length < 2 ? 0 : packet.readUInt8(1);
  return type >= 192 && type <= 223;
}

const PAYLOAD_FEEDBACK = 206;
const PICTURE_LOSS = 1;
const FULL_INTRA = 4;

/** Of which streams a whole picture is asked for somewhere in this RTCP packet. */
export function keyFramesAsked(packet: Buffer): number[] {
  const asked: number[] = [];
  for (let offset = 0; offset + 4 <= packet.length; ) {
    const end = offset + 4 * (packet.readUInt16BE(offset + 2) + 1);
    const format = packet.readUInt8(offset) & 0x1f;
    if (packet.readUInt8(offset + 1) === PAYLOAD_FEEDBACK && end <= packet.length && offset + 12 <= end) {
      if (format === PICTURE_LOSS) asked.push(packet.readUInt32BE(offset + 8));
      for (let entry = offset + 12; format === FULL_INTRA && entry + 8 <= end; entry += 8)
        asked.push(packet.readUInt32BE(entry));
    }
    offset = end;
  }
  return asked;
}

/** Whether a whole picture is asked for somewhere in this RTCP packet. */
export const asksForKeyFrame = (packet: Buffer): boolean => keyFramesAsked(packet).length > 0;
