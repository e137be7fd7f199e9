import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import type { Edits, Piece } from '../../session/unstored.ts';

/** A tab has some megabytes for all it keeps, and counts each character as two bytes. */
const MOST_BYTES = 500_000;

/** What was written under a name from this clock on, and all that was taken away; of the words those of `pieces`. */
export function editsSince(
  doc: Y.Doc,
  { client, since, pieces }: { client: number; since: number; pieces: readonly Piece[] },
): Edits {
  const known = Y.decodeStateVector(Y.encodeStateVector(doc));
  known.set(client, Math.min(since, Y.getState(doc.store, client)));
  const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(known));
  return {
    client,
    update: update.length > MOST_BYTES ? null : toBase64(update),
    pieces: [...pieces],
  };
}

/**
 * Takes them into a document that is written in under this name, once all of the name that is stored is there. What it
 * has of them already comes to nothing. False where they are not the same edits any more: then nothing of them is taken.
 */
export function takeUp(doc: Y.Doc, client: number, { update }: Edits): boolean {
  if (update === null) return false;
  try {
    const edits = fromBase64(update);
    if (!fits(doc, client, edits)) return false;
    Y.applyUpdate(doc, edits);
    return true;
  } catch {
    return false;
  }
}

/** They are of this name alone, and go on from what there is. */
function fits(doc: Y.Doc, client: number, edits: Uint8Array): boolean {
  if (Y.decodeUpdate(edits).structs.some(({ id }) => id.client !== client)) return false;
  const trial = new Y.Doc();
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(trial, edits);
  const isWhole = trial.store.pendingStructs === null && trial.store.pendingDs === null;
  trial.destroy();
  return isWhole;
}
