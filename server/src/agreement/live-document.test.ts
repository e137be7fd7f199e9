import { queryObjects } from 'node:v8';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { systemTimers } from '../lib/timers.ts';
import { LiveDocument } from './live-document.ts';

/** Bytes that can be counted. */
class StoredBytes extends Uint8Array {}

function stored(): StoredBytes {
  const doc = new Y.Doc();
  doc.getXmlFragment('clause-1/en').insert(0, [new Y.XmlText('a word')]);
  return new StoredBytes(Y.encodeStateAsUpdate(doc));
}

/** One that was read from a snapshot, or from what came after it. */
const open = (snapshot: StoredBytes | null, updates: readonly StoredBytes[]): LiveDocument =>
  new LiveDocument({
    stored: { head: 1, snapshot: snapshot && { upto: 1, state: snapshot }, updates },
    log: { append: async () => undefined },
    now: () => 0,
    clock: () => 0,
    timers: systemTimers,
    onLost: () => undefined,
  });

test('the bytes that a document was read from go once they are read', () => {
  const documents = [open(stored(), []), open(null, [stored()])];
  const texts = documents.map(({ doc }) => doc.getXmlFragment('clause-1/en').toJSON());
  expect(texts).toEqual(['a word', 'a word']);
  expect(queryObjects(StoredBytes, { format: 'count' })).toBe(0);
});
