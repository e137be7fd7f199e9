import type { Epoch, ParticipantId } from '@parley/shared/ids';
import type { Verdict } from '@parley/shared/policy';
import { type SessionState, settledIn } from '@parley/shared/session';
import type { Line } from './lines.ts';

/** Of the stay in a room that somebody is in; null on the way, and outside. */
export function epochOf(state: SessionState, participant: ParticipantId): Epoch | null {
  const person = state.people.get(participant);
  return person === undefined ? null : (settledIn(person)?.epoch ?? null);
}

/**
 * The lines whose owners may read something, each asked just before, with what they are told in the stay they are in.
 * Where the stays have the same number it is the very same value, which is then encoded once.
 */
export function* inTheirStay<T extends object>(
  state: SessionState,
  lines: readonly Line[],
  mayRead: (viewer: ParticipantId) => Verdict,
  what: T,
): Generator<readonly [Line, T & { readonly epoch: Epoch }]> {
  const made = new Map<Epoch, T & { readonly epoch: Epoch }>();
  for (const line of lines) {
    const epoch = epochOf(state, line.participant);
    if (epoch === null || mayRead(line.participant).kind !== 'allow') continue;
    const told = made.get(epoch) ?? { ...what, epoch };
    made.set(epoch, told);
    yield [line, told];
  }
}
