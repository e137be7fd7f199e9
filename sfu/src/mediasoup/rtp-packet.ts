/** What an RTP packet carries (RFC 3550), without header, extension and padding; null of what is none, or empty. */
export function payloadOf(packet: Buffer): Buffer | null {
  const [first] = packet;
  if (first === undefined || packet.length < 12 || first >> 6 !== 2) return null;
  const hasPadding = (first & 0x20) !== 0;
  const hasExtension = (first & 0x10) !== 0;
  let start = 12 + 4 * (first & 0x0f);
  if (hasExtension) {
    if (packet.length < start + 4) return null;
    start += 4 + 4 * packet.readUInt16BE(start + 2);
  }
  const end = packet.length - (hasPadding ? (packet.at(-1) ?? 0) : 0);
  return start < end ? packet.subarray(start, end) : null;
}
