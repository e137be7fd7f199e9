import type { MyPlace } from '@parley/shared/policy';
import { useState } from 'react';
import { carriedInto, nothingBegun, written } from './draft.ts';

/** What I have begun to write in this room: closing the chat keeps it, leaving the room does not. */
export interface Draft {
  readonly text: string;
  readonly cleared: boolean;
  readonly write: (text: string) => void;
}

export function useDraft(place: MyPlace): Draft {
  const [kept, setKept] = useState(nothingBegun);
  const begun = carriedInto(kept, place.kind === 'room' ? place.epoch : null);
  // Before anything is drawn: no frame shows one room's words in another.
  if (begun !== kept) setKept(begun);
  return {
    text: begun.text,
    cleared: begun.cleared,
    write: (text) => setKept((now) => written(now, text)),
  };
}
