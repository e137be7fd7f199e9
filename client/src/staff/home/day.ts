import type { CaseSummary, RouteOutput, SessionSummary } from '@parley/shared/protocol';

export interface TodaySession extends SessionSummary {
  readonly caseTitle: string;
}

/** Midnight to midnight on this device's clock; milliseconds. */
function dayOf(now: number): { readonly from: number; readonly to: number } {
  const from = new Date(now);
  from.setHours(0, 0, 0, 0);
  const to = new Date(from);
  to.setDate(to.getDate() + 1);
  return { from: from.getTime(), to: to.getTime() };
}

/**
 * The sessions of the day it is here, in the order of their beginning. The server's own day may begin at another
 * hour: what it lists beyond ours is left out, and what it leaves out is found among the cases' next sessions.
 */
export function sessionsToday({ cases, today }: RouteOutput<'cases.list'>, now: number): TodaySession[] {
  const { from, to } = dayOf(now);
  const titles = new Map(cases.map(({ id, title }) => [id, title]));
  const all = [...today, ...cases.flatMap(({ nextSession }) => nextSession ?? [])];
  const byId = new Map(all.map((session) => [session.id, session]));
  return [...byId.values()]
    .filter(({ startsAt }) => startsAt >= from && startsAt < to)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((session) => ({ ...session, caseTitle: titles.get(session.caseId) ?? '' }));
}

/** The first session of any case after today; null when none is planned. */
export function nextAfterToday(cases: readonly CaseSummary[], now: number): SessionSummary | null {
  const { to } = dayOf(now);
  const later = cases.flatMap(({ nextSession }) =>
    nextSession !== null && nextSession.startsAt >= to ? nextSession : [],
  );
  return later.reduce<SessionSummary | null>(
    (first, each) => (first === null || each.startsAt < first.startsAt ? each : first),
    null,
  );
}
