import type { CaseSummary, RouteOutput, SessionSummary } from '@parley/shared/protocol';

type List = RouteOutput<'cases.list'>;

export interface TodaySession extends SessionSummary {
  readonly caseTitle: string;
}

export interface CaseWithNext extends CaseSummary {
  /** Of today or later. */
  readonly nextSession: SessionSummary | null;
}

/** Midnight to midnight on this device's clock; milliseconds. */
function dayOf(now: number): { readonly from: number; readonly to: number } {
  const from = new Date(now);
  from.setHours(0, 0, 0, 0);
  const to = new Date(from);
  to.setDate(to.getDate() + 1);
  return { from: from.getTime(), to: to.getTime() };
}

/** The sessions of the day it is here. The server, whose day may begin at another hour, lists some of yesterday's too. */
export function sessionsToday({ cases, sessions }: List, now: number): TodaySession[] {
  const { from, to } = dayOf(now);
  const titles = new Map(cases.map(({ id, title }) => [id, title]));
  return sessions
    .filter(({ startsAt }) => startsAt >= from && startsAt < to)
    .map((session) => ({ ...session, caseTitle: titles.get(session.caseId) ?? '' }));
}

/** The first session of any case after today; null when none is planned. */
export function nextAfterToday(sessions: readonly SessionSummary[], now: number): SessionSummary | null {
  const { to } = dayOf(now);
  return sessions.find(({ startsAt }) => startsAt >= to) ?? null;
}

/** Each case with the first of its sessions today or later. */
export function casesWithNext({ cases, sessions }: List, now: number): CaseWithNext[] {
  const { from } = dayOf(now);
  const next = new Map<CaseSummary['id'], SessionSummary>();
  for (const session of sessions) {
    if (session.startsAt >= from && !next.has(session.caseId)) next.set(session.caseId, session);
  }
  return cases.map((each) => ({ ...each, nextSession: next.get(each.id) ?? null }));
}
