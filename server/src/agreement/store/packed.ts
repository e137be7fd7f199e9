/** Before each update its length, as PostgreSQL writes a number. */
const OF_LENGTH = 4;

/** The updates, as views of what they are packed into. */
export function unpacked(packed: readonly Uint8Array[]): readonly Uint8Array[] {
  const updates: Uint8Array[] = [];
  for (const bytes of packed) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.length; ) {
      const from = at + OF_LENGTH;
      at = from + view.getInt32(at);
      updates.push(bytes.subarray(from, at));
    }
  }
  return updates;
}
