import type { ErrorReply } from '@parley/shared/errors';
import type { Epoch, FileId, MessageId } from '@parley/shared/ids';
import type { AuthoredMessage } from '@parley/shared/protocol';
import type { SharedFile } from '@parley/shared/session';
import { type Ask, failed, isUnanswered, replyTo } from './ask.ts';
import type { Clock } from './clock.ts';
import {
  type Download,
  type FilePort,
  type FilesModel,
  nameFor,
  noFiles,
  problemOf,
  type Upload,
} from './files.ts';
import { mint } from './mint.ts';

const AGAIN_MS = 1_000;
/** A server that refuses so often will not change its mind by itself; the person may try once more. */
const TRIES = 5;

export interface TransferParts {
  readonly ask: Ask;
  readonly port: FilePort;
  readonly clock: Clock;
  readonly changed: (files: FilesModel) => void;
  /** The file is in the room. */
  readonly shared: (epoch: Epoch, message: AuthoredMessage) => void;
  /** A file had not gone out when I left the room it was meant for; it is shown nowhere. */
  readonly forgotten: () => void;
}

/** The files I send into, and fetch from, the one room I stand in. Leaving it ends every transfer. */
export class Transfers {
  readonly #parts: TransferParts;
  #files: FilesModel = noFiles;
  #epoch: Epoch | null = null;
  #room = new AbortController();
  readonly #blobs = new Map<MessageId, Blob>();
  readonly #tries = new Map<MessageId, number>();
  readonly #reading = new Map<FileId, AbortController>();
  #sending: { readonly id: MessageId; readonly stop: AbortController } | null = null;
  #cancelRetry: () => void = () => undefined;

  constructor(parts: TransferParts) {
    this.#parts = parts;
  }

  /** Where I stand now; null in no room. `fresh`: the line is back. */
  place(epoch: Epoch | null, fresh: boolean): void {
    if (epoch !== this.#epoch) {
      const unsent = this.#files.uploads.some(({ state }) => state.kind !== 'refused');
      this.#leave();
      this.#epoch = epoch;
      if (unsent) this.#parts.forgotten();
    } else if (fresh) this.#sendNext();
  }

