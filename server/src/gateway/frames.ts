import type { Notice, NoticeName } from '@parley/shared/protocol';

/**
 * To Engine.IO: what is written is these very bytes, and there is nothing to encode. One piece of them is one write, and
 * may go to many lines.
 */
export interface AsFrame {
  readonly compress: false;
  readonly wsPreEncodedFrame: readonly [Buffer];
}

/** A notice as Socket.IO has it, and the same as the bytes that go over the wire. */
export interface NoticeFrame {
  readonly text: string;
  readonly as: AsFrame;
}

const made = new WeakMap<object, { readonly name: NoticeName; readonly frame: NoticeFrame }>();

/**
 * The very same notice is encoded once, to however many lines it goes: who it goes to is decided elsewhere, line by line.
 * No notice is changed once it was sent.
 */
export function noticeFrame<N extends NoticeName>(name: N, notice: Notice<N>): NoticeFrame {
  const known = made.get(notice);
  if (known?.name === name) return known.frame;
  const text = `${SOCKET_IO_EVENT}${JSON.stringify([name, notice])}`;
  const frame: NoticeFrame = { text, as: frameOf(`${ENGINE_IO_MESSAGE}${text}`) };
  made.set(notice, { name, frame });
  return frame;
}

/** Packets of Engine.IO … */
const ENGINE_IO_PING = '2';
const ENGINE_IO_MESSAGE = '4';
/** … and of Socket.IO: in the one namespace there is, with nothing to acknowledge and no bytes beside it. */
const SOCKET_IO_EVENT = '2';

/** Whoever is there answers it. */
export const PING: AsFrame = frameOf(ENGINE_IO_PING);

/** A whole text message of a server, as RFC 6455 has it: not masked, not compressed. */
function frameOf(text: string): AsFrame {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x81;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, head);
  return { compress: false, wsPreEncodedFrame: [frame] };
}
