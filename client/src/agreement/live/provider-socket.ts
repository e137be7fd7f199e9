/** What stands between the provider and the wire. */
export interface SocketHost {
  /** The provider wants a connection; it is told when there is one. */
  made(socket: ProviderSocket): void;
  send(bytes: Uint8Array): void;
  closed(): void;
}

/** A WebSocket as far as y-websocket's provider uses one; its host decides when it opens and what goes through it. */
export interface ProviderSocket {
  opened(): void;
  received(bytes: Uint8Array): void;
  ended(code: number): void;
}

const OPEN = 1;
const CLOSED = 3;

/** The class the provider makes its sockets of. */
export function socketClass(host: SocketHost): typeof WebSocket {
  class Socket implements ProviderSocket {
    readonly OPEN = OPEN;
    binaryType = 'arraybuffer';
    readyState = 0;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    onerror: (() => void) | null = null;

    constructor() {
      host.made(this);
    }

    opened(): void {
      this.readyState = OPEN;
      this.onopen?.();
    }

    received(bytes: Uint8Array): void {
      if (this.readyState === OPEN) this.onmessage?.({ data: new Uint8Array(bytes).buffer });
    }

    ended(code: number): void {
      if (this.readyState === CLOSED) return;
      this.readyState = CLOSED;
      this.onclose?.({ code, reason: '' });
    }

    send(bytes: Uint8Array): void {
      if (this.readyState === OPEN) host.send(bytes);
    }

    close(): void {
      if (this.readyState === CLOSED) return;
      this.readyState = CLOSED;
      host.closed();
    }
  }
  // The provider uses nothing else of it.
  return Socket as unknown as typeof WebSocket;
}
