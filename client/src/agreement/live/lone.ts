import { type RichText, rootOf } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import { getSchema } from '@tiptap/core';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { writeChanges } from '../binding/write.ts';
import { schemaExtensions } from '../editor/schema.ts';
import { createUndo } from '../undo.ts';
import type { SharedDocument } from './model.ts';

const schema = getSchema(schemaExtensions());

/** The words of clauses by language; null for those that are longer than a clause may be. */
type Begun = Iterable<readonly [ClauseId, Iterable<readonly [Language, RichText | null]>]>;

/** Clauses that are written with the same editor as those of an agreement, in a document of this page alone. */
export function loneDocument(clauses: Begun): SharedDocument {
  const doc = new Y.Doc();
  const textOf: NonNullable<SharedDocument['replica']>['textOf'] = (root) => doc.getXmlFragment(rootOf(root));
  for (const [clause, texts] of clauses)
    for (const [language, text] of texts) if (text !== null) write(textOf({ clause, language }), text);
  const awareness = new Awareness(doc);
  // Nobody else is told, and what is to be forgotten is not kept alive by a clock.
  awareness.destroy();
  return {
    replica: { awareness, undo: createUndo(doc), textOf },
    follow: () => () => undefined,
    beforeOthers: () => () => undefined,
    hold: () => undefined,
    release: () => undefined,
    forget: () => undefined,
  };
}

function write(root: Y.XmlFragment, text: RichText): void {
  const blank = schema.topNodeType.createAndFill();
  if (blank !== null && text.content.length > 0) writeChanges(root, blank, schema.nodeFromJSON(text), null);
}
