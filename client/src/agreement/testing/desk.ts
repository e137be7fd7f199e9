import { getSchema } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { Binding, type Surface } from '../binding/binding.ts';
import { schemaExtensions } from '../editor/schema.ts';
import { createUndo, ownEdits } from '../undo.ts';

export const schema = getSchema(schemaExtensions());
export const ROOT = 'clause-0001/zh';

/** One person's editor of one text, without a page; what it writes is sent when the test says so. */
export class Desk implements Surface {
  readonly doc = new Y.Doc();
  readonly binding: Binding;
  readonly failures: unknown[] = [];
  readonly undo = createUndo(this.doc);
  state: EditorState;
  /** Written here, and not sent yet. */
  readonly outbox: Uint8Array[] = [];

  constructor(client: number) {
    this.doc.clientID = client;
    this.binding = new Binding({
      root: this.doc.getXmlFragment(ROOT),
      schema,
      origin: ownEdits,
      failed: (error) => this.failures.push(error),
    });
    this.state = EditorState.create({ doc: this.binding.document });
    this.binding.attach(this);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') this.outbox.push(update);
    });
  }

  /** What the editor shows. */
  get shown(): Node {
    return this.state.doc;
  }

  /** A remote change. */
  dispatch(transaction: Transaction): void {
    this.state = this.state.apply(transaction);
  }

  /** The person at the desk does something. */
  edit(change: (transaction: Transaction) => void): void {
    const transaction = this.state.tr;
    change(transaction);
    this.run(transaction);
  }

  run(transaction: Transaction): void {
    const before = this.state.doc;
    this.state = this.state.apply(transaction);
    if (before !== this.state.doc)
      this.binding.edited(before, this.state.doc, this.binding.hintOf(transaction));
  }

  hear(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, 'others');
  }
}

/** Everyone hears all that was written. */
export function exchange(...desks: readonly Desk[]): void {
  const letters = desks.map((desk) => desk.outbox.splice(0));
  desks.forEach((desk, index) => {
    letters.forEach((updates, from) => {
      if (from !== index) for (const update of updates) desk.hear(update);
    });
  });
}
