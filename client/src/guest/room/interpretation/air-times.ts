import type { ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { keep, readKept } from '../../../session/kept.ts';
import { useServerNow } from '../../use-now.ts';

const KEY = 'parley.air-times';
const Times = z.record(z.string(), z.number());

/** By whose voice goes into a language in my room: since when, as far as this tab has seen. */
type AirTimes = Readonly<Record<string, number>>;

export function airTimes(
  before: AirTimes,
  { interpretation }: Pick<SessionView, 'interpretation'>,
  now: number,
): AirTimes {
  if (interpretation === null) return before;
  const ids = [...new Set(interpretation.channels.map(({ interpreter }) => interpreter))];
  const isSame = ids.length === Object.keys(before).length && ids.every((id) => id in before);
  return isSame ? before : Object.fromEntries(ids.map((id) => [id, before[id] ?? now]));
}

export function keptTimes(text: string | null): AirTimes {
  try {
    return Times.catch({}).parse(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

export const keepTimes = (times: AirTimes): void => keep('sessionStorage', KEY, JSON.stringify(times));

/**
 * For how long somebody has interpreted without a break, milliseconds. The page counts it by itself: told by the server,
 * it would tell whoever comes into a room what was there before them.
 */
export function useAirTimes(
  view: Pick<SessionView, 'interpretation'>,
  clockOffset: number,
): (interpreter: ParticipantId) => number {
  const now = useServerNow(clockOffset);
  const [times, setTimes] = useState(() => keptTimes(readKept('sessionStorage', KEY)));
  const seen = airTimes(times, view, now);
  if (seen !== times) setTimes(seen);
  useEffect(() => keepTimes(times), [times]);
  return (interpreter) => Math.max(0, now - (seen[interpreter] ?? now));
}
