import { ErrorReply } from '@parley/shared/errors';
import type { Handshake } from '@parley/shared/protocol';
import { io } from 'socket.io-client';

/** What one socket reports. Nothing comes after `closed` or `refused`. */
export interface WireEvents {
  /** The server did not take the handshake; null when it could not be reached. */
  refused(error: ErrorReply | null): void;
  closed(): void;
  /** Anything arrived, a heartbeat included. */
  alive(): void;
  notice(name: string, payload: unknown): void;
}

export interface Wire {
  send(name: string, input: unknown, reply: (reply: unknown) => void): void;
  close(): void;
}

/** Opens one socket, once: coming back is the connection's business. */
export type OpenWire = (handshake: Handshake, events: WireEvents) => Wire;

const CONNECT_TIMEOUT_MS = 4_000;

export const openSocket: OpenWire = (handshake, events) => {
  const socket = io({
    auth: { ...handshake },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    timeout: CONNECT_TIMEOUT_MS,
    autoConnect: false,
  });
  let over = false;
  const end = (report: () => void): void => {
    if (over) return;
    over = true;
    report();
    socket.disconnect();
  };
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    const reply = ErrorReply.safeParse(error.data);
    end(() => events.refused(reply.success ? reply.data : null));
  });
  socket.on('disconnect', () => end(() => events.closed()));
  socket.io.on('ping', () => events.alive());
  socket.onAny((name: string, payload: unknown) => {
    if (over) return;
    events.alive();
    events.notice(name, payload);
  });
  socket.connect();
  return {
    send: (name, input, reply) => {
      socket.emit(name, input, reply);
    },
    close: () => {
      over = true;
      socket.disconnect();
    },
  };
};
