import { onceFor } from '../lib/once-for.ts';
import type { SessionState } from '../session/state.ts';

/** What no view and no audience has anything of: how many events there were, and what has views of its own. */
const NOT_OF_ROOMS: ReadonlySet<string> = new Set<keyof SessionState>([
  'seq',
  'agreement',
  'shared',
  'spokenFor',
  'formerNames',
]);

/**
 * All that views and audiences are made from, by identity: while every one of these is the same value, so is what anyone
 * is shown, and, but for its number, who hears whom. Where many write to each other, to reckon for each line what holds
 * already would be most of the server's work.
 */
export const roomsRestOn = onceFor((state: SessionState): readonly unknown[] => {
  const parts: readonly (readonly [string, unknown])[] = Object.entries(state);
  return parts.flatMap(([part, value]) => (NOT_OF_ROOMS.has(part) ? [] : [value]));
});

/** Whether any of what something rests on is another value. */
export const differ = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length !== after.length || before.some((each, index) => each !== after[index]);
