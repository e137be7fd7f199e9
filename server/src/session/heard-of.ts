import type { ParticipantId, ProducerId } from '@parley/shared/ids';
import { can } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import { type SessionState, settledIn } from '@parley/shared/session';
import type { Line } from './lines.ts';
import type { ToldLine } from './told-lines.ts';

export interface Level {
  readonly producer: ProducerId;
  /** dBov. */
  readonly volume: number;
}

/** Whom they hear of those who are loud. Null for whoever is in no room. */
export function heardOf(
  state: SessionState,
  viewer: ParticipantId,
  levels: readonly Level[],
): Notice<'signals'>['speaking'] | null {
  const me = state.people.get(viewer);
  if (me === undefined || settledIn(me) === null) return null;
  return levels.flatMap(({ producer, volume }) => {
    const owner = state.producers.get(producer)?.owner;
    const heard = owner === viewer || can(state, viewer, 'media.hear', { producer }).kind === 'allow';
    return owner !== undefined && heard ? [{ participant: owner, volume }] : [];
  });
}

interface Listening {
  readonly line: Line;
  readonly told: Pick<ToldLine, 'heard'>;
}

/** Each whom there is something to tell of it, and what; for most it is the very same, which is then encoded once. */
export function* heardBy(
  state: SessionState,
  lines: readonly Listening[],
  levels: readonly Level[],
): Generator<readonly [Line, Notice<'signals'>]> {
  const made = new Map<string, Notice<'signals'>>();
  for (const { line, told } of lines) {
    const speaking = heardOf(state, line.participant, levels);
    if (speaking === null || (speaking.length === 0 && !told.heard)) continue;
    told.heard = speaking.length > 0;
    const text = JSON.stringify(speaking);
    const notice = made.get(text) ?? { speaking, quality: [] };
    made.set(text, notice);
    yield [line, notice];
  }
}
