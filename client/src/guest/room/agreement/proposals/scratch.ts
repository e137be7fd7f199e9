import type { ClauseId } from '@parley/shared/ids';
import { loneDocument } from '../../../../agreement/live/lone.ts';
import type { SharedDocument } from '../../../../agreement/live/model.ts';
import type { Texts } from '../texts.ts';

/**
 * Words that are proposed, before they are: written with the same editor as a clause, in a document of this page alone.
 * They stay there while the page knows the agreement, however often the dialog is closed and whatever room comes next.
 */
const scratches = new WeakMap<SharedDocument, Map<string, SharedDocument>>();

interface Named {
  readonly agreement: SharedDocument;
  /** Of the wish that is written down. */
  readonly name: string;
}

/** What is being written under this name, or these texts to begin with. */
export function scratchFor({ agreement, name }: Named, clause: ClauseId, texts: Texts): SharedDocument {
  const all = scratches.get(agreement) ?? new Map<string, SharedDocument>();
  scratches.set(agreement, all);
  const known = all.get(name) ?? loneDocument([[clause, texts]]);
  all.set(name, known);
  return known;
}

/** It was sent, or is not wanted any more. */
export function dropScratch({ agreement, name }: Named): void {
  scratches.get(agreement)?.delete(name);
}
