import { type Root, rootOf } from '@parley/shared/agreement';
import * as Y from 'yjs';
import { rootOfType } from './live/orphans.ts';

/** Where edits of this page come from: what is undone here is undone by this alone. */
export const ownEdits: unique symbol = Symbol('own edits');

/** Under which a step remembers whose words it changed. */
const ROOTS = 'roots';

/**
 * Undoes one's own edits, in whatever clause, and never takes away what others have written into them. A step is of
 * one text, however soon the next one is written in: a text that is closed then holds up no other.
 */
export function createUndo(doc: Y.Doc): Y.UndoManager {
  const undo: Y.UndoManager = new Y.UndoManager(doc, {
    trackedOrigins: new Set([ownEdits]),
    captureTransaction: ({ origin, changedParentTypes }) => {
      const before = new Set(rootsOf(undo.undoStack.at(-1)).map(rootOf));
      const same = changedIn(changedParentTypes).every((root) => before.has(rootOf(root)));
      if (origin === ownEdits && !same) undo.stopCapturing();
      return true;
    },
    // Its own words are gone before a paragraph is: what is left in it is somebody else's.
    deleteFilter: ({ content }) => !(content instanceof Y.ContentType) || content.type._length === 0,
  });
  const remember = ({ stackItem, changedParentTypes }: StepEvent): void => {
    const roots = [...rootsOf(stackItem), ...changedIn(changedParentTypes)];
    stackItem.meta.set(ROOTS, [...new Map(roots.map((root) => [rootOf(root), root])).values()]);
  };
  undo.on('stack-item-added', remember);
  undo.on('stack-item-updated', remember);
  return undo;
}

type StepEvent = Parameters<Parameters<typeof Y.UndoManager.prototype.on<'stack-item-added'>>[1]>[0];
type Step = StepEvent['stackItem'];

const changedIn = (types: StepEvent['changedParentTypes']): readonly Root[] =>
  [...types.keys()].flatMap((type) => rootOfType(type) ?? []);

function rootsOf(step: Step | undefined): readonly Root[] {
  const roots: unknown = step?.meta.get(ROOTS);
  return Array.isArray(roots) ? (roots as readonly Root[]) : [];
}

export type Undone =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'done'; readonly roots: readonly Root[] }
  /** All that is left is in texts that may not be changed now. */
  | { readonly kind: 'not-now' };

/** One step back or forward, over those that may not be taken now: they wait in their place. */
export function step(undo: Y.UndoManager, way: 'undo' | 'redo', may: (root: Root) => boolean): Undone {
  const stack = way === 'undo' ? 'undoStack' : 'redoStack';
  const steps = undo[stack];
  const open = new Set(steps.filter((each) => rootsOf(each).every(may)));
  // Of steps that change nothing any more several are taken at once: no closed one may be among them.
  undo[stack] = [...open];
  const taken = undo[way]();
  const left = new Set(undo[stack]);
  undo[stack] = steps.filter((each) => !open.has(each) || left.has(each));
  if (taken !== null) return { kind: 'done', roots: rootsOf(taken) };
  return { kind: undo[stack].length === 0 ? 'nothing' : 'not-now' };
}
