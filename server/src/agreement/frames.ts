/** A frame of WebSocket's that is whole and holds bytes. */
const WHOLE_BYTES = 0x82;
/** What stands in place of a length that is told in the two or eight bytes behind it. */
const IN_TWO = 126;
const IN_EIGHT = 127;

/** Messages as a server sends them. One that goes to many is made a frame once, and its bytes are shared. */
export class Frames {
  #message: Uint8Array | null = null;
  #frame: Buffer = Buffer.alloc(0);

  of(message: Uint8Array): Buffer {
    if (message === this.#message) return this.#frame;
    this.#message = message;
    this.#frame = frameOf(message);
    return this.#frame;
  }
}

function frameOf(message: Uint8Array): Buffer {
  const { length } = message;
  const short = length < IN_TWO;
  const inTwo = length < 2 ** 16;
  const head = short ? 2 : inTwo ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = WHOLE_BYTES;
  if (short) frame[1] = length;
  else if (inTwo) {
    frame[1] = IN_TWO;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = IN_EIGHT;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(message, head);
  return frame;
}
