import type { SessionView } from '@parley/shared/policy';
import type { HeldAsked } from './held-presses.ts';
import { stayIn } from './here.ts';

/** Raises my hand in the room I stand in, or takes it down; in no room there is none. */
export async function raiseHand(up: boolean, view: SessionView | null, held: HeldAsked): Promise<void> {
  const epoch = stayIn(view);
  if (view === null || epoch === null) return;
  if (up) await held('hand.raise', { epoch });
  else await held('hand.lower', { participant: view.me.participant.id });
}
