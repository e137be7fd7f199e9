import type { ErrorReply } from '@parley/shared/errors';
import { Epoch, ParticipantId } from '@parley/shared/ids';
import { NoteText } from '@parley/shared/protocol';
import { z } from 'zod';
import { type Ask, replyTo } from './ask.ts';
import type { Clock } from './clock.ts';

/** What this tab keeps while it is not stored, so that a reload does not lose it. */
export interface NoteKeep {
  read(): string | null;
  write(text: string): void;
  clear(): void;
}

export interface NotePostParts {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly keep: NoteKeep;
  readonly changed: () => void;
}

/** How far what was typed in one stay has come; absent once it is stored. */
export interface Draft {
  readonly text: string;
  readonly state:
    | { readonly kind: 'saving' }
    /** It could not be stored yet, and is tried again. */
    | { readonly kind: 'unsaved' }
    | { readonly kind: 'refused'; readonly error: ErrorReply };
}

/** A stay in a room is somebody's own epoch: nobody else, and no other room, has the same. */
const Kept = z.array(z.object({ participant: ParticipantId, epoch: Epoch, text: NoteText }));

/** However steadily one types, so often it is stored. */
const WITHIN_MS = 1_000;
const AGAIN_MS = 1_000;

/**
 * Brings what is typed to the server, one request at a time, the oldest stay first, until it is stored or refused;
 * also for a room that was left meanwhile. This tab keeps it so long.
 */
export class NotePost {
  readonly #parts: NotePostParts;
  #drafts: ReadonlyMap<Epoch, Draft> = new Map();
  #owner: ParticipantId | null = null;
  #sending = false;
  #cancel: (() => void) | null = null;

  constructor(parts: NotePostParts) {
    this.#parts = parts;
  }

  get drafts(): ReadonlyMap<Epoch, Draft> {
    return this.#drafts;
  }

  /** Whose they are. What somebody else left in this tab is thrown away, unread. */
  ownedBy(owner: ParticipantId): void {
    if (this.#owner === owner) return;
    this.#owner = owner;
    const mine = kept(this.#parts.keep.read()).filter(({ participant }) => participant === owner);
    const unsent = mine.map(({ epoch, text }): [Epoch, Draft] => [
      epoch,
      { text, state: { kind: 'saving' } },
    ]);
    this.#set(new Map(unsent));
    this.hurry();
  }

  put(epoch: Epoch, text: string): void {
    this.#with(epoch, { text, state: { kind: 'saving' } });
    this.#cancel ??= this.#later(WITHIN_MS);
  }

  /** What waits is sent now. */
  hurry(): void {
    this.#cancel?.();
    this.#cancel = null;
    void this.#send();
  }

  /** The line is over for a stated reason: nothing goes out any more. */
  over(error: ErrorReply): void {
    this.#setAll((state) => (state.kind === 'refused' ? state : { kind: 'refused', error }));
  }

  /** There is a line again: what only failed with the one before is tried anew. */
  again(): void {
    this.#setAll((state) =>
      state.kind === 'refused' && state.error.category === 'drop' ? { kind: 'saving' } : state,
    );
    this.hurry();
  }

  forget(epoch: Epoch): void {
    this.#with(epoch, null);
  }

  close(): void {
    this.#cancel?.();
    this.#owner = null;
  }

  #later(ms: number): () => void {
    return this.#parts.clock.after(ms, () => {
      this.#cancel = null;
      void this.#send();
    });
  }

  async #send(): Promise<void> {
    const next = [...this.#drafts].find(([, { state }]) => state.kind !== 'refused');
    if (next === undefined || this.#sending || this.#owner === null) return;
    const [epoch, { text }] = next;
    this.#sending = true;
    let refusal: ErrorReply | null = null;
    try {
      await this.#parts.ask('note.write', { epoch, text });
    } catch (error) {
      refusal = replyTo(error);
    }
    this.#sending = false;
    const again = refusal?.category === 'retry' && refusal.code !== 'epoch.stale';
    this.#answered(epoch, text, again ? 'later' : refusal);
    if (again) this.#cancel ??= this.#later(AGAIN_MS);
    else this.#goOn(epoch);
  }

  #answered(epoch: Epoch, text: string, answer: ErrorReply | 'later' | null): void {
    const draft = this.#drafts.get(epoch);
    if (draft === undefined) return;
    if (answer === 'later') this.#with(epoch, { ...draft, state: { kind: 'unsaved' } });
    else if (draft.text !== text) this.#with(epoch, { ...draft, state: { kind: 'saving' } });
    else this.#with(epoch, answer === null ? null : { text, state: { kind: 'refused', error: answer } });
  }

  /** What was typed into the same notes meanwhile waits its turn; whatever else is left goes now. */
  #goOn(epoch: Epoch): void {
    const waiting = [...this.#drafts].filter(([, { state }]) => state.kind !== 'refused');
    if (waiting.length === 0) return;
    if (waiting.every(([of]) => of === epoch)) this.#cancel ??= this.#later(WITHIN_MS);
    else this.hurry();
  }

  #with(epoch: Epoch, draft: Draft | null): void {
    const drafts = new Map(this.#drafts);
    if (draft === null) drafts.delete(epoch);
    else drafts.set(epoch, draft);
    this.#set(drafts);
  }

  #setAll(change: (state: Draft['state']) => Draft['state']): void {
    this.#set(
      new Map([...this.#drafts].map(([epoch, draft]) => [epoch, { ...draft, state: change(draft.state) }])),
    );
  }

  #set(drafts: ReadonlyMap<Epoch, Draft>): void {
    this.#drafts = drafts;
    const { keep } = this.#parts;
    const rows = [...drafts].map(([epoch, { text }]) => ({ participant: this.#owner, epoch, text }));
    if (rows.length === 0) keep.clear();
    else keep.write(JSON.stringify(rows));
    this.#parts.changed();
  }
}

function kept(text: string | null): z.infer<typeof Kept> {
  try {
    const found = Kept.safeParse(text === null ? [] : JSON.parse(text));
    return found.success ? found.data : [];
  } catch {
    return [];
  }
}
