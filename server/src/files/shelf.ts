import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '@parley/shared/errors';
import { FileId, SessionId } from '@parley/shared/ids';
import { takeIn } from './intake.ts';
import type { Bytes } from './kind.ts';

/** Which file, of which session. */
export interface Place {
  readonly session: SessionId;
  readonly file: FileId;
}

/** A file that has arrived whole and is on disk, but of which nobody knows yet. */
export interface Arrived extends Bytes {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** What the disk is never filled beyond, bytes: the database may lie on it too. */
const FLOOR_BYTES = 1_000_000_000;
/** Is still coming. */
const PART = '.part';
/** Is there, but whether anybody was shown it is not sure. */
const UNSURE = '.unsure';

/**
 * The bytes of files, outside the database: `<folder>/<session>/<file>`. Ids are minted here and name the paths;
 * nothing a person typed does.
 */
export class Shelf {
  readonly #folder: string;
  readonly #freeBytes: (folder: string) => Promise<number>;

  /** `freeBytes`: what is left on the disk that a folder is on. */
  constructor(folder: string, freeBytes = freeBytesOf) {
    this.#folder = folder;
    this.#freeBytes = freeBytes;
  }

  /**
   * What the process before left undone: what was arriving is thrown away, and so is what nobody was shown. A file
   * that was shown for sure is never touched.
   */
  async tidy(isShown: (place: Place) => Promise<boolean>): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#folder)) {
      const session = SessionId.safeParse(name);
      if (session.success) await this.#tidySession(session.data, isShown);
    }
  }

  /**
   * Writes what comes to disk. Rejects with `store.unavailable` while there is hardly any space, however much would
   * come: nobody measures by it what others store. Or with what `takeIn` does, or with the disk's own error; nothing is
   * left then.
   */
  async receive(
    place: Place,
    bytes: Readable,
    { size, signal }: { readonly size: number; readonly signal: AbortSignal },
  ): Promise<Arrived> {
    await this.#makeFolder(place.session);
    if ((await this.#freeBytes(this.#folder)) < FLOOR_BYTES) throw new Refusal('store.unavailable');
    const path = `${this.#pathOf(place)}${PART}`;
    try {
      const taken = await using(await open(path, 'wx', 0o600), async (handle) => {
        const done = await takeIn(bytes, handle, { size, signal });
        await handle.sync();
        return done;
      });
      return { ...taken, size, readAt: (position, length) => readAt(path, position, length) };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** From now on it can be read, and is there after a power cut. */
  async keep(place: Place): Promise<void> {
    const path = this.#pathOf(place);
    await rename(`${path}${PART}`, `${path}${UNSURE}`);
    await syncFolder(this.#folderOf(place.session));
  }

  /** It was shown, for sure. */
  async confirm(place: Place): Promise<void> {
    const path = this.#pathOf(place);
    await rename(`${path}${UNSURE}`, path);
  }

  /** It was not shown, for sure. */
  async discard(place: Place): Promise<void> {
    const path = this.#pathOf(place);
    await Promise.all([rm(`${path}${UNSURE}`, { force: true }), rm(`${path}${PART}`, { force: true })]);
  }

  /** Rejects with `file.unknown` when it is not there. */
  async read(place: Place): Promise<Readable> {
    const path = this.#pathOf(place);
    // Its name may be changing from the second to the first.
    for (const name of [path, `${path}${UNSURE}`, path]) {
      const handle = await open(name, 'r').catch(() => null);
      if (handle !== null) return createReadStream('', { fd: handle });
    }
    throw new Refusal('file.unknown');
  }

  async #tidySession(session: SessionId, isShown: (place: Place) => Promise<boolean>): Promise<void> {
    const folder = this.#folderOf(session);
    for (const name of await readdir(folder)) {
      if (name.endsWith(PART)) await rm(join(folder, name), { force: true });
      const file = FileId.safeParse(name.slice(0, -UNSURE.length));
      if (!name.endsWith(UNSURE) || !file.success) continue;
      const place = { session, file: file.data };
      await ((await isShown(place)) ? this.confirm(place) : this.discard(place));
    }
  }

  /** Its own entry in the folder above has to outlast a power cut too. */
  async #makeFolder(session: SessionId): Promise<void> {
    const made = await mkdir(this.#folderOf(session), { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(this.#folder);
  }

  #folderOf(session: SessionId): string {
    return join(this.#folder, session);
  }

  #pathOf({ session, file }: Place): string {
    return join(this.#folderOf(session), file);
  }
}

async function using<R>(handle: FileHandle, work: (handle: FileHandle) => Promise<R>): Promise<R> {
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

const syncFolder = async (folder: string): Promise<void> =>
  using(await open(folder, 'r'), (handle) => handle.sync());

async function readAt(path: string, position: number, length: number): Promise<Uint8Array> {
  return using(await open(path, 'r'), async (handle) => {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  });
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
