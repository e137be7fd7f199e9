/** How long after a session begins its links go on holding, days. */
export const holdDays = [1, 3, 7, 30] as const;
export type HoldDays = (typeof holdDays)[number];

const HOUR = 3_600_000;
/** What the server allows, from now. */
const MOST_HOURS = 24 * 90;

export interface Hold {
  /** From now, as the server takes it; at least 1. */
  readonly hours: number;
  /** When the link ends, milliseconds. */
  readonly until: number;
  /** The longest a link can hold ends before the session begins: it will have to be issued anew. */
  readonly tooEarly: boolean;
}

/** A link for a session, holding so many days after it begins or, once it has begun, from now. */
export function holdOf(startsAt: number, days: HoldDays, now: number): Hold {
  const wished = Math.ceil((Math.max(startsAt, now) + days * 24 * HOUR - now) / HOUR);
  const hours = Math.min(wished, MOST_HOURS);
  const until = now + hours * HOUR;
  return { hours, until, tooEarly: until < startsAt };
}
