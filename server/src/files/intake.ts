import { createHash } from 'node:crypto';
import { type Readable, Writable } from 'node:stream';
import { Refusal } from '@parley/shared/errors';
import { HEAD_BYTES } from './kind.ts';

/** Whoever sends nothing for so long has gone. */
const SILENCE_MS = 30_000;

/** Where the bytes go; it may take fewer than it is given, counted from `from` on. */
export interface Disk {
  write(piece: Uint8Array, from: number): Promise<{ readonly bytesWritten: number }>;
}

export interface TakenIn {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly head: Uint8Array;
}

/**
 * Writes what comes, which must be exactly `size` bytes. Rejects with `file.too-large` when more come,
 * `connection.lost` when they stop before, `signal`'s reason when that aborts, or with what the disk says. `bytes`
 * itself is left open, so that its sender can still be answered.
 */
export async function takeIn(
  bytes: Readable,
  disk: Disk,
  { size, signal }: { readonly size: number; readonly signal: AbortSignal },
): Promise<TakenIn> {
  signal.throwIfAborted();
  if (bytes.destroyed) throw new Refusal('connection.lost');
  const sink = new Sink(disk, size);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const gone = (): void => {
    if (!bytes.readableEnded) sink.destroy(new Refusal('connection.lost'));
  };
  const cut = (): void => {
    const reason: unknown = signal.reason;
    sink.destroy(reason instanceof Error ? reason : new Refusal('connection.lost'));
  };
  let silence = setTimeout(gone, SILENCE_MS);
  sink.onPiece = () => {
    clearTimeout(silence);
    silence = setTimeout(gone, SILENCE_MS);
  };
  sink.once('finish', resolve).once('error', reject);
  bytes.once('error', gone).once('close', gone);
  signal.addEventListener('abort', cut, { once: true });
  try {
    bytes.pipe(sink);
    await promise;
    return sink.taken();
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', cut);
    bytes.off('error', gone).off('close', gone);
    bytes.unpipe(sink);
    await sink.idle;
  }
}

class Sink extends Writable {
  onPiece: () => void = () => undefined;
  /** Resolves when nothing is being written any more. */
  idle: Promise<void> = Promise.resolve();
  readonly #disk: Disk;
  readonly #size: number;
  readonly #hash = createHash('sha256');
  readonly #head: Uint8Array[] = [];
  #came = 0;

  constructor(disk: Disk, size: number) {
    super();
    this.#disk = disk;
    this.#size = size;
  }

  override _write(piece: Uint8Array, _encoding: string, done: (error?: Error) => void): void {
    this.onPiece();
    if (this.#came < HEAD_BYTES) this.#head.push(piece.subarray(0, HEAD_BYTES - this.#came));
    this.#came += piece.byteLength;
    if (this.#came > this.#size) return done(new Refusal('file.too-large'));
    this.#hash.update(piece);
    this.idle = this.#store(piece).then(() => done(), done);
  }

  override _final(done: (error?: Error) => void): void {
    done(this.#came === this.#size ? undefined : new Refusal('connection.lost'));
  }

  taken(): TakenIn {
    return { sha256: this.#hash.digest('hex'), head: Buffer.concat(this.#head) };
  }

  /** A disk may take less than it was given before it says that it is full. */
  async #store(piece: Uint8Array): Promise<void> {
    for (let from = 0; from < piece.byteLength; ) {
      const { bytesWritten } = await this.#disk.write(piece, from);
      from += bytesWritten;
    }
  }
}
