import type { ParticipantId } from '@parley/shared/ids';
import type { Moved, MoveQuestion } from '../../../session/room-actions.ts';

/** Tries to move people; `confirmed` is what the mover was shown, and said yes to. */
export type Attempt = (confirmed: MoveQuestion | null) => Promise<Moved>;

/**
 * Whenever opposing sides would share a private room, or people come together without an interpreter, nothing happens
 * until the mover has been shown who they are and has said yes to exactly these. Resolves with whether it was done.
 */
export async function guarded(
  attempt: Attempt,
  ask: (question: MoveQuestion) => Promise<boolean>,
): Promise<boolean> {
  let confirmed: MoveQuestion | null = null;
  for (;;) {
    const moved: Moved = await attempt(confirmed);
    if (moved.kind === 'done' || moved.kind === 'refused') return moved.kind === 'done';
    if (!(await ask(moved))) return false;
    confirmed = moved;
  }
}

/** Lets people in, first of all those about whom there is nothing to ask: they do not wait for the answer about others. */
export function letting(
  admit: (people: readonly ParticipantId[], confirmed: MoveQuestion | null) => Promise<Moved>,
  people: readonly ParticipantId[],
): Attempt {
  let left = people;
  return async (confirmed) => {
    const moved = await admit(left, confirmed);
    if (moved.kind !== 'unserved') return moved;
    const served = left.filter((id) => !moved.people.includes(id));
    if (served.length === 0) return moved;
    left = left.filter((id) => moved.people.includes(id));
    await admit(served, null);
    return admit(left, null);
  };
}
