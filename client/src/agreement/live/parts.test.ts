import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { inParts, type Most } from './parts.ts';

const most: Most = { structs: 40, bytes: 2_000 };

/** What goes over the line of a document that somebody has written in for a while. */
function written(act: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  act(doc);
  return Y.encodeStateAsUpdate(doc);
}

function structsIn(update: Uint8Array): number {
  return Y.decodeUpdate(update).structs.length;
}

/** Each part is taken by itself, and together they are the whole. */
function mustBeWhole(update: Uint8Array, parts: readonly Uint8Array[]): void {
  const [whole, together] = [new Y.Doc(), new Y.Doc()];
  Y.applyUpdate(whole, update);
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(most.bytes);
    expect(structsIn(part)).toBeLessThanOrEqual(most.structs);
    Y.applyUpdate(together, part);
    expect(together.store.pendingStructs).toBeNull();
    expect(together.store.pendingDs).toBeNull();
  }
  expect(Y.encodeStateAsUpdate(together)).toEqual(Y.encodeStateAsUpdate(whole));
}

test('[PAGE-5] what fits goes as it came', () => {
  const update = written((doc) => doc.getText('a').insert(0, 'one'));
  expect(inParts(update, most)).toEqual([update]);
});

test('[PAGE-5] many structs go in several messages', () => {
  const update = written((doc) => {
    const text = doc.getText('a');
    for (let index = 0; index < 500; index += 1) text.insert(0, `${index} `);
  });
  const parts = inParts(update, most);
  expect(parts.length).toBeGreaterThan(500 / most.structs);
  mustBeWhole(update, parts);
});

test('[PAGE-5] a text that is too long goes in several, and no sign is torn apart', () => {
  const update = written((doc) => doc.getText('a').insert(0, `甲${'𠮷'.repeat(4_000)}`));
  const parts = inParts(update, most);
  expect(parts.length).toBeGreaterThan(1);
  mustBeWhole(update, parts);
});

test('[PAGE-5] what is taken away comes after what it is taken from, however much it is', () => {
  const update = written((doc) => {
    const text = doc.getText('a');
    for (let index = 0; index < 900; index += 1) text.insert(0, 'ab');
    for (let index = 0; index < 900; index += 1) text.delete(index, 1);
  });
  const parts = inParts(update, most);
  expect(parts.length).toBeGreaterThan(1);
  mustBeWhole(update, parts);
});
