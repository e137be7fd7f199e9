import type { DeviceId, ParticipantId } from '@parley/shared/ids';
import type { Clock } from './clock.ts';
import type { NoteKeep } from './note-post.ts';
import { type Kept, type OfStay, readUnstored } from './unstored.ts';

export interface UnstoredKeepParts {
  readonly keep: NoteKeep;
  /** Whose page this is. */
  readonly owner: ParticipantId;
  /** This tab, and not one that it was duplicated from; null while that is not known. */
  readonly tab: () => DeviceId | null;
  readonly clock: Clock;
  /** All there is of it now. */
  readonly words: () => readonly OfStay[];
}

/** Found in this tab when somebody came. */
export interface Found {
  readonly of: OfStay;
  /** Whether it may be sent again: another tab that has the same may go on with it itself. */
  readonly isOwn: boolean;
}

/** Under which a tab keeps it. */
export const UNSTORED_WORDS = 'parley.unstored-words';

/** So long after a letter at the latest it would survive the page. */
const WITHIN_MS = 250;

/**
 * Keeps in this tab what its person wrote in documents and is not known to be stored, so that neither a reload nor a
 * phone that ends the page loses it. It is theirs alone: nobody else who opens a link in this tab comes by it.
 */
export class UnstoredKeep {
  readonly #parts: UnstoredKeepParts;
  /** What was found and is not taken yet. */
  #found: Kept | null;
  #cancel: (() => void) | null = null;
  #isKept: boolean;

  /** What somebody else left in this tab is thrown away, unread. */
  constructor(parts: UnstoredKeepParts) {
    this.#parts = parts;
    const text = parts.keep.read();
    const kept = readUnstored(text);
    this.#isKept = text !== null;
    this.#found = kept?.participant === parts.owner ? kept : null;
    if (this.#found === null) this.#clear();
  }

  /** What its person left here before the page was loaded anew; once. */
  take(): readonly Found[] {
    const found = this.#found;
    this.#found = null;
    const tab = this.#parts.tab();
    return found?.documents.map((of) => ({ of, isOwn: tab !== null && found.tab === tab })) ?? [];
  }

  /** There is more of it. */
  later(): void {
    this.#cancel ??= this.#parts.clock.after(WITHIN_MS, () => this.now());
  }

  /** The page may be gone in a moment, or there is less of it. */
  now(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#found !== null) return;
    const { keep, owner, tab, words } = this.#parts;
    const documents = words();
    if (documents.length === 0) return this.#clear();
    this.#isKept = true;
    keep.write(JSON.stringify({ participant: owner, tab: tab(), documents }));
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #clear(): void {
    if (this.#isKept) this.#parts.keep.clear();
    this.#isKept = false;
  }
}
