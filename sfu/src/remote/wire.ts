import type { WebSocket } from 'ws';
import type { Timers } from '../lib/timers.ts';
import { type CloseReason, closeCode } from './frames.ts';
import type { Seal } from './seal.ts';

const CLOSE_MS = 1_000;
const BEAT_MS = 200;
/**
 * The other side said nothing before so many looks in a row, one with each beat: within a second. By looks and not by
 * the clock: what came while this process was itself held up is not read yet.
 */
const SILENT_LOOKS = 4;

export interface WireParts {
  readonly socket: WebSocket;
  readonly outgoing: Seal;
  readonly incoming: Seal;
  readonly timers: Timers;
  /** What this side says with each beat. */
  readonly beat: () => object;
  /** The content of a frame, not yet of any shape. Returns false when it has none it should have. */
  readonly onFrame: (content: unknown) => boolean;
  /** Once; nothing is sent or heard any more. */
  readonly onDown: () => void;
}

/** A link both of whose ends are known: sealed frames in order, and a heartbeat each way. */
export class Wire {
  readonly #parts: WireParts;
  /** So many looks ago the other side was heard. */
  #unheard = 0;
  #stopBeating: () => void;
  #down = false;

  constructor(parts: WireParts) {
    this.#parts = parts;
    this.#stopBeating = parts.timers.after(BEAT_MS, () => this.#beat());
    parts.socket.on('close', () => this.close(null));
  }

  get down(): boolean {
    return this.#down;
  }

  /** Bytes that wait for the other side to read. */
  get backlog(): number {
    return this.#parts.socket.bufferedAmount;
  }

  send(frame: object): void {
    if (!this.#down) this.#parts.socket.send(this.#parts.outgoing.seal(JSON.stringify(frame)));
  }

  receive(sealed: string): void {
    if (this.#down) return;
    const text = this.#parts.incoming.open(sealed);
    if (text === null) return this.close('unauthenticated');
    this.#unheard = 0;
    if (!this.#parts.onFrame(contentOf(text))) this.close('malformed');
  }

  close(reason: CloseReason | null): void {
    if (this.#down) return;
    this.#down = true;
    this.#stopBeating();
    const { socket, timers, onDown } = this.#parts;
    if (reason === null || reason === 'silent') socket.terminate();
    else endSocket(socket, reason, timers);
    onDown();
  }

  #beat(): void {
    const { timers, beat } = this.#parts;
    if (this.#unheard >= SILENT_LOOKS) return this.close('silent');
    this.#unheard += 1;
    this.send(beat());
    this.#stopBeating = timers.after(BEAT_MS, () => this.#beat());
  }
}

/** Says why, and does not wait for long to hear that it was understood. */
export function endSocket(socket: WebSocket, reason: CloseReason, timers: Timers): void {
  socket.close(closeCode[reason], reason);
  const cancel = timers.after(CLOSE_MS, () => socket.terminate());
  socket.once('close', cancel);
}

/** undefined when it is not JSON. */
export function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