  share(files: readonly File[]): void {
    if (this.#epoch === null) return;
    const added = files.map((file): Upload => {
      const id = mint.message();
      const problem = problemOf(file.name, file.size);
      if (problem === null) this.#blobs.set(id, file);
      const state: Upload['state'] =
        problem === null ? { kind: 'waiting' } : { kind: 'refused', error: failed(problem).reply };
      return { id, name: nameFor(file.name), size: file.size, state };
    });
    this.#set({ uploads: [...this.#files.uploads, ...added] });
    this.#sendNext();
  }

  /** Stops one that is under way, or puts away one that was refused. */
  drop(id: MessageId): void {
    if (this.#sending?.id === id) this.#sending.stop.abort();
    this.#forget(id);
  }

  again(id: MessageId): void {
    if (!this.#blobs.has(id)) return;
    this.#tries.delete(id);
    this.#state(id, { kind: 'waiting' });
    this.#sendNext();
  }

  /** Onto this device. */
  async save(file: SharedFile, name: string): Promise<void> {
    await this.#read(file, (blob) => {
      this.#parts.port.save(blob, name);
      return { kind: 'saved' };
    });
  }

  /** Onto the screen; for pictures. */
  async show(file: SharedFile): Promise<void> {
    await this.#read(file, (blob) => ({
      kind: 'shown',
      url: this.#parts.port.show(new Blob([blob], { type: file.type })),
    }));
  }

  /** Stops fetching one, or puts away what is shown. */
  putAway(id: FileId): void {
    this.#reading.get(id)?.abort();
    const before = this.#files.downloads.get(id);
    if (before?.kind === 'shown') this.#parts.port.letGo(before.url);
    this.#download(id, null);
  }

  close(): void {
    this.#leave();
  }

  /** One at a time, in the order they were chosen. */
  #sendNext(): void {
    const next = this.#files.uploads.find(({ state }) => state.kind === 'waiting');
    const blob = next && this.#blobs.get(next.id);
    if (this.#epoch === null || next === undefined || blob === undefined || this.#sending !== null) return;
    this.#cancelRetry();
    this.#sending = { id: next.id, stop: new AbortController() };
    void this.#send(this.#epoch, next, blob, this.#sending.stop);
  }

  async #send(epoch: Epoch, upload: Upload, blob: Blob, stop: AbortController): Promise<void> {
    const { id, name, size } = upload;
    const signal = AbortSignal.any([stop.signal, this.#room.signal]);
    this.#state(id, { kind: 'sending', sent: 0 });
    let wait = false;
    try {
      const { ticket } = await this.#parts.ask('file.offer', { id, epoch, name, size });
      signal.throwIfAborted();
      const progress = (sent: number): void => {
        if (!signal.aborted) this.#state(id, { kind: 'sending', sent });
      };
      const message = await this.#parts.port.upload(ticket, blob, { progress, signal });
      if (this.#epoch === epoch) this.#parts.shared(epoch, message);
      if (!signal.aborted) this.#forget(id);
    } catch (error) {
      if (!signal.aborted) wait = this.#unsent(id, replyTo(error));
    }
    if (this.#epoch !== epoch) return;
    this.#sending = null;
    if (wait) this.#cancelRetry = this.#parts.clock.after(AGAIN_MS, () => this.#sendNext());
    else this.#sendNext();
  }

  /** Whether to try again by itself: the same id shares it once, whatever became of the answer. */
  #unsent(id: MessageId, error: ErrorReply): boolean {
    const tries = (this.#tries.get(id) ?? 0) + 1;
    const lost = isUnanswered(error) || error.code === 'connection.superseded';
    if (lost || (error.category === 'retry' && tries < TRIES)) {
      if (!lost) this.#tries.set(id, tries);
      this.#state(id, { kind: 'waiting' });
      return true;
    }
    this.#state(id, { kind: 'refused', error });
    return false;
  }

  async #read({ id }: SharedFile, then: (blob: Blob) => Download): Promise<void> {
    const epoch = this.#epoch;
    if (epoch === null || this.#reading.has(id)) return;
    this.putAway(id);
    const stop = new AbortController();
    this.#reading.set(id, stop);
    const signal = AbortSignal.any([stop.signal, this.#room.signal]);
    this.#download(id, { kind: 'reading', received: 0 });
    try {
      const { ticket } = await this.#parts.ask('file.fetch', { epoch, file: id });
      signal.throwIfAborted();
      const progress = (received: number): void => {
        if (!signal.aborted) this.#download(id, { kind: 'reading', received });
      };
      const blob = await this.#parts.port.download(ticket, { progress, signal });
      if (!signal.aborted) this.#download(id, then(blob));
    } catch (error) {
      if (!signal.aborted) this.#download(id, { kind: 'refused', error: replyTo(error) });
    } finally {
      if (this.#reading.get(id) === stop) this.#reading.delete(id);
    }
  }

  #leave(): void {
    this.#cancelRetry();
    this.#room.abort();
    this.#room = new AbortController();
    this.#sending = null;
    this.#blobs.clear();
    this.#tries.clear();
    this.#reading.clear();
    for (const each of this.#files.downloads.values()) {
      if (each.kind === 'shown') this.#parts.port.letGo(each.url);
    }
    if (this.#files !== noFiles) this.#set(noFiles);
  }

  #forget(id: MessageId): void {
    this.#blobs.delete(id);
    this.#tries.delete(id);
    this.#set({ uploads: this.#files.uploads.filter((upload) => upload.id !== id) });
  }

  #state(id: MessageId, state: Upload['state']): void {
    this.#set({
      uploads: this.#files.uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)),
    });
  }

  #download(id: FileId, download: Download | null): void {
    const downloads = new Map(this.#files.downloads);
    if (download === null) downloads.delete(id);
    else downloads.set(id, download);
    this.#set({ downloads });
  }

  #set(change: Partial<FilesModel>): void {
    this.#files = change === noFiles ? noFiles : { ...this.#files, ...change };
    this.#parts.changed(this.#files);
  }
}
