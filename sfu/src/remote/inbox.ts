import type { WebSocket } from 'ws';
import type { z } from 'zod';
import { type CloseReason, closeCode } from './frames.ts';
import { contentOf } from './wire.ts';

/** The other side did not keep to the handshake. */
export class HandshakeFailed extends Error {
  readonly reason: CloseReason;
  constructor(reason: CloseReason) {
    super(reason);
    this.name = 'HandshakeFailed';
    this.reason = reason;
  }
}

/** Everything a socket says, in order and none lost: first asked for one by one, later poured out as it comes. */
export class Inbox {
  readonly #texts: string[] = [];
  #pour: ((text: string) => void) | null = null;
  #wanted: { readonly resolve: (text: string) => void; readonly reject: (error: Error) => void } | null =
    null;
  #failed: HandshakeFailed | null = null;

  constructor(socket: WebSocket) {
    socket.on('message', (data, isBinary) => {
      if (isBinary || !Buffer.isBuffer(data)) return socket.close(closeCode.malformed, 'malformed');
      this.#take(data.toString('utf8'));
    });
    // The other side may have seen through a wrong proof before anything was asked of its own.
    socket.on('close', (code) =>
      this.#fail(new HandshakeFailed(code === closeCode.unauthenticated ? 'unauthenticated' : 'silent')),
    );
  }

  /** The next text, read by the schema. Rejects with `HandshakeFailed` when it is none, or never comes. */
  async next<T>(schema: z.ZodType<T>): Promise<T> {
    const text = this.#texts.shift() ?? (await this.#wait());
    const parsed = schema.safeParse(contentOf(text));
    if (!parsed.success) throw new HandshakeFailed('malformed');
    return parsed.data;
  }

  pour(into: (text: string) => void): void {
    this.#pour = into;
    for (const text of this.#texts.splice(0)) into(text);
  }

  #take(text: string): void {
    if (this.#pour !== null) return this.#pour(text);
    const wanted = this.#wanted;
    this.#wanted = null;
    if (wanted === null) this.#texts.push(text);
    else wanted.resolve(text);
  }

  #fail(error: HandshakeFailed): void {
    this.#failed = error;
    this.#wanted?.reject(error);
    this.#wanted = null;
  }

  #wait(): Promise<string> {
    if (this.#failed !== null) return Promise.reject(this.#failed);
    return new Promise((resolve, reject) => {
      this.#wanted = { resolve, reject };
    });
  }
}
