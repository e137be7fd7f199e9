const HEADER_BYTES = 12;
const HAS_EXTENSIONS = 0x10;
/** Extensions of one byte before each (RFC 8285). */
const ONE_BYTE = 0xbede;

/** Something that a packet says of itself behind its header. */
export interface Extension {
  readonly id: number;
  readonly value: string;
}

/** The packet with these extensions. */
export function withExtensions(packet: Buffer, extensions: readonly Extension[]): Buffer {
  const written = Buffer.concat(
    extensions.map(({ id, value }) =>
      Buffer.concat([Buffer.from([(id << 4) | (value.length - 1)]), Buffer.from(value, 'latin1')]),
    ),
  );
  const words = Math.ceil(written.length / 4);
  const block = Buffer.alloc(4 + 4 * words);
  block.writeUInt16BE(ONE_BYTE, 0);
  block.writeUInt16BE(words, 2);
  written.copy(block, 4);
  const header = Buffer.from(packet.subarray(0, HEADER_BYTES));
  header.writeUInt8(header.readUInt8(0) | HAS_EXTENSIONS, 0);
  return Buffer.concat([header, block, packet.subarray(HEADER_BYTES)]);
}
