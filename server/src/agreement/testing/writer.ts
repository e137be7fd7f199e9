import * as Y from 'yjs';

/** Somebody with a document of their own, as a browser has one; what they write is kept until it is taken. */
export class Writer {
  readonly doc: Y.Doc;
  readonly client: number;
  #written: Uint8Array[] = [];
  readonly #undo = new Map<string, Y.UndoManager>();

  constructor(client: number) {
    this.client = client;
    this.doc = this.#fresh();
  }

  /** What was written since, one update an edit. */
  take(): Uint8Array[] {
    const written = this.#written;
    this.#written = [];
    return written;
  }

  /** What was written since, as one update. */
  takeAsOne(): Uint8Array {
    return Y.mergeUpdates(this.take());
  }

  /** What somebody else wrote. */
  receive(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, 'wire');
  }

  root(name: string): Y.XmlFragment {
    return this.doc.getXmlFragment(name);
  }

  /** What undoes and does again their own edits in a root. */
  undo(root: string): Y.UndoManager {
    const known = this.#undo.get(root) ?? new Y.UndoManager(this.root(root), { captureTimeout: 0 });
    this.#undo.set(root, known);
    return known;
  }

  /** A paragraph with these words at a place of the root; answers its run of text. */
  paragraph(root: string, words: string, at = 0): Y.XmlText {
    return this.doc.transact(() => {
      const element = new Y.XmlElement('paragraph');
      const text = new Y.XmlText();
      element.insert(0, [text]);
      this.root(root).insert(at, [element]);
      if (words !== '') text.insert(0, words);
      return text;
    });
  }

  /** The run of text in the root's nth block. */
  text(root: string, block = 0): Y.XmlText {
    const element = this.root(root).get(block);
    const text = element instanceof Y.XmlElement ? element.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error('no text there');
    return text;
  }

  #fresh(): Y.Doc {
    const doc = new Y.Doc();
    doc.clientID = this.client;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'wire') this.#written.push(update);
    });
    return doc;
  }
}
