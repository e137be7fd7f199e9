import * as Y from 'yjs';
import { DocumentBroken, type Stored } from './document-store.ts';

/** What was stored, as a document. Throws DocumentBroken when it does not fit together. */
export function documentOf({ snapshot, updates }: Pick<Stored, 'snapshot' | 'updates'>): Y.Doc {
  const doc = new Y.Doc();
  leaveMarks(doc);
  if (snapshot !== null) Y.applyUpdate(doc, snapshot.state);
  for (const update of updates) Y.applyUpdate(doc, update);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new DocumentBroken('a document has edits that go on from what is not there');
  }
  return doc;
}

/**
 * Yjs takes away marks that change nothing after whatever comes from elsewhere. A document of the server's is what was
 * stored and nothing else: whoever tidies may say so.
 */
function leaveMarks(doc: Y.Doc): void {
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
}
