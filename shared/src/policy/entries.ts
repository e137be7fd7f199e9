import type { ParticipantId } from '../ids.ts';
import { type Entry, type Presence, type SessionState, settledIn } from '../session/state.ts';
import { isConductor, isIn, isSettled, mayOpenDoor } from './conditions.ts';
import { all, type Verdict, verdict } from './verdict.ts';

/** Whoever may not know of an entry is answered as if there were none. */
export function entrySeen(
  state: SessionState,
  actor: Presence,
  participant: ParticipantId,
): { readonly entry: Entry | null; readonly verdict: Verdict } {
  const entry = state.entries.get(participant) ?? null;
  const seen =
    entry !== null && (isConductor(actor).kind === 'allow' || settledIn(actor)?.room === entry.room);
  return { entry: seen ? entry : null, verdict: verdict(seen, 'entry.unknown') };
}

/** Somebody who stands in the room that another is asking to be let into. */
export function opensDoorTo(state: SessionState, actor: Presence, participant: ParticipantId): Verdict {
  const { entry, verdict: seen } = entrySeen(state, actor, participant);
  if (entry === null) return seen;
  return all(
    mayOpenDoor(actor),
    isSettled(actor),
    isIn(actor, entry.room),
    verdict(entry.consent.kind === 'asked', 'entry.not-asked'),
  );
}
