import type { RichText } from '@parley/shared/agreement';
import { rootOf } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import { getSchema } from '@tiptap/core';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { writeChanges } from '../../../../agreement/binding/write.ts';
import { schemaExtensions } from '../../../../agreement/editor/schema.ts';
import type { SharedDocument } from '../../../../agreement/live/model.ts';
import { createUndo } from '../../../../agreement/undo.ts';
import type { Texts } from '../texts.ts';

/**
 * Words that are proposed, before they are: written with the same editor as a clause, in a document of this page alone.
 * They stay there while the page knows the agreement, however often the dialog is closed and whatever room comes next.
 */
const scratches = new WeakMap<SharedDocument, Map<string, SharedDocument>>();

const schema = getSchema(schemaExtensions());

interface Named {
  readonly agreement: SharedDocument;
  /** Of the wish that is written down. */
  readonly name: string;
}

/** What is being written under this name, or these texts to begin with. */
export function scratchFor({ agreement, name }: Named, clause: ClauseId, texts: Texts): SharedDocument {
  const all = scratches.get(agreement) ?? new Map<string, SharedDocument>();
  scratches.set(agreement, all);
  const known = all.get(name) ?? written(clause, texts);
  all.set(name, known);
  return known;
}

/** It was sent, or is not wanted any more. */
export function dropScratch({ agreement, name }: Named): void {
  scratches.get(agreement)?.delete(name);
}

function written(clause: ClauseId, texts: Texts): SharedDocument {
  const doc = new Y.Doc();
  const textOf: NonNullable<SharedDocument['replica']>['textOf'] = (root) => doc.getXmlFragment(rootOf(root));
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
