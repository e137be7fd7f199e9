import { NewSession, type SessionSummary } from '@parley/shared/protocol';
import type { z } from 'zod';
import { type FieldProblem, fieldProblems } from '../field-problem.ts';
import type { Checked } from '../use-draft.ts';
import { type HoldDays, holdOf } from './hold.ts';

/** A session being planned, as its fields hold it: date and time are the device's own, `2026-11-24` and `14:00`. */
export interface SessionDraft {
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly days: HoldDays;
}

/** When it is and what it is called. */
export type MeetingDraft = Omit<SessionDraft, 'days'>;

export type SessionField = 'title' | 'date' | 'time';

const HOUR = 3_600_000;
const two = (number: number): string => String(number).padStart(2, '0');

/** Begins at the next full hour. */
export function freshSession(title: string, now: number): SessionDraft {
  const at = new Date(now);
  at.setHours(at.getHours() + 1, 0, 0, 0);
  return { ...meetingOf({ title, startsAt: at.getTime() }), days: 7 };
}

/** A session that is planned, as its fields hold it; to the minute. */
export function meetingOf({ title, startsAt }: Pick<SessionSummary, 'title' | 'startsAt'>): MeetingDraft {
  const at = new Date(startsAt);
  return {
    title,
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/** The instant the fields name, milliseconds; null while they name none. */
export function startsAtOf({ date, time }: Pick<SessionDraft, 'date' | 'time'>): number | null {
  const at = new Date(`${date}T${time}`).getTime();
  return Number.isNaN(at) ? null : at;
}

type Problems = ReadonlyMap<SessionField, FieldProblem>;

/** A session that has just begun may still be planned; one long past is a slip of the hand. */
export function checkSession(draft: SessionDraft, now: number): Checked<NewSession, Problems> {
  const startsAt = startsAtOf(draft);
  const parsed = NewSession.safeParse({
    title: draft.title,
    startsAt: startsAt ?? now,
    linkHours: holdOf(startsAt ?? now, draft.days, now).hours,
  });
  const problems = problemsOf(draft, parsed.success ? undefined : fieldProblems(parsed.error), now);
  return parsed.success && problems.size === 0 ? { ok: true, value: parsed.data } : { ok: false, problems };
}

const Changed = NewSession.pick({ title: true, startsAt: true });
export type ChangedSession = z.infer<typeof Changed>;

/** The time it had it may keep, to the millisecond, however long ago that was. */
export function checkChange(
  draft: MeetingDraft,
  before: Pick<SessionSummary, 'title' | 'startsAt'>,
  now: number,
): Checked<ChangedSession, Problems> {
  const { date, time } = meetingOf(before);
  const kept = draft.date === date && draft.time === time;
  const startsAt = kept ? before.startsAt : startsAtOf(draft);
  const parsed = Changed.safeParse({ title: draft.title, startsAt: startsAt ?? now });
  const found = parsed.success ? undefined : fieldProblems(parsed.error);
  const problems = problemsOf(draft, found, kept ? null : now);
  return parsed.success && problems.size === 0 ? { ok: true, value: parsed.data } : { ok: false, problems };
}

/** `now`: null where it may be long past. */
function problemsOf(
  draft: MeetingDraft,
  found: ReadonlyMap<string, FieldProblem> | undefined,
  now: number | null,
): Problems {
  const problems = new Map<SessionField, FieldProblem>();
  const startsAt = startsAtOf(draft);
  const title = found?.get('title');
  if (title !== undefined) problems.set('title', title);
  if (draft.date === '') problems.set('date', { kind: 'missing' });
  if (draft.time === '') problems.set('time', { kind: 'missing' });
  if (startsAt !== null && now !== null && startsAt < now - HOUR) problems.set('date', { kind: 'past' });
  if (startsAt === null && problems.size === 0) problems.set('date', { kind: 'unreadable' });
  return problems;
}
