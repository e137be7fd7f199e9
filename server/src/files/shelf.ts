import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '@parley/shared/errors';
import type { FileId, SessionId } from '@parley/shared/ids';
import { HEAD_BYTES } from './kind.ts';

/** A file that has arrived whole and is on disk, but of which nobody knows yet. */
export interface Arrived {
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly head: Uint8Array;
}

/** What a session's files may take together, bytes. */
const SESSION_BYTES = 2_000_000_000;
const PART = '.part';

/**
 * The bytes of files, outside the database: `<folder>/<session>/<file>`. Ids are minted here and name the paths;
 * nothing a person typed does.
 */
export class Shelf {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What was arriving when the process before ended is thrown away. */
  async tidy(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const session of await readdir(this.#folder)) {
      const names = await readdir(join(this.#folder, session)).catch((): string[] => []);
      const parts = names.filter((name) => name.endsWith(PART));
      await Promise.all(parts.map((name) => rm(join(this.#folder, session, name), { force: true })));
    }
  }

  /**
   * Writes what comes to disk. Rejects with `file.too-large` past `limit` bytes, `file.empty`, `file.no-space`, or with
   * what `stillAllowed` throws after any piece; nothing is left then.
   */
  async receive(
    { session, file }: { session: SessionId; file: FileId },
    bytes: Readable,
    { limit, stillAllowed }: { limit: number; stillAllowed: () => void },
  ): Promise<Arrived> {
    const folder = join(this.#folder, session);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await sizeOf(folder)) + limit > SESSION_BYTES) throw new Refusal('file.no-space');
    const path = join(folder, `${file}${PART}`);
    try {
      const handle = await open(path, 'wx', 0o600);
      try {
        const hash = createHash('sha256');
        const head: Uint8Array[] = [];
        let size = 0;
        for await (const piece of bytes) {
          const chunk: Uint8Array = piece;
          if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size));
          size += chunk.byteLength;
          if (size > limit) throw new Refusal('file.too-large');
          stillAllowed();
          hash.update(chunk);
          await handle.write(chunk);
        }
        if (size === 0) throw new Refusal('file.empty');
        await handle.sync();
        return { size, sha256: hash.digest('hex'), head: Buffer.concat(head) };
      } finally {
        await handle.close();
      }
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** From now on it can be read. Durable once resolved. */
  async keep(session: SessionId, file: FileId): Promise<void> {
    const folder = join(this.#folder, session);
    await rename(join(folder, `${file}${PART}`), join(folder, file));
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async discard(session: SessionId, file: FileId): Promise<void> {
    const path = join(this.#folder, session, file);
    await Promise.all([rm(path, { force: true }), rm(`${path}${PART}`, { force: true })]);
  }

  /** Rejects with `file.unknown` when it is not there. */
  async read(session: SessionId, file: FileId): Promise<Readable> {
    const path = join(this.#folder, session, file);
    await stat(path).catch(() => {
      throw new Refusal('file.unknown');
    });
    return createReadStream(path);
  }
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
