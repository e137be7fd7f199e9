import type { ParticipantId } from '@parley/shared/ids';
import type { Moved } from '../../../session/room-actions.ts';

/** Tries to move people; `confirmed` names those of opposing sides whom the mover was shown. */
export type Attempt = (confirmed: readonly ParticipantId[]) => Promise<Moved>;

/**
 * The side guard: whenever opposing sides would share a private room, nothing happens until the mover has been shown
 * who they are and has said yes to exactly these. Resolves with whether anybody was moved.
 */
export async function guarded(
  attempt: Attempt,
  ask: (people: readonly ParticipantId[]) => Promise<boolean>,
): Promise<boolean> {
  let confirmed: readonly ParticipantId[] = [];
  for (;;) {
    const moved = await attempt(confirmed);
    if (moved.kind !== 'mixes') return moved.kind === 'done';
    if (!(await ask(moved.people))) return false;
    confirmed = moved.people;
  }
}
