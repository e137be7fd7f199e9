import type { ParticipantId } from '@parley/shared/ids';
import type { Gathered, Moved } from '../../../session/room-actions.ts';

/** Tries to move people; `confirmed` names those whom the mover was shown. */
export type Attempt = (confirmed: readonly ParticipantId[]) => Promise<Moved | Gathered>;

/**
 * Whenever opposing sides would share a private room, or people come together without an interpreter, nothing happens
 * until the mover has been shown who they are and has said yes to exactly these. Resolves with whether it was done.
 */
export async function guarded(
  attempt: Attempt,
  ask: (people: readonly ParticipantId[]) => Promise<boolean>,
): Promise<boolean> {
  let confirmed: readonly ParticipantId[] = [];
  for (;;) {
    const moved = await attempt(confirmed);
    if (moved.kind === 'done' || moved.kind === 'refused') return moved.kind === 'done';
    if (!(await ask(moved.people))) return false;
    confirmed = moved.people;
  }
}
