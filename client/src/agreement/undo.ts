import { type Root, rootOf } from '@parley/shared/agreement';
import * as Y from 'yjs';
import { rootOfType } from './live/orphans.ts';

/** Where edits of this page come from: what is undone here is undone by this alone. */
export const ownEdits: unique symbol = Symbol('own edits');

/** Under which a step remembers whose words it changed. */
const ROOTS = 'roots';

/** Undoes one's own edits, in whatever clause, and never takes away what others have written into them. */
export function createUndo(doc: Y.Doc): Y.UndoManager {
  const undo = new Y.UndoManager(doc, {
    trackedOrigins: new Set([ownEdits]),
    // Its own words are gone before a paragraph is: what is left in it is somebody else's.
    deleteFilter: ({ content }) => !(content instanceof Y.ContentType) || content.type._length === 0,
  });
  const remember = ({ stackItem, changedParentTypes }: StepEvent): void => {
    const roots = new Map(rootsOf(stackItem).map((root) => [rootOf(root), root]));
    for (const type of changedParentTypes.keys()) {
      const root = rootOfType(type);
      if (root !== null) roots.set(rootOf(root), root);
    }
    stackItem.meta.set(ROOTS, [...roots.values()]);
  };
  undo.on('stack-item-added', remember);
  undo.on('stack-item-updated', remember);
  return undo;
}

type StepEvent = Parameters<Parameters<typeof Y.UndoManager.prototype.on<'stack-item-added'>>[1]>[0];
type Step = StepEvent['stackItem'];

function rootsOf({ meta }: Step): readonly Root[] {
  const roots: unknown = meta.get(ROOTS);
  return Array.isArray(roots) ? (roots as readonly Root[]) : [];
}

export type Undone =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'done'; readonly roots: readonly Root[] }
  /** The last edit is in a text that may not be changed now. */
  | { readonly kind: 'not-now' };

/** One step back or forward; where it may not be taken nothing happens. */
export function step(undo: Y.UndoManager, way: 'undo' | 'redo', may: (root: Root) => boolean): Undone {
  const next = (way === 'undo' ? undo.undoStack : undo.redoStack).at(-1);
  if (next === undefined) return { kind: 'nothing' };
  const roots = rootsOf(next);
  if (!roots.every(may)) return { kind: 'not-now' };
  undo[way]();
  return { kind: 'done', roots };
}
