import type { ErrorReply } from '@parley/shared/errors';
import type { Epoch, ParticipantId } from '@parley/shared/ids';
import type { PastNote } from '@parley/shared/protocol';
import type { Ask } from './ask.ts';
import type { Clock } from './clock.ts';
import { type Draft, type NoteKeep, NotePost } from './note-post.ts';

/** My own notes on the one room I stand in. */
export type NoteModel =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'open';
      readonly text: string;
      readonly state: Draft['state'] | { readonly kind: 'saved' };
    };

export const noNote: NoteModel = { kind: 'none' };

/** What I had written in a room I left, and the server did not take. */
export interface LostNote {
  readonly epoch: Epoch;
  readonly text: string;
  readonly error: ErrorReply;
}

/** What a person does with their notes. */
export interface NoteActions {
  /** Mine on the room I stand in are looked at. */
  open(): void;
  write(text: string): void;
  /** I have the words of a lost one, or do not need them. */
  putAway(lost: Epoch): void;
  /** Mine on every room, the newest first; null when they could not be had. */
  review(): Promise<readonly PastNote[] | null>;
}

export interface NoteParts {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly keep: NoteKeep;
  readonly changed: (change: { readonly note: NoteModel; readonly lostNotes: readonly LostNote[] }) => void;
}

/** What is on screen of the notes of this stay. */
type Looked = 'none' | 'loading' | { readonly text: string };

const AGAIN_MS = 1_000;

/**
 * The notes I look at, of one stay in one room. Leaving the room takes them from the screen and from memory, all but
 * what the server has not taken yet.
 */
export class NoteBox implements NoteActions {
  readonly #parts: NoteParts;
  readonly #post: NotePost;
  /** Where I stand. */
  #epoch: Epoch | null = null;
  #note: Looked = 'none';
  #cancel: () => void = () => undefined;

  constructor(parts: NoteParts) {
    this.#parts = parts;
    const { ask, clock, keep } = parts;
    this.#post = new NotePost({ ask, clock, keep, changed: () => this.#tell() });
  }

  /** Where I stand now; null in no room. `fresh`: the line has been away. */
  place(epoch: Epoch | null, participant: ParticipantId, fresh: boolean): void {
    this.#post.ownedBy(participant);
    if (fresh) this.#post.again();
    if (this.#epoch !== epoch) this.#stand(epoch);
    else if (fresh && epoch !== null && this.#isStored(epoch)) void this.#load(epoch);
  }

  open(): void {
    if (this.#epoch === null || this.#note !== 'none') return;
    this.#set('loading');
    void this.#load(this.#epoch);
  }

  write(text: string): void {
    if (this.#epoch === null || typeof this.#note === 'string') return;
    this.#note = { text };
    this.#post.put(this.#epoch, text);
  }

  /** The page may be gone in a moment. */
  hurry(): void {
    this.#post.hurry();
  }

  lineOver(error: ErrorReply): void {
    this.#post.over(error);
    this.#stand(null);
  }

  putAway(lost: Epoch): void {
    if (lost !== this.#epoch) this.#post.forget(lost);
  }

  async review(): Promise<readonly PastNote[] | null> {
    try {
      const { notes } = await this.#parts.ask('note.review', {});
      return notes;
    } catch {
      return null;
    }
  }

  close(): void {
    this.#cancel();
    this.#post.close();
  }

  #stand(epoch: Epoch | null): void {
    this.#cancel();
    this.#epoch = epoch;
    this.#set('none');
    this.#post.hurry();
    // After a reload: what is not stored yet is in sight at once.
    if (epoch !== null && this.#post.drafts.has(epoch)) this.open();
  }

  #isStored(epoch: Epoch): boolean {
    return typeof this.#note !== 'string' && !this.#post.drafts.has(epoch);
  }

  async #load(epoch: Epoch): Promise<void> {
    const before = this.#note;
    // Whoever has begun to write meanwhile has the newer text.
    const overtaken = (): boolean => this.#epoch !== epoch || this.#note !== before;
    try {
      const { text } = await this.#parts.ask('note.read', { epoch });
      if (!overtaken()) this.#set({ text: this.#post.drafts.get(epoch)?.text ?? text });
    } catch {
      if (overtaken()) return;
      this.#cancel();
      this.#cancel = this.#parts.clock.after(AGAIN_MS, () => void this.#load(epoch));
    }
  }

  #set(note: Looked): void {
    this.#note = note;
    this.#tell();
  }

  #tell(): void {
    const lostNotes = [...this.#post.drafts].flatMap(([epoch, { text, state }]): LostNote[] =>
      epoch !== this.#epoch && state.kind === 'refused' ? [{ epoch, text, error: state.error }] : [],
    );
    this.#parts.changed({ note: this.#shown(), lostNotes });
  }

  #shown(): NoteModel {
    const note = this.#note;
    if (typeof note === 'string') return { kind: note };
    const draft = this.#epoch === null ? undefined : this.#post.drafts.get(this.#epoch);
    return { kind: 'open', text: note.text, state: draft?.state ?? { kind: 'saved' } };
  }
}
