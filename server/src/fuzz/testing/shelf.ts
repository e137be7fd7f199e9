import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Refusal } from '@parley/shared/errors';
import { type Arrived, type Place, Shelf } from '../../files/shelf.ts';

/** Files in memory, whose arrival can be held. */
export class HeldShelf extends Shelf {
  readonly #kept = new Map<string, Uint8Array>();
  /** What is arriving, by its bytes, and what ends it. */
  readonly arriving = new Map<string, AbortSignal>();
  readonly #pass: () => Promise<void>;

  constructor(pass: () => Promise<void>) {
    super('/nonexistent');
    this.#pass = pass;
  }

  override async receive(
    place: Place,
    bytes: Readable,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Arrived> {
    const head = Buffer.from(String(bytes.read()));
    this.arriving.set(String(head), signal);
    await this.#pass();
    this.arriving.delete(String(head));
    signal.throwIfAborted();
    this.#kept.set(place.file, head);
    return {
      size: head.byteLength,
      head,
      sha256: createHash('sha256').update(head).digest('hex'),
      readAt: async (position, length) => head.subarray(position, position + length),
    };
  }

  override async keep(): Promise<void> {}

  override async confirm(): Promise<void> {}

  override async discard({ file }: Place): Promise<void> {
    this.#kept.delete(file);
  }

  override async read({ file }: Place): Promise<Readable> {
    const bytes = this.#kept.get(file);
    await this.#pass();
    if (bytes === undefined) throw new Refusal('file.unknown');
    return Readable.from([bytes]);
  }
}

/** One file's bytes on their way, as a request's body brings them. */
export function bodyOf(text: string): Readable {
  const body = new Readable({ read: () => undefined });
  body.push(text);
  body.push(null);
  return body;
}
