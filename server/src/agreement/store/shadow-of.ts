import * as Y from 'yjs';
import { DocumentBroken, type Stored } from './document-store.ts';

/** What was stored, as a document. Throws DocumentBroken when it does not fit together. */
export function documentOf({ snapshot, updates }: Pick<Stored, 'snapshot' | 'updates'>): Y.Doc {
  const doc = new Y.Doc();
  watchNothing(doc);
  if (snapshot !== null) Y.applyUpdate(doc, snapshot.state);
  // As one change: Yjs tidies up after each, which would take longer than the edits themselves.
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new DocumentBroken('a document has edits that go on from what is not there');
  }
  return doc;
}

/**
 * Nobody watches a document of the server's: it is what was stored, and nothing else. Watching is what Yjs makes events
 * for; and with them it would take away marks that change nothing, which is for those to say who tidy.
 */
function watchNothing(doc: Y.Doc): void {
  doc.on('beforeObserverCalls', ({ changed }: Y.Transaction) => changed.clear());
}
