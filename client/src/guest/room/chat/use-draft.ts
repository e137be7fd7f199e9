import type { MyPlace } from '@parley/shared/policy';
import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { type Begun, carriedInto, Draft } from './draft.ts';

/** What I have begun to write in this room: closing the chat keeps it, leaving the room does not. */
export function useDraft(place: MyPlace): Draft {
  const [draft] = useState(() => new Draft());
  useLayoutEffect(() => draft.carryInto(epochOf(place)), [draft, place]);
  return draft;
}

/** For the field alone: each letter draws that anew and nothing around it. No frame shows one room's words in another. */
export const useBegun = (draft: Draft, place: MyPlace): Begun =>
  carriedInto(useSyncExternalStore(draft.subscribe, draft.begun), epochOf(place));

const epochOf = (place: MyPlace) => (place.kind === 'room' ? place.epoch : null);
