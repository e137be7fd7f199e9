import { Refusal } from '@parley/shared/errors';
import { type Action, type Actions, can } from '@parley/shared/policy';
import type { Asker } from './asker.ts';

/** Throws what the policy says: whoever may not know of something learns nothing of its words either. */
export function must<A extends Action>({ host, participant }: Asker, action: A, target: Actions[A]): void {
  const verdict = can(host.actor.state, participant, action, target);
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
}

/**
 * What takes a while, for whoever may do this. If they may not any more by the time it fails, they are told that, and not
 * what has become meanwhile of the words it is about.
 */
export async function whileAllowed<A extends Action, R>(
  asker: Asker,
  action: A,
  target: Actions[A],
  work: () => Promise<R>,
): Promise<R> {
  must(asker, action, target);
  try {
    return await work();
  } catch (error) {
    must(asker, action, target);
    throw error;
  }
}
