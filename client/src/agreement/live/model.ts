import type { Root } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type { ClauseId } from '@parley/shared/ids';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Aside } from '../../session/unstored.ts';

export type { Aside };

/** How a document stands, as the person is told about it. */
export interface LiveModel {
  /** Another one is another copy: whoever edits goes over to it. Null until there is something to show. */
  readonly copy: number | null;
  readonly line:
    | { readonly kind: 'opening' | 'open' | 'away' }
    | { readonly kind: 'denied'; readonly error: ErrorReply };
  /** What was written here is not stored yet. */
  readonly unsaved: boolean;
  /** Edits of these were just refused: they are not written in until they show again what is so. */
  readonly refusing: ReadonlySet<ClauseId>;
  readonly aside: readonly Aside[];
}

/** A document as the screens work with it. */
export interface SharedDocument {
  /** The copy that is shown; null until there is one. */
  readonly replica: DocumentCopy | null;
  /** Told at once of each copy that takes the place of another. */
  follow(follower: (copy: DocumentCopy) => void): () => void;
  /** Told just before words of others come into the copy that is shown. */
  beforeOthers(listener: () => void): () => void;
  /** Somebody composes a word: others' words wait until they are done. */
  hold(): void;
  release(): void;
  /** Puts away what was kept aside. */
  forget(aside: number): void;
}

export interface DocumentCopy {
  readonly awareness: Awareness;
  readonly undo: Y.UndoManager;
  textOf(root: Root): Y.XmlFragment;
}
