import type { ErrorReply } from '@parley/shared/errors';
import { Epoch, ParticipantId } from '@parley/shared/ids';
import { NoteText } from '@parley/shared/protocol';
import { z } from 'zod';
import { type Ask, replyTo } from './ask.ts';
import type { Clock } from './clock.ts';

/** My own notes on the one room I stand in. */
export type NoteModel =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'open';
      readonly text: string;
      readonly state:
        | { readonly kind: 'saved' | 'saving' }
        /** It could not be stored yet, and is tried again. */
        | { readonly kind: 'unsaved' }
        | { readonly kind: 'refused'; readonly error: ErrorReply };
    };

export const noNote: NoteModel = { kind: 'none' };

/** What this tab keeps while it is not stored, so that a reload does not lose it. */
export interface NoteKeep {
  read(): string | null;
  write(text: string): void;
  clear(): void;
}

export interface NoteParts {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly keep: NoteKeep;
  readonly changed: (note: NoteModel) => void;
}

/** One stay in one room: nobody else, and no other room, has the same. */
const Unsaved = z.object({ participant: ParticipantId, epoch: Epoch, text: NoteText });

const QUIET_MS = 500;
const AGAIN_MS = 1_000;

/**
 * Stores what I note a moment after I pause, one request at a time, until it is stored. Leaving the room takes it from
 * the screen, from memory and from what this tab keeps.
 */
export class NoteBox {
  readonly #parts: NoteParts;
  #note: NoteModel = noNote;
  #stay: { readonly participant: ParticipantId; readonly epoch: Epoch } | null = null;
  #writing = false;
  #cancel: () => void = () => undefined;

  constructor(parts: NoteParts) {
    this.#parts = parts;
  }

  /** Where I stand now; null in no room. `fresh`: the line has been away. */
  place(epoch: Epoch | null, participant: ParticipantId, fresh: boolean): void {
    const before = this.#stay;
    if (before?.epoch !== epoch) {
      this.#leave();
      // Before the first room nothing is known yet: a page that was reloaded keeps what it may still need.
      if (before !== null) this.#parts.keep.clear();
      this.#stay = epoch === null ? null : { participant, epoch };
      if (this.#kept() !== null) this.open();
    } else if (fresh && this.#note.kind === 'open' && this.#note.state.kind === 'saved') void this.#load();
  }

  /** They are looked at. */
  open(): void {
    if (this.#stay === null || this.#note.kind !== 'none') return;
    this.#set({ kind: 'loading' });
    void this.#load();
  }

  write(text: string): void {
    if (this.#stay === null || this.#note.kind !== 'open') return;
    this.#parts.keep.write(JSON.stringify({ ...this.#stay, text }));
    this.#set({ kind: 'open', text, state: { kind: 'saving' } });
    this.#later(QUIET_MS);
  }

  close(): void {
    this.#cancel();
  }

  /** Of this stay, else gone. */
  #kept(): string | null {
    const { keep } = this.#parts;
    const kept = keep.read();
    if (kept === null || this.#stay === null) return null;
    const { participant, epoch } = this.#stay;
    const found = Unsaved.safeParse(parsed(kept));
    if (found.success && found.data.participant === participant && found.data.epoch === epoch) {
      return found.data.text;
    }
    keep.clear();
    return null;
  }

  async #load(): Promise<void> {
    const stay = this.#stay;
    if (stay === null) return;
    const before = this.#note;
    try {
      const { text } = await this.#parts.ask('note.read', { epoch: stay.epoch });
      // Whoever has begun to write meanwhile has the newer text.
      if (this.#stay !== stay || this.#note !== before) return;
      const kept = this.#kept();
      this.#set({ kind: 'open', text: kept ?? text, state: { kind: kept === null ? 'saved' : 'saving' } });
      if (kept !== null) void this.#store();
    } catch {
      if (this.#stay !== stay || this.#note !== before) return;
      this.#cancel();
      this.#cancel = this.#parts.clock.after(AGAIN_MS, () => void this.#load());
    }
  }

  #later(ms: number): void {
    this.#cancel();
    this.#cancel = this.#parts.clock.after(ms, () => void this.#store());
  }

  async #store(): Promise<void> {
    const stay = this.#stay;
    if (stay === null || this.#note.kind !== 'open' || this.#writing) return;
    const { text } = this.#note;
    this.#writing = true;
    let outcome: NoteModel & { kind: 'open' };
    try {
      await this.#parts.ask('note.write', { epoch: stay.epoch, text });
      outcome = { kind: 'open', text, state: { kind: 'saved' } };
    } catch (error) {
      const reply = replyTo(error);
      const state =
        reply.category === 'retry'
          ? { kind: 'unsaved' as const }
          : { kind: 'refused' as const, error: reply };
      outcome = { kind: 'open', text, state };
    }
    this.#writing = false;
    if (this.#stay !== stay) return void this.#store();
    this.#stored(outcome);
  }

  #stored(outcome: NoteModel & { kind: 'open' }): void {
    if (this.#note.kind !== 'open') return;
    const { text } = this.#note;
    const { kind } = outcome.state;
    if (text !== outcome.text) {
      // More was written meanwhile.
      if (kind === 'unsaved') this.#set({ ...outcome, text });
      return this.#later(kind === 'saved' ? 0 : AGAIN_MS);
    }
    this.#set(outcome);
    if (kind === 'saved') this.#parts.keep.clear();
    if (kind === 'unsaved') this.#later(AGAIN_MS);
  }

  #leave(): void {
    this.#cancel();
    if (this.#note !== noNote) this.#set(noNote);
  }

  #set(note: NoteModel): void {
    this.#note = note;
    this.#parts.changed(note);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
