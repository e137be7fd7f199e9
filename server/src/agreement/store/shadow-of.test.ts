import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Random } from '../../fuzz/testing/random.ts';
import { Writer } from '../testing/writer.ts';
import { documentOf } from './shadow-of.ts';

const ROOT = 'clause-1/zh';

/** Edits of some people, of whom each knows of others' sooner or later; among them whole paragraphs that go. */
function written(seed: number): readonly Uint8Array[] {
  const random = new Random(seed);
  const writers = [1, 2, 3].map((client) => ({ writer: new Writer(client), knows: 0 }));
  const all: Uint8Array[] = [];
  for (let turn = 0; turn < 120; turn += 1) {
    const one = random.maybe(writers);
    if (one === undefined) continue;
    const { writer } = one;
    if (random.chance(0.6)) {
      for (const update of all.slice(one.knows)) writer.receive(update);
      one.knows = all.length;
    }
    const root = writer.root(ROOT);
    const block = random.below(root.length + 1);
    if (block === root.length) writer.paragraph(ROOT, 'new', block);
    else if (random.chance(0.1)) root.delete(block, 1);
    else {
      const text = writer.text(ROOT, block);
      const at = random.below(text.length + 1);
      if (random.chance(0.6) || at === text.length) text.insert(at, 'more');
      else text.delete(at, 1);
    }
    all.push(...writer.take());
  }
  return all;
}

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'edits that are taken in as one change leave the very same document (%i)',
  (seed) => {
    const updates = written(seed);
    const one = new Y.Doc();
    for (const update of updates) Y.applyUpdate(one, update);
    const middle = Math.floor(updates.length / 2);
    const state = Y.encodeStateAsUpdate(documentOf({ snapshot: null, updates: updates.slice(0, middle) }));
    const all = documentOf({ snapshot: null, updates });
    const snapshot = documentOf({ snapshot: { upto: middle, state }, updates: updates.slice(middle) });
    for (const each of [all, snapshot]) {
      expect(each.getXmlFragment(ROOT).toJSON()).toBe(one.getXmlFragment(ROOT).toJSON());
      expect(Buffer.from(Y.encodeStateAsUpdate(each))).toEqual(Buffer.from(Y.encodeStateAsUpdate(one)));
    }
  },
);
