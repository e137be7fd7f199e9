import { rootOf } from '@parley/shared/agreement';
import { ClauseId, ParticipantId } from '@parley/shared/ids';
import { Language } from '@parley/shared/session';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { z } from 'zod';

const Place = z.record(z.string(), z.unknown());

/** What a page tells others of where its caret is. */
const Caret = z.object({ clause: ClauseId, language: Language, anchor: Place, head: Place });
export type Caret = z.infer<typeof Caret>;

/** With who it is, which the server adds. */
const Present = Caret.extend({ participant: ParticipantId, name: z.string() });
export type Present = z.infer<typeof Present> & { readonly client: number };

export const placeJson = ({ type, tname, item, assoc }: Y.RelativePosition): Caret['anchor'] => ({
  type,
  tname,
  item,
  assoc,
});

/** Null for what is no place. */
export function placeFrom(json: unknown): Y.RelativePosition | null {
  try {
    return Y.createRelativePositionFromJSON(json);
  } catch {
    return null;
  }
}

/** Said once, however often it is found to be there. */
export function tellCaret(awareness: Awareness, caret: Caret | null): void {
  if (JSON.stringify(awareness.getLocalState()) !== JSON.stringify(caret)) awareness.setLocalState(caret);
}

/** Everyone else whose caret is in this document. */
export function presentIn(awareness: Awareness): readonly Present[] {
  return [...awareness.getStates()].flatMap(([client, state]) => {
    if (client === awareness.clientID) return [];
    const present = Present.safeParse(state);
    return present.success ? [{ ...present.data, client }] : [];
  });
}

export const isIn = (present: Present, root: { clause: ClauseId; language: Language }): boolean =>
  rootOf(present) === rootOf(root);
