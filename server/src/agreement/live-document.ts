import { type Book, rootOf } from '@parley/shared/agreement';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import type { ParticipantId } from '@parley/shared/ids';
import * as Y from 'yjs';
import type { Timers } from '../lib/timers.ts';
import { say } from './messages.ts';
import { seedsFor } from './seeds.ts';
import { Sizes } from './sizes.ts';
import type { DocumentLog, Stored } from './store/document-store.ts';
import { documentOf } from './store/shadow-of.ts';
import { type Filtered, filterUpdate, type Verdict } from './update/filter.ts';
import { Telling } from './telling.ts';
import { Places } from './update/places.ts';
import { writeUpdate, type Written } from './update/write.ts';

/** Somebody who reads along. */
export interface Reader {
  send(bytes: Uint8Array): void;
  /** The document ends under them; they come back to it as it is stored. */
  lost(): void;
}

/** Who edits, and what they may. */
export interface Editor {
  readonly client: number;
  readonly participant: ParticipantId;
  readonly verdict: Verdict;
  /** Runs work at their expense. */
  readonly spend: <R>(work: () => R) => R;
  /** Throws when too much of theirs was refused: then nothing of it is taken. */
  readonly judged: (filtered: Filtered) => void;
}

export interface Taken extends Pick<Filtered, 'written' | 'refused' | 'homeless'> {
  /** Resolves when what was taken, and all before it, is on disk. Never rejects. */
  readonly stored: Promise<void>;
}

interface Parts {
  readonly log: DocumentLog;
  readonly now: () => number;
  /** A clock that never goes back, milliseconds. */
  readonly clock: () => number;
  readonly timers: Timers;
  /** It is not what is stored any more, and is given up. */
  readonly onLost: (error: unknown) => void;
}

/** What one edit may take of this process's time; no honest one comes near it. */
const DEAREST_MS = 1_000;
/** How long a decision waits for the edits before it to be stored. */
const PATIENCE_MS = 5_000;

/**
 * One document at work. An edit is filtered, taken into memory and given to the store in one turn; it is told to
 * others and acknowledged once it is on disk. So nobody is ever shown a word that a crash could take back, and what
 * Yjs cannot take is never stored.
 */
export class LiveDocument {
  readonly doc: Y.Doc;
  readonly #parts: Parts;
  readonly #shadow: { readonly doc: Y.Doc; readonly places: Places };
  readonly #sizes: Sizes;
  /** Everyone who is connected, and those who are told of edits. */
  readonly #connected = new Set<Reader>();
  readonly #readers = new Set<Reader>();
  readonly #telling: Telling;
  /**
   * Set while nothing may change: parts of an edit are being taken, or words are being decided about. Whoever finds it
   * free goes on in the same turn, or another might have taken it meanwhile.
   */
  #busy: Promise<void> | null = null;
  /** When all that was taken is on disk. */
  #stored: Promise<void> = Promise.resolve();
  #lost = false;

  /** What was stored is read, and not kept. */
  constructor({ stored, ...parts }: Parts & { readonly stored: Stored }) {
    this.#parts = parts;
    this.doc = documentOf(stored);
    this.#shadow = { doc: this.doc, places: new Places() };
    this.#sizes = new Sizes(this.doc);
    this.#telling = new Telling(this.#readers, parts.clock, parts.timers);
  }

  get isLost(): boolean {
    return this.#lost;
  }

  /** The clauses there are: what hangs from any other root is foreign. */
  declare({ clauses, languages }: Book): void {
    for (const { id } of clauses) {
      for (const language of languages) this.doc.getXmlFragment(rootOf({ clause: id, language }));
    }
  }

  join(reader: Reader): void {
    this.#connected.add(reader);
  }

  leave(reader: Reader): void {
    this.#connected.delete(reader);
    this.#readers.delete(reader);
  }

