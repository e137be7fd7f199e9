import type { ParticipantId } from '@parley/shared/ids';
import type { Notice } from '@parley/shared/protocol';

/** Whom the stage shows, and who is about to take over. */
export interface Floor {
  readonly speaking: ReadonlySet<ParticipantId>;
  readonly active: ParticipantId | null;
  readonly rising: { readonly participant: ParticipantId; readonly since: number } | null;
}

export const quiet: Floor = { speaking: new Set(), active: null, rising: null };

/** dBov below which nobody counts as speaking. */
const QUIET_DB = -55;
/** So long somebody else must be loudest before the stage goes over to them, while the last one still speaks. */
const TAKE_OVER_MS = 900;

/**
 * The next state of the floor, with the same set of speakers while nobody begins or ends. `others` are the people in my
 * room besides me; `now` is milliseconds.
 */
export function listened(
  floor: Floor,
  levels: Notice<'signals'>['speaking'],
  others: ReadonlySet<ParticipantId>,
  now: number,
): Floor {
  const loud = levels
    .filter(({ volume }) => volume > QUIET_DB)
    .toSorted((a, b) => b.volume - a.volume)
    .map(({ participant }) => participant);
  const heard = new Set(loud);
  const speaking = isSame(floor.speaking, heard) ? floor.speaking : heard;
  const active = floor.active !== null && others.has(floor.active) ? floor.active : null;
  const loudest = loud.find((participant) => others.has(participant)) ?? null;
  if (loudest === null || loudest === active) return { speaking, active, rising: null };
  if (active === null || !speaking.has(active)) return { speaking, active: loudest, rising: null };
  const since = floor.rising?.participant === loudest ? floor.rising.since : now;
  return now - since >= TAKE_OVER_MS
    ? { speaking, active: loudest, rising: null }
    : { speaking, active, rising: { participant: loudest, since } };
}

const isSame = (one: ReadonlySet<ParticipantId>, other: ReadonlySet<ParticipantId>): boolean =>
  one.size === other.size && [...one].every((each) => other.has(each));

/** Those who are gone neither speak nor hold the stage. */
export function staying(floor: Floor, others: ReadonlySet<ParticipantId>): Floor {
  if (floor.active === null || others.has(floor.active)) return floor;
  return { ...floor, active: null, rising: null };
}
