import { type Root, richTextSchema } from '@parley/shared/agreement';
import { Editor, Extension } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { Binding } from '../binding/binding.ts';
import { type Caret, placeFrom, placeJson } from '../live/carets.ts';
import type { SharedDocument } from '../live/model.ts';
import { ownEdits } from '../undo.ts';
import { fitting, isTooDeep } from './depth.ts';
import { keysFor } from './keys.ts';
import { cleanHtml, cleanSlice, showable } from './paste.ts';
import { schemaExtensions } from './schema.ts';

export interface TextEditorParts {
  readonly element: HTMLElement;
  readonly document: SharedDocument;
  readonly root: Root;
  /** Of the editor's element. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The caret came here, or moved, or what stands there has changed. */
  readonly changed: (editor: TextEditor) => void;
  /** The caret went elsewhere. */
  readonly left: (editor: TextEditor) => void;
  readonly undo: (way: 'undo' | 'redo') => void;
  /** The clause takes no more. */
  readonly full: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Where spaces are drawn as one, or none at the end of a paragraph, browsers take them away as one types, somebody else's
 * too. So it is no matter of a style sheet, which may be missing.
 */
const EVERY_SPACE = 'white-space: break-spaces';

/** After the end of a composition the editor still reads what it has left in the page. */
const COMPOSED_MS = 40;

/** One clause's text in one language, while it can be written in. */
export class TextEditor {
  readonly root: Root;
  readonly editor: Editor;
  readonly document: SharedDocument;
  #binding: Binding | null = null;
  readonly #parts: TextEditorParts;
  readonly #unfollow: readonly (() => void)[];
  #composed: ReturnType<typeof setTimeout> | undefined;
  #composing = false;

  constructor(parts: TextEditorParts) {
    const { document, root } = parts;
    this.#parts = parts;
    this.root = root;
    this.document = document;
    this.editor = new Editor({
      element: parts.element,
      extensions: [...schemaExtensions(), this.#extension()],
      injectCSS: false,
      enableInputRules: false,
      enablePasteRules: false,
      editorProps: {
        attributes: { 'aria-multiline': 'true', style: EVERY_SPACE, ...parts.attributes },
        transformPastedHTML: cleanHtml,
        transformPasted: (slice, { state }) => fitting(cleanSlice(slice), state.selection.$from.depth),
        handleTextInput: (view, from, to, text) => this.#typed(view, { from, to, text }),
      },
      onFocus: () => parts.changed(this),
      onTransaction: ({ editor }) => {
        if (editor.isFocused) parts.changed(this);
      },
      onBlur: () => {
        this.#endComposition();
        parts.left(this);
      },
    });
    this.#unfollow = [
      document.follow((copy) => this.#binding?.move(copy.textOf(root))),
      document.beforeOthers(() => this.#readCaret()),
    ];
  }

  undo(): void {
    this.#parts.undo('undo');
  }

  redo(): void {
    this.#parts.undo('redo');
  }

  /** Where the caret is, for others to see. */
  caret(): Caret | null {
    const { anchor, head } = this.editor.state.selection;
    const places = [anchor, head].map((position) => this.#binding?.placeAt(position) ?? null);
    const [first, last] = places;
    return first && last ? { ...this.root, anchor: placeJson(first), head: placeJson(last) } : null;
  }

  /** Where somebody else's caret is on this page. */
  positionOf(place: unknown): number | null {
    const read = placeFrom(place);
    return read === null ? null : (this.#binding?.positionOf(read) ?? null);
  }

  destroy(): void {
    for (const unfollow of this.#unfollow) unfollow();
    this.#endComposition();
    this.editor.destroy();
  }

  /** The browser tells of a caret that was moved only later; what others wrote meanwhile would put it back. */
  #readCaret(): void {
    if (this.editor.isFocused) this.editor.view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
  }

  #extension(): Extension {
    const bind = (schema: Schema): Plugin[] => {
      const { replica } = this.document;
      if (replica === null) return [];
      const root = replica.textOf(this.root);
      this.#binding = new Binding({ root, schema, origin: ownEdits, failed: this.#parts.failed });
      return [this.#binding.plugin(), this.#behaviour()];
    };
    return Extension.create({
      name: 'clause',
      addKeyboardShortcuts: () => keysFor(this),
      addProseMirrorPlugins() {
        return bind(this.editor.schema);
      },
    });
  }

  #behaviour(): Plugin {
    return new Plugin({
      filterTransaction: (transaction, { doc }) => {
        if (transaction.docChanged && this.#binding?.isShowing !== true && isTooDeep(transaction.doc))
          return false;
        const grows = transaction.doc.content.size > doc.content.size;
        if (!grows || transaction.doc.content.size <= richTextSchema.bounds.characters) return true;
        // What others wrote is shown in any case.
        if (this.#binding?.isShowing === true) return true;
        this.#parts.full();
        return false;
      },
      props: {
        attributes: ({ doc }) => {
          const [first] = doc.children;
          const empty = doc.childCount === 1 && first?.isTextblock === true && first.content.size === 0;
          return empty ? { 'data-empty': '' } : {};
        },
        handleDOMEvents: {
          compositionstart: () => this.#compose(),
          compositionupdate: () => this.#compose(),
          compositionend: () => {
            clearTimeout(this.#composed);
            this.#composed = setTimeout(() => this.#endComposition(), COMPOSED_MS);
            return false;
          },
          beforeinput: (_view, event) => {
            // A menu of the browser, or a shaken phone: the page's own history knows nothing of others.
            if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false;
            event.preventDefault();
            if (event.inputType === 'historyUndo') this.undo();
            else this.redo();
            return true;
          },
        },
      },
    });
  }

  #compose(): false {
    clearTimeout(this.#composed);
    this.#composing = true;
    this.document.hold();
    return false;
  }

  #endComposition(): void {
    clearTimeout(this.#composed);
    if (!this.#composing) return;
    this.#composing = false;
    this.document.release();
  }

  /** Signs that no document takes are left out. */
  #typed(view: EditorView, { from, to, text }: { from: number; to: number; text: string }): boolean {
    const clean = showable(text);
    if (clean === text) return false;
    view.dispatch(view.state.tr.insertText(clean, from, to));
    return true;
  }
}
