const MINUTE_MS = 60_000;
/** When whoever watches the clock is reminded that the end is near. */
export const SOON_MS = 5 * MINUTE_MS;

/** How the time a caucus was given is told; `minutes` as whole ones, in milliseconds. Nothing ends by itself. */
export type TimeLeft =
  | { readonly kind: 'left' | 'soon'; readonly minutes: number }
  | { readonly kind: 'last' | 'over' };

/** Both by the server's clock. */
export function timeLeft(endsAt: number, now: number): TimeLeft {
  const left = endsAt - now;
  if (left <= 0) return { kind: 'over' };
  if (left <= MINUTE_MS) return { kind: 'last' };
  return { kind: left <= SOON_MS ? 'soon' : 'left', minutes: Math.ceil(left / MINUTE_MS) * MINUTE_MS };
}
