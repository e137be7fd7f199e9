import type { RoomCard } from '@parley/shared/policy';

const MINUTE_MS = 60_000;
/** The longest the protocol takes. */
const LONGEST_MIN = 600;

/** What a caucus is given again so that it lasts `minutes` longer than now agreed, or than now if it is over. */
export function extended({ endsAt }: Pick<RoomCard, 'endsAt'>, minutes: number, now: number): number {
  const left = endsAt === null ? 0 : Math.max(0, Math.round((endsAt - now) / MINUTE_MS));
  return Math.min(LONGEST_MIN, left + minutes);
}

/** How a caucus stands in time, in whole minutes; calm: it changes once a minute. */
export type Clock =
  | { readonly kind: 'running'; readonly minutes: number }
  | { readonly kind: 'left'; readonly minutes: number }
  | { readonly kind: 'over'; readonly minutes: number };

export function clockOf({ openedAt, endsAt }: Pick<RoomCard, 'openedAt' | 'endsAt'>, now: number): Clock {
  if (endsAt === null) {
    return { kind: 'running', minutes: Math.max(0, Math.floor((now - (openedAt ?? now)) / MINUTE_MS)) };
  }
  return endsAt > now
    ? { kind: 'left', minutes: Math.ceil((endsAt - now) / MINUTE_MS) }
    : { kind: 'over', minutes: Math.floor((now - endsAt) / MINUTE_MS) };
}

/** Whole seconds until then, never below nought. */
export const secondsUntil = (due: number, now: number): number => Math.max(0, Math.ceil((due - now) / 1_000));