  /** How far it knows everyone; nothing in it is still on its way to the disk. */
  async vector(): Promise<Uint8Array> {
    while (this.#busy !== null) await this.#busy;
    await this.#stored;
    return Y.encodeStateVector(this.doc);
  }

  /**
   * Sends a reader what it lacks, and from then on everything that is taken. Rejects with `document.bad-edit` for a
   * vector that is none.
   */
  async answer(reader: Reader, vector: Uint8Array): Promise<void> {
    while (this.#busy !== null) await this.#busy;
    const update = encoded(this.doc, vector);
    // It may have edits that are not on disk yet; those after it are told from here on.
    await this.#stored;
    if (!this.#connected.has(reader)) return;
    this.#readers.add(reader);
    reader.send(say.answer(update));
  }

  /** Set while nothing may be taken: resolves when it may, unless somebody else was quicker. */
  get busy(): Promise<void> | null {
    return this.#busy;
  }

  /**
   * Takes an edit, while it is not busy. Null when it goes on from what its client has yet to send; a promise when it is
   * so large that others have their turn in between. Throws and rejects with what `filterUpdate` throws.
   */
  take(update: Uint8Array, from: Editor, reader: Reader): Taken | null | Promise<Taken> {
    // Whoever went while it waited has nothing taken from them any more.
    if (this.#lost || !this.#connected.has(reader)) throw new Refusal('connection.lost');
    const verdict: Verdict = (root, added) => from.verdict(root, added) ?? this.#sizes.judge(root, added);
    return from.spend(() => {
      const filtered = filterUpdate(update, { shadow: this.#shadow, client: from.client, verdict });
      if (filtered === null) return null;
      from.judged(filtered);
      for (const [root, added] of filtered.taken) this.#sizes.add(root, added);
      const { written, parts, refused, homeless } = filtered;
      if (written === null) return { written, refused, homeless, stored: this.#stored };
      if (parts.length > 1) return this.#takeSlowly({ written, refused, homeless }, parts, from, reader);
      this.#takeIn(written.update, reader);
      return { written, refused, homeless, stored: this.#store(written, from.participant, reader) };
    });
  }

  /**
   * Runs `work` when all that was taken is on disk, and takes nothing until it has ended. Rejects with
   * `store.unavailable` when that takes too long.
   */
  async alone<R>(work: () => Promise<R>): Promise<R> {
    const done = await this.#occupy();
    try {
      await this.#inTime(this.#stored);
      if (this.#lost) throw new Refusal('connection.lost');
      return await work();
    } finally {
      done();
    }
  }

  /** Whether the session has decided about words that are not in it. */
  lacks(book: Book): boolean {
    return seedsFor(book, this.doc).length > 0;
  }

  /** Puts in, in this very turn, what the session has decided and it does not have yet. Only while `alone`. */
  put(book: Book): void {
    if (this.#lost) return;
    for (const change of seedsFor(book, this.doc)) {
      const update = writeUpdate(change);
      this.#takeIn(update, null);
      void this.#store({ change, update }, null, null);
    }
    this.#sizes.forget();
  }

  /** The same; resolves when it is on disk. */
  async seed(book: Book): Promise<void> {
    this.put(book);
    await this.#inTime(this.#stored);
    if (this.#lost) throw new Refusal('connection.lost');
  }

  /** Everything taken is on disk, or will not be soon. */
  async flushed(): Promise<void> {
    while (this.#busy !== null) await this.#busy;
    await this.#inTime(this.#stored).catch(() => undefined);
  }

  /** A large edit leaves room for others between its parts. */
  async #takeSlowly(
    taken: Omit<Taken, 'stored'> & { readonly written: Written },
    parts: readonly Uint8Array[],
    from: Editor,
    reader: Reader,
  ): Promise<Taken> {
    const done = this.#occupyNow();
    // What it costs from here on is counted part by part.
    await Promise.resolve();
    let left = DEAREST_MS;
    try {
      for (const part of parts) {
        const start = this.#parts.clock();
        from.spend(() => this.#takeIn(part, reader));
        left -= this.#parts.clock() - start;
        if (left < 0) this.#refuse(new Error('an edit takes too long'), reader);
        await new Promise<void>((resolve) => void setImmediate(resolve));
      }
      return { ...taken, stored: this.#store(taken.written, from.participant, reader) };
    } finally {
      done();
    }
  }

  /** In one turn with the last of taking it in, so that nobody is shown what the store was not given. */
  #store(written: Written, participant: ParticipantId | null, reader: Reader | null): Promise<void> {
    const { update } = written;
    const { client } = written.change;
    const stored = this.#parts.log.append({ client, participant, at: this.#parts.now(), update });
    this.#stored = stored.then(
      () => this.#telling.tell(written, reader),
      (error: unknown) => this.lose(error),
    );
    return this.#stored;
  }

  #takeIn(part: Uint8Array, by: Reader | null): void {
    try {
      Y.applyUpdate(this.doc, part);
    } catch (error) {
      // The filter should have refused it.
      this.#refuse(error, by);
    }
  }

  /** Part of an edit is in memory that is not to be stored: its writer is told so, and everyone else comes back. */
  #refuse(error: unknown, by: Reader | null): never {
    this.lose(error, by);
    throw new Refusal('document.bad-edit', { cause: error });
  }

  /** Memory and store differ, or may: everyone comes back to what is stored. */
  lose(error: unknown, except: Reader | null = null): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#telling.stop();
    this.#parts.onLost(error);
    for (const reader of this.#connected) if (reader !== except) reader.lost();
  }

  async #occupy(): Promise<() => void> {
    while (this.#busy !== null) await this.#busy;
    return this.#occupyNow();
  }

  #occupyNow(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#busy = promise;
    return () => {
      this.#busy = null;
      resolve();
    };
  }

  async #inTime(stored: Promise<void>): Promise<void> {
    const late = Promise.withResolvers<ErrorCode | null>();
    const cancel = this.#parts.timers.after(PATIENCE_MS, () => late.resolve('store.unavailable'));
    try {
      const code = await Promise.race([stored.then(() => null), late.promise]);
      if (code !== null) throw new Refusal(code);
    } finally {
      cancel();
    }
  }
}

function encoded(doc: Y.Doc, vector: Uint8Array): Uint8Array {
  try {
    return Y.encodeStateAsUpdate(doc, vector);
  } catch (error) {
    throw new Refusal('document.bad-edit', { cause: error });
  }
}
