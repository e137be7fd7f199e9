const TRANSPORT_FEEDBACK = 205;
const GENERIC_NACK = 1;
/** What one item names: a packet, and which of the next 16. */
const FOLLOWING = 16;

/** Asks for packets again (RFC 4585). */
export function writeNack(ssrc: number, sequences: readonly number[]): Buffer {
  const items: { readonly first: number; mask: number }[] = [];
  for (const sequence of sequences) {
    const last = items.at(-1);
    const after = last === undefined ? Number.POSITIVE_INFINITY : (sequence - last.first) & 0xffff;
    if (last !== undefined && after >= 1 && after <= FOLLOWING) last.mask |= 1 << (after - 1);
    else items.push({ first: sequence & 0xffff, mask: 0 });
  }
  const buffer = Buffer.alloc(12 + 4 * items.length);
  buffer.writeUInt8(0x80 | GENERIC_NACK, 0);
  buffer.writeUInt8(TRANSPORT_FEEDBACK, 1);
  buffer.writeUInt16BE(buffer.length / 4 - 1, 2);
  buffer.writeUInt32BE(1, 4);
  buffer.writeUInt32BE(ssrc, 8);
  for (const [index, { first, mask }] of items.entries()) {
    buffer.writeUInt16BE(first, 12 + 4 * index);
    buffer.writeUInt16BE(mask, 14 + 4 * index);
  }
  return buffer;
}

/** Which packets are asked for again somewhere in this RTCP packet. */
export function readNacks(packet: Buffer): { readonly ssrc: number; readonly sequence: number }[] {
  const asked: { readonly ssrc: number; readonly sequence: number }[] = [];
  for (let offset = 0; offset + 4 <= packet.length; ) {
    const end = offset + 4 * (packet.readUInt16BE(offset + 2) + 1);
    const isNack =
      packet.readUInt8(offset + 1) === TRANSPORT_FEEDBACK &&
      (packet.readUInt8(offset) & 0x1f) === GENERIC_NACK;
    if (isNack && end <= packet.length && offset + 12 <= end) {
      const ssrc = packet.readUInt32BE(offset + 8);
      for (let item = offset + 12; item + 4 <= end; item += 4) {
        const [first, mask] = [packet.readUInt16BE(item), packet.readUInt16BE(item + 2)];
        asked.push({ ssrc, sequence: first });
        for (let bit = 0; bit < FOLLOWING; bit += 1) {
          if ((mask >> bit) & 1) asked.push({ ssrc, sequence: (first + bit + 1) & 0xffff });
        }
      }
    }
    offset = end;
  }
  return asked;
}
