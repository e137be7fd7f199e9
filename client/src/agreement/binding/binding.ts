import type { Node, Schema } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { patch } from './patch.ts';
import { type Place, placeAt, positionOf } from './place.ts';
import { Rendering } from './render.ts';
import { type Hint, writeChanges } from './write.ts';

/** Where one text is edited; an editor's view is one. */
export interface Surface {
  readonly state: EditorState;
  dispatch(transaction: Transaction): void;
}

/** Marks a transaction that shows what others wrote, or an undo. */
const key = new PluginKey<Hint>('shared-text');

export interface BindingParts {
  readonly root: Y.XmlFragment;
  readonly schema: Schema;
  /** What its edits come from, so that undo finds its own. */
  readonly origin: unknown;
  /** What was edited could not be written as it stood; the editor shows the shared text again. */
  readonly failed: (error: unknown) => void;
}

interface Selected {
  readonly anchor: Place | null;
  readonly head: Place | null;
}

/**
 * Keeps one editor and one shared text the same. At every moment between two edits the editor's document is what the
 * shared text renders to; an edit on either side is carried over as the least that makes it so again.
 */
export class Binding {
  readonly #parts: Omit<BindingParts, 'root'>;
  readonly #rendering: Rendering;
  #root: Y.XmlFragment;
  #surface: Surface | null = null;
  /** Where the caret was before others' changes. */
  #selected: Selected | null = null;
  #writing = false;
  #showing = false;

  constructor({ root, ...parts }: BindingParts) {
    this.#parts = parts;
    this.#root = root;
    this.#rendering = new Rendering(parts.schema);
  }

  /** What changes in the editor just now was written elsewhere. */
  get isShowing(): boolean {
    return this.#showing;
  }

  get document(): Node {
    return this.#rendering.document(this.#root);
  }

  attach(surface: Surface): void {
    this.#surface = surface;
    this.#listen();
    this.#show();
  }

  detach(): void {
    this.#surface = null;
    this.#unlisten();
  }

  /** Goes over to another copy of the same text. The caret stays with the words it stands behind. */
  move(root: Y.XmlFragment): void {
    this.#remember();
    this.#unlisten();
    this.#root = root;
    this.#listen();
    this.#show();
  }

  /** A place in the shared text for a position in the editor. */
  placeAt(position: number): Place | null {
    return this.#surface === null ? null : placeAt(this.#root, this.#surface.state.doc, position);
  }

  positionOf(place: Place): number | null {
    return this.#surface === null ? null : positionOf(this.#root, this.#surface.state.doc, place);
  }

  /** The editor shows `after` where it showed `before`. */
  edited(before: Node, after: Node, hint: Hint): void {
    const { origin, failed } = this.#parts;
    const root = this.#root;
    this.#writing = true;
    try {
      writeChanges(root, before, after, hint, origin);
    } catch (error) {
      failed(error);
    } finally {
      this.#writing = false;
    }
    this.#show();
  }

  /** Where a transaction began, in the document it made. */
  hintOf(transaction: Transaction): Hint {
    return begin(transaction, null);
  }

  /** As a plugin of the editor's state. */
  plugin(): Plugin<Hint> {
    return new Plugin<Hint>({
      key,
      state: {
        init: () => null,
        apply: (transaction, hint) =>
          begin(transaction, transaction.getMeta('appendedTransaction') === undefined ? null : hint),
      },
      view: (view) => {
        this.attach(view);
        return {
          update: ({ state }, before) => {
            if (before.doc === state.doc || this.#showing) return;
            this.edited(before.doc, state.doc, key.getState(state) ?? null);
          },
          destroy: () => this.detach(),
        };
      },
    });
  }

  readonly #changed = (_events: unknown, transaction: Y.Transaction): void => {
    this.#rendering.forget(transaction.changedParentTypes.keys());
    if (!this.#writing) this.#show();
  };

  readonly #remember = (): void => {
    if (this.#surface === null || this.#writing) return;
    const { selection } = this.#surface.state;
    this.#selected = { anchor: this.placeAt(selection.anchor), head: this.placeAt(selection.head) };
  };

  #listen(): void {
    this.#root.observeDeep(this.#changed);
    this.#root.doc?.on('beforeAllTransactions', this.#remember);
  }

  #unlisten(): void {
    this.#root.unobserveDeep(this.#changed);
    this.#root.doc?.off('beforeAllTransactions', this.#remember);
  }

  /** Brings the editor to the shared text. */
  #show(): void {
    const surface = this.#surface;
    if (surface === null) return;
    const { document } = this;
    const selected = this.#selected;
    this.#selected = null;
    if (surface.state.doc.eq(document)) return;
    const transaction = surface.state.tr;
    patch(transaction, document);
    if (selected !== null) this.#select(transaction, selected);
    this.#showing = true;
    try {
      surface.dispatch(transaction.setMeta(key, true).setMeta('addToHistory', false));
    } finally {
      this.#showing = false;
    }
  }

  #select(transaction: Transaction, { anchor, head }: Selected): void {
    if (!(transaction.selection instanceof TextSelection)) return;
    const root = this.#root;
    const at = (place: Place | null, otherwise: number): number =>
      (place === null ? null : positionOf(root, transaction.doc, place)) ?? otherwise;
    const selection = TextSelection.between(
      transaction.doc.resolve(at(anchor, transaction.selection.anchor)),
      transaction.doc.resolve(at(head, transaction.selection.head)),
    );
    if (!selection.eq(transaction.selection)) transaction.setSelection(selection);
  }
}

/** The first place in the new document that a transaction touched, or that the one it was appended to did. */
function begin(transaction: Transaction, before: Hint): Hint {
  let first = before === null ? null : transaction.mapping.map(before, -1);
  transaction.mapping.maps.forEach((map, index) => {
    map.forEach((_oldStart, _oldEnd, start) => {
      const at = transaction.mapping.slice(index + 1).map(start, -1);
      first = first === null ? at : Math.min(first, at);
    });
  });
  return first;
}
