import { documentsPath } from '@parley/shared/protocol';

/** What one socket of a document reports. Nothing comes after `closed`. */
export interface TubeEvents {
  opened(): void;
  frame(bytes: Uint8Array): void;
  closed(end: TubeEnd): void;
}
export interface TubeEnd {
  readonly code: number;
  readonly reason: string;
}

export interface Tube {
  send(bytes: Uint8Array): void;
  close(): void;
}

/** Opens one socket, once, with a ticket: coming back is the channel's business. */
export type OpenTube = (ticket: string, events: TubeEvents) => Tube;

export const openTube: OpenTube = (ticket, events) => {
  const address = new URL(documentsPath, location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address, `parley.${ticket}`);
  socket.binaryType = 'arraybuffer';
  let over = false;
  socket.onopen = () => {
    if (!over) events.opened();
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!over && data instanceof ArrayBuffer) events.frame(new Uint8Array(data));
  };
  socket.onclose = ({ code, reason }) => {
    if (over) return;
    over = true;
    events.closed({ code, reason });
  };
  return {
    send: (bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(new Uint8Array(bytes));
    },
    close: () => {
      over = true;
      socket.close();
    },
  };
};
